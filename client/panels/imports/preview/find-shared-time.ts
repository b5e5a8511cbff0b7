import type { PreviewRow } from '#shared/protocol/imports.ts';

/**
 * The one time of all rows, as ISO 8601; undefined where they differ, or tell of something that happened. A register
 * without dates counts as of when its file was saved, which may be long after it was drawn up.
 */
export function findSharedTime(rows: readonly PreviewRow[]): string | undefined {
  const reports = rows.flatMap((row) => ('report' in row ? [row.report] : []));
  const [first, ...others] = reports.map(({ observedAt }) => observedAt);
  if (typeof first !== 'string' || others.length === 0) return undefined;
  if (reports.some((report) => 'occurredAt' in report || report['kind'] === 'position')) return undefined;
  return others.every((other) => other === first) ? first : undefined;
}

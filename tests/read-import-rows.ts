import { join } from 'node:path';
import type { ImportRow } from '../server/importers/import-format.ts';
import { type OpenImportOptions, openImport } from '../server/importers/open-import.ts';
import { collectAsync } from './collect-async.ts';

export const importFixtures = join(import.meta.dirname, 'fixtures/import');

/** All rows of a file, and the name of the format it was taken for. */
export async function readImportRows(
  path: string,
  options?: OpenImportOptions,
): Promise<{ format: string; rows: ImportRow[] }> {
  const opened = await openImport(path, options);
  if (!opened.ok) throw new Error(`${path}: ${opened.problem.name}: ${opened.problem.detail}`);
  return { format: opened.value.format.name, rows: await collectAsync(opened.value.readRows()) };
}

export function reportsOf(rows: readonly ImportRow[]): Record<string, unknown>[] {
  return rows.flatMap((row) => ('report' in row ? [row.report] : []));
}

export function refusalsOf(rows: readonly ImportRow[]): [line: number, detail: string][] {
  return rows.flatMap((row) => ('problem' in row ? [[row.line, row.problem.detail] as [number, string]] : []));
}

export function notesOf(rows: readonly ImportRow[]): [line: number, note: string][] {
  return rows.flatMap((row) => ('report' in row && row.note ? [[row.line, row.note] as [number, string]] : []));
}

/** How many distinct things the log would keep: by message id, or by track and time. */
export function countDistinct(rows: readonly ImportRow[]): number {
  const keys = reportsOf(rows).map((report) =>
    JSON.stringify([report['source'], report['messageId'] ?? [report['trackId'], report['observedAt']]]),
  );
  return new Set(keys).size;
}

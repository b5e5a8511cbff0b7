import { clipBounds } from '#shared/protocol/clips.ts';

export type Span = { from: number; to: number };

const halfHourMs = 30 * 60_000;

/** What is cut out: the brushed range, or else the hour around the moment, as far as there is a record. Whole milliseconds. */
export function chooseSpan(at: number, range: Span | undefined, record: { first: number; last: number }): Span {
  if (range) return { from: Math.floor(range.from), to: Math.ceil(range.to) };
  const from = Math.max(record.first, Math.min(at - halfHourMs, record.last - 2 * halfHourMs));
  return { from: Math.floor(from), to: Math.ceil(Math.min(record.last, from + 2 * halfHourMs)) };
}

export function isTooLong({ from, to }: Span): boolean {
  return to - from > clipBounds.spanMs;
}

/** So many moments of a span, its first and its last among them. */
export function planFrames({ from, to }: Span, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.round(from + ((to - from) * index) / Math.max(1, count - 1)));
}

/** `001-20261127T161300Z.png`: in order of time also where only names are sorted. */
export function nameFrame(index: number, at: number): string {
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `${String(index + 1).padStart(3, '0')}-${time}Z.png`;
}

/** The name that a server gave a file; undefined where it gave none. */
export function parseFileName(disposition: string | null): string | undefined {
  return /filename="([^"/\\]+)"/.exec(disposition ?? '')?.[1];
}

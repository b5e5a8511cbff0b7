import { createHash } from 'node:crypto';

/** A name for what was computed from some things and not from others. */
export function revisionOf(revision: string, things: readonly string[]): string {
  if (things.length === 0) return revision;
  return `${revision}-${createHash('sha256').update(things.join()).digest('hex').slice(0, 8)}`;
}

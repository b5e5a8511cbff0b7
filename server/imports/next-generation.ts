import { createHash } from 'node:crypto';
import type { RowKey } from '../log/event-log.ts';

const longestId = 128;

/** The key under which a row that was taken back goes in once more; the first generation has no suffix. */
export function nextGeneration(key: RowKey, generation: number): RowKey {
  if ('messageId' in key) return { ...key, messageId: suffixed(key.messageId, generation) };
  return { ...key, source: suffixed(key.source, generation) };
}

export function suffixed(id: string, generation: number): string {
  const suffix = `~${generation}`;
  if (id.length + suffix.length <= longestId) return id + suffix;
  const digest = createHash('sha256').update(id).digest('base64url').slice(0, 22);
  return `${id.slice(0, longestId - suffix.length - digest.length - 1)}-${digest}${suffix}`;
}

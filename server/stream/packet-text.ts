import type { Change } from '#shared/picture/record.ts';
import { recordText } from '#shared/picture/record-hash.ts';

/**
 * What `emit('frame', bytes)` would write before the bytes, as Socket.IO 4 does. Written here, because the library would
 * look for bytes in every argument and encode the same text for every viewer, ten times a second.
 */
export const framePacket = '51-["frame",{"_placeholder":true,"num":0}]';

/** What `emit('facts', …)` would write: the text of a record that is known is not written and searched for bytes again. */
export function formatFactsPacket(first: number, changes: readonly Change[]): string {
  return `2["facts",{"first":${first},"changes":[${changes.map(formatChange).join(',')}]}]`;
}

function formatChange(change: Change): string {
  if (change.kind === 'remove') return JSON.stringify(change);
  const slot = change.slot === undefined ? '' : `,"slot":${change.slot}`;
  return `{"kind":"put","record":${recordText(change.record)}${slot}}`;
}

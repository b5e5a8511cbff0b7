import type { PictureRecord } from '#shared/picture/record.ts';
import type { LiveStore } from './live-store.ts';

/**
 * What the server concluded of the medical cover of a patrol. A server that has computed nothing yet still hands on what
 * was concluded before it was started, however long ago: of that nothing is told. A replay tells what was concluded then.
 */
export function findToldCover(
  store: Pick<LiveStore, 'picture' | 'lastBeat'>,
  patrolId: string,
): PictureRecord<'cover'> | undefined {
  if (store.lastBeat?.coverage === undefined && !store.lastBeat?.replay) return undefined;
  const record = store.picture.records.get(`cover/${patrolId}`);
  return record?.kind === 'cover' ? record : undefined;
}

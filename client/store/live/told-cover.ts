import type { PictureRecord } from '#shared/picture/record.ts';
import type { CoverTier } from '#shared/schema/medical/cover.ts';
import type { LiveStore } from './live-store.ts';

const unknownTier: CoverTier = { state: 'unknown', legs: [] };
/** Of a patrol that is out and of which nothing is told: not known, which is never met. */
export const unknownCover = { team: unknownTier, surgery: unknownTier } as const;

/**
 * What the server concluded of the medical cover of a patrol. A server that has computed nothing yet still hands on what
 * was concluded before it was started, however long ago: of that nothing is told.
 */
export function findToldCover(
  store: Pick<LiveStore, 'picture' | 'lastBeat'>,
  patrolId: string,
): PictureRecord<'cover'> | undefined {
  if (store.lastBeat?.coverage === undefined) return undefined;
  const record = store.picture.records.get(`cover/${patrolId}`);
  return record?.kind === 'cover' ? record : undefined;
}

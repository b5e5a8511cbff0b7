import { tracksOf } from '../../format/position-of-key.ts';
import type { Live } from '../../store/live-context.ts';

/** What nobody waits for and was last heard longer ago than this is a ride of the past and not a loss. */
const pastAfterMs = 7 * 86_400_000;

/**
 * Says which lost tracks are of the past. Those of patrols that are out and of assets never are: however long they are
 * silent, somebody has to look for them.
 */
export function makePastTest({
  store,
  clock,
}: Pick<Live, 'store' | 'clock'>): (slot: number, state: number) => boolean {
  const { tracks } = store.picture;
  const now = clock.serverNow() ?? 0;
  const carriers = [...store.recordsOf('patrol'), ...store.recordsOf('asset')];
  const awaited = new Set(carriers.flatMap(tracksOf).flatMap((name) => tracks.find(name) ?? []));
  return (slot, state) => state === 3 && now - tracks.observedAt[slot]! > pastAfterMs && !awaited.has(slot);
}

import { frozenAfterMs } from '#shared/parameters/freshness.ts';
import type { Live } from '../live-context.ts';

export type FrozenCause = 'refused' | 'reconnecting' | 'replacing' | 'behind' | 'unconfirmed' | 'silent';

/** Why nothing on screen passes for live; to be asked while it does not. */
export function frozenCause({ store, clock }: Pick<Live, 'store' | 'clock'>): FrozenCause {
  if (store.link === 'refused') return 'refused';
  if (store.link !== 'connected') return 'reconnecting';
  if (!store.isCurrent) return 'replacing';
  if ((store.lastBeat?.behindMs ?? 0) > frozenAfterMs[clock.profile]) return 'behind';
  return clock.isUnconfirmed() ? 'unconfirmed' : 'silent';
}

import { useRef, useSyncExternalStore } from 'react';
import type { ReplayStatus } from '#shared/protocol/downstream.ts';
import { useLive } from '../../store/live-context.ts';

export type ShownReplay = { at: number | undefined; status: ReplayStatus | undefined; isFrozen: boolean };

const everyMs = 100;

/** Where the replay is, ten times a second: the hands of its clock are what a person looks at. */
export function useReplay(): ShownReplay {
  const { clock, replay } = useLive();
  const kept = useRef<ShownReplay>({ at: undefined, status: undefined, isFrozen: false });
  return useSyncExternalStore(subscribe, () => {
    const next = {
      at: clock.serverNow(),
      status: replay?.status(),
      isFrozen: replay?.status() !== undefined && clock.isFrozen(),
    };
    const { at, status, isFrozen } = kept.current;
    if (next.at !== at || next.status !== status || next.isFrozen !== isFrozen) kept.current = next;
    return kept.current;
  });
}

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, everyMs);
  return () => clearInterval(timer);
}

import type { Beat } from '#shared/protocol/downstream.ts';
import type { ReplayRequest } from '#shared/protocol/upstream.ts';
import type { Truth } from '#shared/replay/moment.ts';
import { type BenchViewer, openViewer, parseMessage } from './viewer.ts';

export type ReplayUser = {
  viewer: BenchViewer;
  openedAfterMs: number;
  /** Goes to a moment; milliseconds until all of it is held. */
  seek: (at: number) => Promise<number>;
  /** Whether what is held equals what the server holds, at the next hash that it sends. */
  verify: () => Promise<boolean>;
  setTruth: (truth: Truth) => Promise<void>;
  close: () => void;
};

const patienceMs = 60_000;
let sessions = 0;

/** Somebody who replays, without a screen: every message is decoded and applied. Resolves when the first moment is held. */
export async function openReplay(port: number, wanted: Omit<ReplayRequest, 'session'>): Promise<ReplayUser> {
  const startedAt = performance.now();
  let last: Beat | undefined;
  let wake: (() => void) | undefined;
  const viewer = openViewer({
    ...{ port, audience: 'local', parse: parseMessage, onComplete: () => {} },
    replay: { session: `bench-${process.pid}-${++sessions}`, ...wanted },
    onBeat: (beat) => {
      last = beat;
      wake?.();
    },
  });
  const until = async (holds: (beat: Beat) => boolean): Promise<Beat> => {
    const deadline = performance.now() + patienceMs;
    while (!last || !holds(last)) {
      if (performance.now() > deadline) throw new Error(`waited in vain: ${JSON.stringify(last)}`);
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const timer = setTimeout(resolve, 1_000);
      await promise;
      clearTimeout(timer);
    }
    return last;
  };
  const isHere = (beat: Beat) => beat.replay !== undefined && beat.replay.state !== 'moving' && beat.behindMs === 0;
  await until(isHere);
  return {
    viewer,
    openedAfterMs: performance.now() - startedAt,
    seek: async (at) => {
      const jumps = last!.replay!.jumps;
      const begun = performance.now();
      viewer.command({ do: 'seek', at });
      await until((beat) => isHere(beat) && beat.replay!.jumps > jumps && beat.replay!.at === at);
      return performance.now() - begun;
    },
    verify: async () => {
      const { check } = await until((beat) => isHere(beat) && beat.check !== undefined);
      return check!.hash === viewer.hash();
    },
    setTruth: async (truth) => {
      viewer.command({ do: 'truth', truth });
      await until((beat) => isHere(beat) && beat.replay!.truth === truth);
    },
    close: viewer.close,
  };
}

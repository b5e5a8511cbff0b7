import { type CoverageStore, takeCoverage } from '../store/coverage-store.ts';
import type { PictureClock } from '../store/live/link-clock.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import type { ViewStore } from '../store/view/view-store.ts';

const lookMs = 500;
const retryMs = 5_000;
const minuteMs = 60_000;
const fastest = 60;

/** Fetches medical cover as it was known at the moment of a replay, to the minute, while the map shows it. */
export function keepPastCoverage(parts: {
  store: LiveStore;
  clock: PictureClock;
  view: ViewStore;
  coverage: CoverageStore;
}): () => void {
  const { store, clock, view, coverage } = parts;
  let isAsking = false;
  let notBefore = 0;
  let shown: number | undefined;
  const ask = async (minute: number): Promise<void> => {
    isAsking = true;
    try {
      const answer = await fetch(`/api/v1/coverage/raster?at=${new Date(minute).toISOString()}`);
      const { decodeCoverage } = await import('#shared/protocol/coverage.ts');
      if (answer.ok) {
        takeCoverage(coverage, decodeCoverage(new Uint8Array(await answer.arrayBuffer())));
        shown = minute;
      } else notBefore = performance.now() + retryMs;
    } catch {
      notBefore = performance.now() + retryMs;
    }
    isAsking = false;
  };
  const timer = setInterval(() => {
    const now = clock.serverNow();
    const { isPlaying = false, speed = 0 } = store.lastBeat?.replay ?? {};
    // A computation takes longer than a minute of a fast replay lasts.
    if (isPlaying && speed > fastest) return;
    const isWanted = store.isCurrent && !view.getState().hidden.includes('coverage');
    if (now === undefined || !isWanted || isAsking || performance.now() < notBefore) return;
    const minute = Math.floor(now / minuteMs) * minuteMs;
    if (minute !== shown) void ask(minute);
  }, lookMs);
  return () => clearInterval(timer);
}

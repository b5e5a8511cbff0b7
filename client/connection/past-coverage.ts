import { type CoverageStore, takeCoverage } from '../store/coverage-store.ts';
import type { PictureClock } from '../store/live/link-clock.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import type { ViewStore } from '../store/view/view-store.ts';

const lookMs = 500;
const retryMs = 5_000;
const minuteMs = 60_000;
const noCover = 409;
const fastest = 60;
/** Cover of longer before the moment shown is not that of the moment. */
const longestMs = 5 * minuteMs;

type Parts = {
  store: LiveStore;
  clock: PictureClock;
  view: ViewStore;
  coverage: CoverageStore;
  fetch?: typeof fetch;
};

/**
 * Fetches medical cover as it was known at the moment of a replay, to the minute, while the map shows it. Promises: none
 * is shown that is of after the moment, or of minutes before it.
 */
export function keepPastCoverage(parts: Parts): () => void {
  const { store, clock, view, coverage, fetch: ask = (...request) => fetch(...request) } = parts;
  let asking: { minute: number; stop: AbortController } | undefined;
  let notBefore = 0;
  /** The minute that what is shown was asked for. */
  let answeredFor: number | undefined;
  const read = async (minute: number): Promise<void> => {
    const stop = new AbortController();
    asking = { minute, stop };
    try {
      const at = new Date(minute).toISOString();
      const answer = await ask(`/api/v1/coverage/raster?at=${at}`, { signal: stop.signal });
      if (answer.status === noCover) {
        // Nothing on record could help at this minute: what is shown of the one before is not true of it.
        if (stop.signal.aborted) return;
        coverage.setState({ coverage: undefined, classes: undefined });
        answeredFor = minute;
        asking = undefined;
        return;
      }
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const { decodeCoverage } = await import('#shared/protocol/coverage.ts');
      const answered = decodeCoverage(new Uint8Array(await answer.arrayBuffer()));
      if (!stop.signal.aborted) {
        takeCoverage(coverage, answered);
        answeredFor = minute;
      }
    } catch {
      // Whoever went elsewhere meanwhile need not wait.
      if (!stop.signal.aborted) notBefore = performance.now() + retryMs;
    }
    if (asking?.stop === stop) asking = undefined;
  };
  const forget = () => {
    asking?.stop.abort();
    asking = undefined;
  };
  const look = () => {
    const now = clock.serverNow();
    if (now === undefined) return;
    const shown = coverage.getState().coverage?.computedAt;
    if (shown !== undefined && !isOf(shown, now)) {
      coverage.setState({ coverage: undefined, classes: undefined });
      answeredFor = undefined;
    }
    if (asking && !isOf(asking.minute, now)) forget();
    const { isPlaying = false, speed = 0 } = store.lastBeat?.replay ?? {};
    // A computation takes longer than a minute of a fast replay lasts.
    if (isPlaying && speed > fastest) return;
    const isWanted = store.isCurrent && !view.getState().hidden.includes('coverage');
    if (!isWanted || asking || performance.now() < notBefore) return;
    const minute = Math.floor(now / minuteMs) * minuteMs;
    if (minute !== answeredFor) void read(minute);
  };
  const timer = setInterval(look, lookMs);
  return () => {
    clearInterval(timer);
    forget();
  };
}

/** Whether cover as computed for that time may be drawn at a moment. */
function isOf(computedAt: number, moment: number): boolean {
  return computedAt <= moment && moment - computedAt <= longestMs;
}

import { type CoverageStore, takeCoverage } from '../store/coverage-store.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import type { ViewState, ViewStore } from '../store/view/view-store.ts';

const lookMs = 250;
const retryMs = 5_000;

type Parts = { store: LiveStore; view: ViewStore; coverage: CoverageStore };

/** Fetches the cover that the last beat names, while something on screen tells of it. One request at a time. */
export function keepCoverage({ store, view, coverage }: Parts): void {
  let isAsking = false;
  let notBefore = 0;
  const ask = async (): Promise<void> => {
    isAsking = true;
    try {
      const answer = await fetch('/api/v1/coverage/raster');
      const { decodeCoverage } = await import('#shared/protocol/coverage.ts');
      if (answer.ok) takeCoverage(coverage, decodeCoverage(new Uint8Array(await answer.arrayBuffer())));
      else notBefore = performance.now() + retryMs;
    } catch {
      // The link is down: the age of what is drawn says so, and the link itself is told of elsewhere.
      notBefore = performance.now() + retryMs;
    }
    isAsking = false;
  };
  setInterval(() => {
    const named = store.lastBeat?.coverage;
    const isNew = named !== undefined && named !== coverage.getState().coverage?.revision;
    // The first picture comes before anything else.
    if (isNew && store.isDrawn && isTold(view.getState()) && !isAsking && performance.now() >= notBefore) void ask();
  }, lookMs);
}

/** The layer, the lists that look at it, and the details of a patrol, which look along its way. */
function isTold({ hidden, open, selected }: ViewState): boolean {
  return (
    !hidden.includes('coverage') ||
    open.includes('gaps') ||
    open.includes('patrols') ||
    !!selected?.startsWith('patrol/')
  );
}

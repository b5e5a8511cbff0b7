import { keepBasemapList } from '../connection/basemap-list.ts';
import { keepCoverage } from '../connection/coverage-fetch.ts';
import { startConnection } from '../connection/stream-connection.ts';
import { startOutbox } from '../forms/outbox.ts';
import { createBasemapStore } from '../store/basemap-store.ts';
import { createCoverageStore } from '../store/coverage-store.ts';
import { createEntryStore } from '../store/entry/entry-store.ts';
import { LinkClock, sleepAfterMs } from '../store/live/link-clock.ts';
import { LiveStore } from '../store/live/live-store.ts';
import type { Live } from '../store/live-context.ts';
import { createPointerStore, type MapHandle } from '../store/map-link.ts';
import { createBriefingStore } from '../store/replay/briefing-store.ts';
import { keepBriefings } from '../store/replay/keep-briefings.ts';
import { startSlowClock } from '../store/slow-clock.ts';
import { createPreferenceStore, findStorage } from '../store/view/preferences.ts';
import { createViewStore, keepViewInUrl } from '../store/view/view-store.ts';
import { firstView } from '../store/view/view-url.ts';
import { createWhatIfStore } from '../store/what-if-store.ts';

/** Everything of one page that outlives React: the live picture, its clock, the view, and the map once there is one. */
export type Session = Omit<Live, 'map'> & { map: { current: MapProbe | undefined } };
export type MapProbe = MapHandle & {
  basemap: { drawn: () => Record<string, { isLoaded: boolean; features: number }> };
  drawing: {
    drawn: { counts: Record<string, number>; isFrozen: boolean; draws: number };
    stateOf: (name: string) => string | undefined;
  };
};

export function startSession(): Session {
  const store = new LiveStore();
  const clock = new LinkClock(() => ({ monotonic: performance.now(), wall: Date.now() }));
  const isNarrow = matchMedia('(width < 720px)').matches;
  const view = createViewStore(location.search, isNarrow ? { ...firstView, open: [] } : firstView);
  keepViewInUrl(view);
  const preferences = createPreferenceStore(findStorage());
  const { basemap } = preferences.getState();
  // An address that names basemaps is what someone wants to be seen; else it is as this person last had it.
  if (basemap && !new URLSearchParams(location.search).has('base')) view.getState().change({ basemap });
  const basemaps = createBasemapStore();
  keepBasemapList(view, basemaps);
  startConnection({ url: location.origin, profile: view.getState().profile, store, clock });
  watchVisibility(clock);
  const coverage = createCoverageStore();
  keepCoverage({ store, view, coverage });
  const entry = createEntryStore(findStorage());
  startOutbox({ entry, store, clock });
  const pulse = startSlowClock();
  const briefings = createBriefingStore({
    storage: findStorage(),
    now: () => clock.serverNow() ?? Date.now(),
    makeId: () => crypto.randomUUID(),
  });
  keepBriefings({ store, pulse, view, briefings });
  return {
    ...{ store, clock, view, pulse, briefings, map: { current: undefined } },
    ...{ pointer: createPointerStore(), preferences, basemaps, entry, coverage, whatIf: createWhatIfStore() },
  };
}

/** A page that was hidden for long shows its last drawing for a moment: that must not pass for live. */
function watchVisibility(clock: LinkClock): void {
  let hiddenAt = Number.POSITIVE_INFINITY;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenAt = performance.now();
    else if (performance.now() - hiddenAt > sleepAfterMs) clock.woke();
  });
  document.addEventListener('resume', () => clock.woke());
}

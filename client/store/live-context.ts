import { createContext, useContext, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { frozenAfterMs } from '#shared/parameters/freshness.ts';
import type { ReplayStatus } from '#shared/protocol/downstream.ts';
import type { ReplayCommand } from '#shared/protocol/upstream.ts';
import type { BasemapState, BasemapStore } from './basemap-store.ts';
import type { CoverageState, CoverageStore } from './coverage-store.ts';
import type { EntryState, EntryStore } from './entry/entry-store.ts';
import type { PictureClock } from './live/link-clock.ts';
import type { LiveStore } from './live/live-store.ts';
import type { MapHandle, PointerStore } from './map-link.ts';
import type { BriefingState, BriefingStore } from './replay/briefing-store.ts';
import type { SlowClock } from './slow-clock.ts';
import type { PreferenceStore } from './view/preferences.ts';
import type { ViewState, ViewStore } from './view/view-store.ts';
import type { WhatIfStore } from './what-if-store.ts';

/** What every panel may look at: the live picture, the clock that ages it, the view, the slow pulse, and the map if it is drawn. */
export type Live = {
  store: LiveStore;
  clock: PictureClock;
  view: ViewStore;
  pulse: SlowClock;
  map: { current: MapHandle | undefined };
  pointer: PointerStore;
  preferences: PreferenceStore;
  basemaps: BasemapStore;
  entry: EntryStore;
  coverage: CoverageStore;
  whatIf: WhatIfStore;
  /** Of the live picture, whatever moment is shown. */
  briefings: BriefingStore;
  /** Present where another moment than now is looked at: nothing is reported from there. */
  replay?: ReplayHandle;
};

/** The replay that a picture belongs to. */
export type ReplayHandle = {
  /** Undefined until its first moment is here. */
  status: () => ReplayStatus | undefined;
  command: (command: ReplayCommand) => void;
};

export const LiveContext = createContext<Live | undefined>(undefined);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('no live picture above this component');
  return live;
}

export function useView<T>(select: (state: ViewState) => T): T {
  return useStore(useLive().view, select);
}

export function useBasemaps<T>(select: (state: BasemapState) => T): T {
  return useStore(useLive().basemaps, select);
}

export function useCoverage<T>(select: (state: CoverageState) => T): T {
  return useStore(useLive().coverage, select);
}

export function useBriefings<T>(select: (state: BriefingState) => T): T {
  return useStore(useLive().briefings, select);
}

/** What is being reported from here. */
export function useEntry<T>(select: (state: EntryState) => T): T {
  return useStore(useLive().entry, select);
}

/** Re-renders at the pulse, at most twice a second, whatever the data rate; returns the live picture. */
export function usePulse(): Live {
  const live = useLive();
  useSyncExternalStore(live.pulse.subscribe, live.pulse.beats);
  return live;
}

/** A value computed at the pulse; the component renders again only when `isSame` says it changed. */
export function useSlow<T>(compute: (live: Live) => T, isSame: (one: T, other: T) => boolean = Object.is): T {
  const live = useLive();
  const kept = useRef<{ value: T } | undefined>(undefined);
  return useSyncExternalStore(live.pulse.subscribe, () => {
    const value = compute(live);
    if (!kept.current || !isSame(kept.current.value, value)) kept.current = { value };
    return kept.current.value;
  });
}

/** True while nothing on screen may pass for live. */
export function isFrozen({ store, clock }: Pick<Live, 'store' | 'clock'>): boolean {
  const behindMs = store.lastBeat?.behindMs ?? 0;
  return clock.isFrozen() || !store.isCurrent || behindMs > frozenAfterMs[clock.profile];
}

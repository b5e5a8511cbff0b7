import type { BasemapStatus } from '#shared/protocol/basemap.ts';
import type { Mission } from '#shared/schema/mission.ts';
import type { Translate } from '../language/use-text.ts';
import type { BasemapStore } from '../store/basemap-store.ts';
import type { CoverageStore } from '../store/coverage-store.ts';
import type { EntryStore } from '../store/entry/entry-store.ts';
import type { PictureClock } from '../store/live/link-clock.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import type { PointerStore } from '../store/map-link.ts';
import type { ViewStore } from '../store/view/view-store.ts';
import type { Language, ThemeName } from '../store/view/view-url.ts';
import type { WhatIfStore } from '../store/what-if-store.ts';
import type { Insets } from './map-camera.ts';

/** What the map is made of, and what it tells. */
export type MapState = 'loading' | 'ready' | 'lost';
/** `keys` are those of many records that are drawn as one mark. */
export type Hover = { key: string; x: number; y: number; keys?: readonly string[] };
export type Dress = {
  theme: ThemeName;
  language: Language;
  scale: number;
  t: Translate;
  basemap: BasemapStatus | undefined;
};
export type MapOptions = {
  container: HTMLElement;
  store: LiveStore;
  clock: PictureClock;
  view: ViewStore;
  pointer: PointerStore;
  basemaps: BasemapStore;
  entry: EntryStore;
  coverage: CoverageStore;
  whatIf: WhatIfStore;
  mission: Mission;
  dress: Dress;
  /** Pixels of the container that panels cover now. */
  insets: () => Insets;
  onState: (state: MapState) => void;
  onHover: (hover: Hover | undefined) => void;
};

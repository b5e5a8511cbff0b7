import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Camera } from './view/view-url.ts';

/** What panels and commands may ask of the map, wherever it is drawn. */
export type MapHandle = {
  /** Where it looks now, also before a person moved it. */
  camera: () => Camera | undefined;
  /** What panels leave free of the map; undefined before there is one. */
  shownBox: () => BoundingBox | undefined;
  showMission: () => void;
  /** Brings an area of this width around the position into view. */
  goTo: (position: Position, widthMetres: number) => void;
  showBox: (box: BoundingBox) => void;
  /** Makes room when a panel covers the record. */
  uncover: (key: string) => void;
  /** Gives the keys to the map: arrows move it. */
  focus: () => void;
  /** What is drawn now, as pixels of their own; undefined when there is no map. */
  takePicture: () => Promise<HTMLCanvasElement | undefined>;
  /** How many records of a kind are drawn as part of a mark that stands for several. */
  gathered: (kind: string) => number;
};

/** Where the pointer is on the map; undefined when it is elsewhere. Changes at the rate of the pointer, so apart from the view. */
export type PointerStore = StoreApi<{ position: Position | undefined }>;

export function createPointerStore(): PointerStore {
  return createStore<{ position: Position | undefined }>()(() => ({ position: undefined }));
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Archive, BasemapsAnswer } from '#shared/protocol/basemaps.ts';
import type { BasemapChoice } from './view/view-basemap.ts';

/** A feature of an archive under the pointer, as its file holds it. Pixels of the map. */
export type BasemapFeature = {
  file: string;
  layer: string;
  properties: Record<string, unknown>;
  x: number;
  y: number;
};

/** The archives that the server has, and what of them lies under the pointer. */
export type BasemapState = {
  /** Undefined until the server was asked. */
  answer: BasemapsAnswer | undefined;
  under: BasemapFeature | undefined;
  /** Clicked: stays until it is closed. */
  pinned: BasemapFeature | undefined;
};
export type BasemapStore = StoreApi<BasemapState>;

export function createBasemapStore(): BasemapStore {
  return createStore<BasemapState>()(() => ({ answer: undefined, under: undefined, pinned: undefined }));
}

/** Chosen archives that are there, from the ground up. */
export function chosenArchives(
  choices: readonly BasemapChoice[],
  answer: BasemapsAnswer | undefined,
): { archive: Archive; opacity: number }[] {
  return choices.flatMap(({ id, opacity }) => {
    const archive = answer?.archives.find((each) => each.id === id);
    return archive ? [{ archive, opacity }] : [];
  });
}

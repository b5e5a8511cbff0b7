import { type ComponentType, lazy } from 'react';
import { loadLaterWords } from '../language/later-words.ts';

/**
 * Panels that do not travel with the first picture. They come as soon as it is drawn, so that each is there when it is
 * opened, also when the link has failed by then.
 */
const loads: (() => Promise<unknown>)[] = [];
let areHere = false;

function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  loads.push(load);
  return lazy(async () => {
    const [panel] = await Promise.all([load(), loadLaterWords()]);
    return { default: panel };
  });
}

export const BoardPanel = later(async () => (await import('../panels/board/board-panel.tsx')).BoardPanel);
export const CasevacPanel = later(async () => (await import('../panels/casevac/casevac-panel.tsx')).CasevacPanel);
export const EntityPanel = later(async () => (await import('../panels/entity/entity-panel.tsx')).EntityPanel);
export const EntryPanel = later(async () => (await import('../forms/entry-panel.tsx')).EntryPanel);
export const GapPanel = later(async () => (await import('../panels/cover/gap-panel.tsx')).GapPanel);
export const ImportPage = later(async () => (await import('../panels/imports/import-page.tsx')).ImportPage);
export const KeysSheet = later(async () => (await import('../panels/keys-sheet.tsx')).KeysSheet);
export const ListPanel = later(async () => (await import('../panels/lists/list-panel.tsx')).ListPanel);
export const PatrolPanel = later(async () => (await import('../panels/lists/patrol-panel.tsx')).PatrolPanel);
export const PrintSheet = later(async () => (await import('../panels/print/print-sheet.tsx')).PrintSheet);
export const SourcePanel = later(async () => (await import('../panels/lists/source-panel.tsx')).SourcePanel);
export const WhatIfPanel = later(async () => (await import('../panels/what-if/what-if-panel.tsx')).WhatIfPanel);

/** Fetches them one after the other. Without a link they are fetched when they are opened. */
export async function loadLaterPanels(): Promise<void> {
  await loadLaterWords().catch(() => undefined);
  for (const load of loads) await load().catch(() => undefined);
  areHere = true;
}

/** Whether each was fetched, or tried to be. */
export const areLaterPanelsHere = (): boolean => areHere;

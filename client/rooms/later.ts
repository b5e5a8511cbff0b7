import type { ComponentType } from 'react';
import { loadLaterWords } from '../language/later-words.ts';
import { makeLaterPart } from './later-part.tsx';

/**
 * What does not travel with the first picture. It comes as soon as that is drawn, so that it is there when it is opened,
 * also when the link has failed by then.
 */
const loads: (() => Promise<unknown>)[] = [];
let areHere = false;

export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  loads.push(load);
  return makeLaterPart(async () => {
    const [panel] = await Promise.all([load(), loadLaterWords()]);
    return panel;
  });
}

/** Fetches them one after the other. Without a link they are fetched when they are opened. */
export async function loadLaterPanels(): Promise<void> {
  await loadLaterWords().catch(() => undefined);
  for (const load of loads) await load().catch(() => undefined);
  areHere = true;
}

/** Whether each was fetched, or tried to be. */
export const areLaterPanelsHere = (): boolean => areHere;

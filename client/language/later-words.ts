import type { enLater } from './en/later.ts';

type Later = typeof enLater;

let words: Later | undefined;
const listeners = new Set<() => void>();

/** The words of later panels, once they are there. */
export const laterWords = {
  current: (): Later | undefined => words,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Fetches them. Whoever shows a panel that needs them waits for this. */
export async function loadLaterWords(): Promise<void> {
  if (words) return;
  words = (await import('./en/later.ts')).enLater;
  for (const listener of listeners) listener();
}

/** What lies under the picture: ids of basemaps from the ground up, each with its opacity in percent. */
export type BasemapChoice = { id: string; opacity: number };

/** The basemap that comes with Vedette; every other id is that of an archive. */
export const worldBasemap = 'world';
export const firstBasemap: readonly BasemapChoice[] = [{ id: worldBasemap, opacity: 100 }];
/** Fainter than this nothing is seen, and nobody knows why. */
export const faintest = 20;

/** `world,mali:60`; undefined when the text is absent, nothing chosen when it is empty. */
export function parseBasemap(text: string | null | undefined): readonly BasemapChoice[] | undefined {
  if (text === null || text === undefined) return undefined;
  const chosen = new Map<string, BasemapChoice>();
  for (const part of text.split(',')) {
    const match = /^([a-z0-9_][a-z0-9_-]*)(?::(\d{1,3}))?$/.exec(part);
    if (match) chosen.set(match[1]!, { id: match[1]!, opacity: limit(Number(match[2] ?? 100)) });
  }
  return [...chosen.values()];
}

export function formatBasemap(choices: readonly BasemapChoice[]): string {
  return choices.map(({ id, opacity }) => (opacity === 100 ? id : `${id}:${opacity}`)).join(',');
}

export function isChosen(choices: readonly BasemapChoice[], id: string): boolean {
  return choices.some((each) => each.id === id);
}

/** What is switched on comes to lie on top, the world at the bottom. */
export function toggleBasemap(choices: readonly BasemapChoice[], id: string): readonly BasemapChoice[] {
  if (isChosen(choices, id)) return choices.filter((each) => each.id !== id);
  return id === worldBasemap ? [...firstBasemap, ...choices] : [...choices, { id, opacity: 100 }];
}

export function fadeBasemap(choices: readonly BasemapChoice[], id: string, opacity: number): readonly BasemapChoice[] {
  return choices.map((each) => (each.id === id ? { id, opacity: limit(opacity) } : each));
}

/** One place up or down among the archives; the world stays at the bottom. */
export function moveBasemap(choices: readonly BasemapChoice[], id: string, by: 1 | -1): readonly BasemapChoice[] {
  const from = choices.findIndex((each) => each.id === id);
  const other = choices[from + by];
  if (from < 0 || !other || other.id === worldBasemap) return choices;
  const moved = [...choices];
  moved[from + by] = choices[from]!;
  moved[from] = other;
  return moved;
}

function limit(opacity: number): number {
  return Math.min(100, Math.max(faintest, Math.round(opacity)));
}

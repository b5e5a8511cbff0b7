/**
 * How a boundary line is drawn: `international` solid, the others broken. The default data are de-facto lines, so every
 * line the United Nations draws differently has to be named here; a mission's own boundary file replaces all of it.
 */
export type BoundaryClass = 'international' | 'undetermined' | 'armistice';

export const boundaryClasses: readonly BoundaryClass[] = ['international', 'undetermined', 'armistice'];

/** A place at one side of a line. `number` is its ISO 3166-1 numeric code; places of contested status have none. */
export type BoundarySide = { number: number | undefined; name: string };

/** Leased or sovereign bases and their like: no country number, but the line around them is not in dispute. */
const settledWithoutNumber = new Set(['USNB Guantanamo Bay', 'Akrotiri', 'Dhekelia', 'Baikonur']);

/** Pairs of ISO 3166-1 numeric codes, in either order. */
const pairs: Record<string, BoundaryClass> = {
  '728-729': 'undetermined', // Sudan, South Sudan (final boundary not yet determined; Abyei)
  '356-586': 'undetermined', // India, Pakistan (holds the Line of Control; not separable in this data)
  '156-356': 'undetermined', // China, India
  '504-732': 'undetermined', // Morocco, Western Sahara
  '478-732': 'undetermined', // Mauritania, Western Sahara
  '12-732': 'undetermined', // Algeria, Western Sahara
  '376-422': 'undetermined', // Israel, Lebanon (Blue Line: a line of withdrawal)
  '376-760': 'armistice', // Israel, Syria (area of separation)
  '275-376': 'armistice', // occupied Palestinian territory, Israel
  '275-400': 'armistice', // occupied Palestinian territory, Jordan
  '408-410': 'armistice', // both Koreas
};

export function classifyBoundary(one: BoundarySide, other: BoundarySide): BoundaryClass {
  for (const side of [one, other]) {
    if (side.number === undefined) return settledWithoutNumber.has(side.name) ? 'international' : 'undetermined';
  }
  const key = `${one.number}-${other.number}`;
  const reversed = `${other.number}-${one.number}`;
  return pairs[key] ?? pairs[reversed] ?? 'international';
}

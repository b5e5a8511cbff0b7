import type { Position } from '#shared/geo/position.ts';

/**
 * How a boundary line is drawn: `international` solid, `undetermined` dashed, `line-of-control`
 * dotted, `armistice` dashes and dots. The default data are de-facto lines, so every
 * line the United Nations draws differently has to be named here; a mission's own boundary file replaces all of it.
 */
export type BoundaryClass = (typeof boundaryClasses)[number];

export const boundaryClasses = ['international', 'undetermined', 'line-of-control', 'armistice'] as const;

/** A place at one side of a line. `number` is its ISO 3166-1 numeric code; places of contested status have none. */
export type BoundarySide = { number: number | undefined; name: string };

/** Leased or sovereign bases and their like: no country number, but the line around them is not in dispute. */
const settledWithoutNumber = new Set(['USNB Guantanamo Bay', 'Akrotiri', 'Dhekelia', 'Baikonur']);

/** Pairs of ISO 3166-1 numeric codes, in either order. */
const pairs: Record<string, BoundaryClass> = {
  '728-729': 'undetermined', // Sudan, South Sudan (final boundary not yet determined; Abyei)
  '356-586': 'undetermined', // India, Pakistan (the Line of Control is cut out of it: see `isLineOfControl`)
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

/** Where the line between India and Pakistan is the Line of Control in Jammu and Kashmir (Simla agreement, 1972). */
const jammuAndKashmir = { west: 73.3, south: 32.85, east: 77.2, north: 35.4 };

/** Whether a stretch of the line between these two, by its middle, is the Line of Control. */
export function isLineOfControl(one: BoundarySide, other: BoundarySide, [longitude, latitude]: Position): boolean {
  const sides = new Set([one.number, other.number]);
  const { west, south, east, north } = jammuAndKashmir;
  if (!sides.has(356) || !sides.has(586)) return false;
  return longitude > west && longitude < east && latitude > south && latitude < north;
}

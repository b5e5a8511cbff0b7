import { tierMinutes } from '../parameters/medical.ts';

/**
 * What a cell says: both tiers in time, only the team, only surgery, neither, or not known. Not known: it would be
 * better if what is in doubt were as last reported.
 */
export const coverClasses = ['covered', 'surgery-late', 'team-late', 'uncovered', 'unknown'] as const;
export type CoverClass = (typeof coverClasses)[number];
const unknownClass = coverClasses.indexOf('unknown');

/** Drawn beside them: what a what-if gains and loses, and where the mission has no business. */
export const gainedClass = coverClasses.length;
export const lostClass = gainedClass + 1;
export const outsideClass = 255;

/** Index in `coverClasses` for minutes that are known and minutes that may be. */
export function classOf(known: [team: number, surgery: number], hopeful: [team: number, surgery: number]): number {
  const sure = classOfMinutes(...known);
  return sure === classOfMinutes(...hopeful) ? sure : unknownClass;
}

function classOfMinutes(team: number, surgery: number): number {
  return (team <= tierMinutes.team ? 0 : 2) + (surgery <= tierMinutes.surgery ? 0 : 1);
}

type Cells = { readonly team: ArrayLike<number>; readonly surgery: ArrayLike<number> };

/** Of whole minutes, or of seconds: a tier that is met to the second is met to the minute, which is rounded up. */
export function classifyCells(known: Cells, hopeful: Cells, unit: 'minutes' | 'seconds' = 'minutes'): Uint8Array {
  const [team, surgery] = [tierMinutes.team, tierMinutes.surgery].map((most) => (unit === 'seconds' ? 60 : 1) * most);
  const classes = new Uint8Array(known.team.length);
  const isSure = hopeful === known;
  for (let cell = 0; cell < classes.length; cell++) {
    const sure = (known.team[cell]! <= team! ? 0 : 2) + (known.surgery[cell]! <= surgery! ? 0 : 1);
    classes[cell] = sure;
    if (isSure) continue;
    const maybe = (hopeful.team[cell]! <= team! ? 0 : 2) + (hopeful.surgery[cell]! <= surgery! ? 0 : 1);
    if (maybe !== sure) classes[cell] = unknownClass;
  }
  return classes;
}

import { tierMinutes } from '../parameters/medical.ts';
import type { CoverMinutes } from './compute-cover.ts';

/**
 * What a cell says: both tiers in time, only the team, only surgery, neither, or not known. Not known: it would be
 * better if what is in doubt were as last reported.
 */
export const coverClasses = ['covered', 'surgery-late', 'team-late', 'uncovered', 'unknown'] as const;
export type CoverClass = (typeof coverClasses)[number];

/** Drawn beside them: what a what-if gains and loses, and where the mission has no business. */
export const gainedClass = coverClasses.length;
export const lostClass = gainedClass + 1;
export const outsideClass = 255;

/** Index in `coverClasses` for minutes that are known and minutes that may be. */
export function classOf(known: [team: number, surgery: number], hopeful: [team: number, surgery: number]): number {
  const sure = classOfMinutes(...known);
  return sure === classOfMinutes(...hopeful) ? sure : 4;
}

function classOfMinutes(team: number, surgery: number): number {
  return (team <= tierMinutes.team ? 0 : 2) + (surgery <= tierMinutes.surgery ? 0 : 1);
}

export function classifyCells(known: CoverMinutes, hopeful: CoverMinutes): Uint8Array {
  const classes = new Uint8Array(known.team.length);
  for (let cell = 0; cell < classes.length; cell++) {
    const sure = classOfMinutes(known.team[cell]!, known.surgery[cell]!);
    const maybe = classOfMinutes(hopeful.team[cell]!, hopeful.surgery[cell]!);
    classes[cell] = sure === maybe ? sure : 4;
  }
  return classes;
}

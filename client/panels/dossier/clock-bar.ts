import type { CaseClock } from '#shared/coverage/cases/case-clocks.ts';

/** A clock as a bar: how far it went and where its limit lies, as parts of its length. */
export type ClockBar = { filled: number; limit: number; isOver: boolean };

/** The limit stands at two thirds, so that a little over it is seen; a clock far beyond fills the bar. */
const limitPart = 2 / 3;

/** Undefined where nobody knows how long it took. */
export function barOf({ state, minutes }: CaseClock, limitMinutes: number): ClockBar | undefined {
  if (minutes === undefined || state === 'unknown' || state === 'not-applicable') return undefined;
  const elapsed = state === 'missed' ? limitMinutes + minutes : limitMinutes - minutes;
  const longest = Math.max(limitMinutes / limitPart, elapsed);
  return {
    filled: Math.max(0, elapsed) / longest,
    limit: limitMinutes / longest,
    isOver: elapsed > limitMinutes,
  };
}

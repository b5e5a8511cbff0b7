import { hourMs, minuteMs } from './durations.ts';
import type { DatedReport } from './exercise-report.ts';
import { between, makeRandom } from './seeded-random.ts';
import type { World } from './world.ts';

/** Each source is cut off once in each block of time, for so many minutes; what it would have said then is lost. */
const habits: Record<string, { blockMs: number; minutes: readonly [least: number, most: number] }> = {
  'exercise-trackers': { blockMs: 8 * hourMs, minutes: [2.5, 4] },
  'exercise-air': { blockMs: 6 * hourMs, minutes: [1, 3] },
  'exercise-uas': { blockMs: 4 * hourMs, minutes: [2, 6] },
  'exercise-radar': { blockMs: 3 * hourMs, minutes: [8, 20] },
  'exercise-voice': { blockMs: 24 * hourMs, minutes: [70, 100] },
};

/** The positions that came through: a source falls silent as a whole when its link or its server does, and returns. */
export function* heard(world: World, fixes: Iterable<DatedReport>): Generator<DatedReport> {
  for (const fix of fixes) if (!isCutOff(world, String(fix.report['source']), fix.observedAt)) yield fix;
}

export function isCutOff(world: World, source: string, at: number): boolean {
  const habit = habits[source];
  if (!habit) return false;
  const block = Math.floor(at / habit.blockMs);
  const { from, to } = world.remember(`outage:${source}:${block}`, () => {
    const random = makeRandom(world.seed, 'outage', source, block);
    const lengthMs = Math.round(between(random, ...habit.minutes) * minuteMs);
    const start = block * habit.blockMs + Math.round(random() * (habit.blockMs - lengthMs));
    return { from: start, to: start + lengthMs };
  });
  return at > from && at <= to;
}

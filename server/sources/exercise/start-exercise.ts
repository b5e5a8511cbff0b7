import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { maxReportsPerPost } from '#shared/protocol/http.ts';
import type { Mission } from '#shared/schema/mission.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { ReportSink, RunningSource } from '../source.ts';
import { hourMs } from './durations.ts';
import type { DatedReport, Span } from './exercise-report.ts';
import { factsBetween, resumingFacts, withoutRepeats } from './facts-between.ts';
import { fixesBetween } from './fixes-between.ts';
import { makeWorld, simulatedTime, type World } from './world.ts';

/** Resolves after so many milliseconds; rejects when the signal aborts first. */
export type Schedule = (delayMs: number, signal: AbortSignal) => Promise<unknown>;

export type ExerciseOptions = {
  sink: ReportSink;
  mission: Mission;
  seed: number;
  clock: { now: () => number };
  /** Simulated time per clock time; 1 unless given. Reports are always stamped in clock time. */
  timeFactor?: number;
  /** 1 is the reference exercise; scales the number of moving objects. */
  intensity?: number;
  signal?: AbortSignal;
  schedule?: Schedule;
  /** Clock time of the very first start: what is scripted happens around it. Without it nothing is scripted. */
  startAt?: number | undefined;
  /** Clock time of the last event in the log before this start, so that patrols known then are closed. */
  previousAt?: number;
};

/** What became of everything the exercise had to say. Nothing else was dropped. */
export type ExerciseCounters = {
  accepted: number;
  duplicate: number;
  refused: number;
  /** Positions that the sink did not take; they are not offered again. */
  fixesGivenUp: number;
  /** Times the sink rejected and the exercise waited. */
  pauses: number;
  /** Clock milliseconds for which no positions were generated: pauses, sleep of the machine. */
  silentMs: number;
  lastRefusal: Problem | undefined;
};

export type RunningExercise = RunningSource & { counters: () => ExerciseCounters };

const tickMs = 500;
/** A longer time than this since the last positions is left as a gap in the record. */
const longestTickMs = 15_000;
/** Facts of a longer silence (simulated time) are left out, but for what still matters. */
const longestLateFactsMs = hourMs;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
const greatestTimeFactor = 600;

/**
 * Plays the exercise into the sink from the present on. In: a seed and a clock. Out: what is observed and becomes known
 * from tick to tick. Where things are follows from seed and time alone, so that a restart goes on where the clock is and
 * the downtime stays a gap. When the sink cannot store, it waits and goes on with the present: positions of the pause
 * are never made up, facts of up to an hour are handed in late.
 */
export function startExercise(options: ExerciseOptions): RunningExercise {
  const { sink, mission, seed, clock, timeFactor = 1, intensity = 1, schedule = delayFor } = options;
  assert(timeFactor > 0 && timeFactor <= greatestTimeFactor, `timeFactor is above 0 and at most ${greatestTimeFactor}`);
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const counters: ExerciseCounters = {
    accepted: 0,
    duplicate: 0,
    refused: 0,
    fixesGivenUp: 0,
    pauses: 0,
    silentMs: 0,
    lastRefusal: undefined,
  };
  const startAt = options.startAt === undefined ? undefined : simulatedTime(options.startAt, timeFactor);
  const world = makeWorld({ seed, mission, startAt, intensity, timeFactor });
  const finished = play({ world, sink, clock, schedule, signal, counters, previousAt: options.previousAt });
  return {
    counters: () => ({ ...counters }),
    close: async () => {
      stop.abort();
      await finished;
    },
  };
}

const delayFor: Schedule = (delayMs, signal) => delay(delayMs, undefined, { signal });

type Play = Pick<ExerciseOptions, 'sink' | 'clock'> & {
  world: World;
  schedule: Schedule;
  signal: AbortSignal;
  counters: ExerciseCounters;
  previousAt: number | undefined;
};

async function play({ world, sink, clock, schedule, signal, counters, previousAt }: Play): Promise<void> {
  /** Clock times up to which facts and positions have been handed in. */
  let factsUntil = previousAt ?? clock.now();
  let fixesUntil = clock.now();
  let mustResume = true;
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    const now = clock.now();
    if (now - fixesUntil > longestTickMs) {
      counters.silentMs += now - fixesUntil;
      fixesUntil = now;
    }
    const facts = dueFacts(world, { from: factsUntil, to: now }, mustResume);
    const fixes = [...fixesBetween(world, inSimulation(world, { from: fixesUntil, to: now }))];
    const left = await handIn({ sink, reports: [...facts, ...fixes], counters, signal });
    if (signal.aborted) return;
    if (left === 0) {
      factsUntil = now;
      fixesUntil = now;
      mustResume = false;
      pauseMs = firstPauseMs;
      await schedule(tickMs, signal).catch(() => undefined);
      continue;
    }
    counters.pauses += 1;
    counters.fixesGivenUp += Math.min(left, fixes.length);
    await schedule(pauseMs, signal).catch(() => undefined);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    counters.silentMs += clock.now() - now;
    fixesUntil = clock.now();
  }
}

function inSimulation(world: World, { from, to }: Span): Span {
  return { from: simulatedTime(from, world.timeFactor), to: simulatedTime(to, world.timeFactor) };
}

/** Facts of the clock span; after a long silence, what still matters instead of what was missed. */
function dueFacts(world: World, clockSpan: Span, mustResume: boolean): DatedReport[] {
  const span = inSimulation(world, clockSpan);
  const isLong = span.to - span.from > longestLateFactsMs;
  return withoutRepeats([
    ...(mustResume || isLong ? resumingFacts(world, span.to, span.from) : []),
    ...(isLong ? [] : factsBetween(world, span)),
  ]);
}

/** Hands in batch by batch; returns how many were left when the sink rejected. Facts come first and are kept for later. */
async function handIn(options: {
  sink: ReportSink;
  reports: readonly DatedReport[];
  counters: ExerciseCounters;
  signal: AbortSignal;
}): Promise<number> {
  const { sink, reports, counters, signal } = options;
  for (let start = 0; start < reports.length && !signal.aborted; start += maxReportsPerPost) {
    const batch = reports.slice(start, start + maxReportsPerPost).map((each) => each.report);
    try {
      for (const result of await sink(batch)) {
        counters[result.status] += 1;
        if (result.status === 'refused') counters.lastRefusal = result.problem;
      }
    } catch {
      return reports.length - start;
    }
  }
  return 0;
}

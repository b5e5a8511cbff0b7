import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mission } from '#shared/schema/mission.ts';
import type { Config } from './config.ts';
import type { Door } from './ingest/ingest.ts';
import { exercisePast } from './sources/exercise/exercise-past.ts';
import { type RunningExercise, startExercise } from './sources/exercise/start-exercise.ts';
import type { RunningServer } from './start-server.ts';

/** Kept in the data folder: with which seed and up to when the past was made, and whether all of it was written. */
type PastState = { seed: number; until: number; isWritten: boolean };

type Options = { server: RunningServer; config: Config; mission: Mission; signal: AbortSignal };

/**
 * Plays the exercise: its past into an empty log first, with progress, then the present. A past whose writing was cut
 * short is written again with the same end; every report of it has its own name, so nothing is stored twice.
 */
export async function runExercise({ server, config, mission, signal }: Options): Promise<RunningExercise> {
  const file = join(config.dataDir, 'exercise.json');
  const state: PastState = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { seed: config.exerciseSeed, until: Date.now(), isWritten: false };
  const door: Door = { name: 'exercise', actor: 'exercise', defaultSource: 'exercise-desk', mayDateKnowledge: true };
  if (!state.isWritten) {
    writeFileSync(file, JSON.stringify(state));
    const isWritten = await writePast({ server, mission, signal }, state, door);
    if (isWritten) writeFileSync(file, JSON.stringify({ ...state, isWritten }));
  }
  return startExercise({
    sink: (reports) => server.submit(reports, door),
    mission,
    seed: state.seed,
    startAt: state.until,
    clock: { now: Date.now },
    timeFactor: config.timeFactor,
    intensity: config.intensity,
    signal,
    previousAt: state.isWritten ? (server.previousAt ?? state.until) : state.until,
  });
}

/** True when all of it is on disk; false when the server was told to stop meanwhile. */
async function writePast(
  { server, mission, signal }: Omit<Options, 'config'>,
  { seed, until }: PastState,
  door: Door,
): Promise<boolean> {
  const past = exercisePast({ seed, mission, until });
  const started = Date.now();
  let written = 0;
  let shown = -1;
  for (const batch of past) {
    if (signal.aborted) return false;
    const results = await server.submit(batch, door);
    const refused = results.find((result) => result.status === 'refused');
    if (refused?.status === 'refused')
      throw new Error(`the exercise made a report that is refused: ${refused.problem.detail}`);
    written += batch.length;
    const tenth = Math.floor((written / past.size) * 10);
    if (tenth !== shown) process.stdout.write(`Writing three years of exercise history: ${tenth * 10} %\n`);
    shown = tenth;
  }
  process.stdout.write(`Exercise history: ${written} reports in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return true;
}

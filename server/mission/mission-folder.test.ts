import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { chooseMission } from './mission-folder.ts';

it.each([false, true])(
  'a data folder opens again with the mission it was given first (exercise: %s)',
  async (withExercise) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'vedette-mission-folder-'));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    const first = await chooseMission({ dataDir, withExercise });
    expect(first).toMatchObject({ ok: true, value: { isExercise: withExercise } });
    expect(await chooseMission({ dataDir, withExercise: !withExercise })).toEqual(first);
  },
);

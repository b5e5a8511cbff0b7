import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mission } from '#shared/schema/mission.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { loadMission } from './load-mission.ts';
import { northernLantern } from './northern-lantern.ts';

/** A mission of no particular place, for a log that is only imported into. */
const unnamedMission: Mission = {
  missionId: 'unnamed',
  name: 'Vedette',
  isExercise: false,
  timeZone: 'UTC',
  languages: ['en', 'fr', 'ar'],
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [-180, -60],
        [180, -60],
        [180, 75],
        [-180, 75],
        [-180, -60],
      ],
    ],
  },
  sectors: [],
  units: [],
  sites: [],
  sources: [],
  gazetteer: [],
};

/**
 * The mission of a data folder: the pack given now, else the one it was last started with, else the exercise when the
 * folder is empty and the exercise is wanted. What was chosen is kept in the folder.
 */
export async function chooseMission(options: {
  dataDir: string;
  missionFile?: string | undefined;
  withExercise: boolean;
}): Promise<Parsed<Mission>> {
  const kept = join(options.dataDir, 'mission.json');
  const before = existsSync(kept) ? await loadMission(kept) : undefined;
  if (options.missionFile) {
    const mission = await loadMission(options.missionFile);
    if (mission.ok && before?.ok && before.value.isExercise !== mission.value.isExercise) {
      return refuse(
        'invalid-report',
        `${options.dataDir} holds ${before.value.isExercise ? 'an exercise' : 'a real mission'} and never becomes the other: use another folder`,
      );
    }
    return keep(mission, kept);
  }
  if (before) {
    const mission = before;
    // The built-in exercise is taken from the program, so that an upgrade reaches it.
    return mission.ok && mission.value.missionId === northernLantern.missionId
      ? { ok: true, value: northernLantern }
      : mission;
  }
  return keep({ ok: true, value: options.withExercise ? northernLantern : unnamedMission }, kept);
}

async function keep(mission: Parsed<Mission>, file: string): Promise<Parsed<Mission>> {
  if (!mission.ok) return mission;
  await mkdir(join(file, '..'), { recursive: true });
  const { missionId } = mission.value;
  await writeFile(
    `${file}.new`,
    JSON.stringify(missionId === northernLantern.missionId ? { ...mission.value, gazetteer: [] } : mission.value),
  );
  await rename(`${file}.new`, file);
  return mission;
}

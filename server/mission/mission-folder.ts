import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Mission } from '#shared/schema/mission.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { loadGround } from './load-ground.ts';
import { loadMission } from './load-mission.ts';
import { northernLantern } from './northern-lantern.ts';

/** Beside `mission.json` in the data folder. */
const groundFolder = 'ground';

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
    return keepWithGround(mission, options.missionFile, options.dataDir);
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

/** The ground files of a pack are kept beside it, under names of their content: whatever is half copied belongs to no pack. */
async function keepWithGround(mission: Parsed<Mission>, file: string, dataDir: string): Promise<Parsed<Mission>> {
  const kept = join(dataDir, 'mission.json');
  if (!mission.ok || !mission.value.ground) return keep(mission, kept);
  const folder = dirname(file);
  const ground = await loadGround(mission.value, folder);
  if (!ground.ok) return refuse(ground.problem.name, `mission file ${file}: ${ground.problem.detail}`);
  const names = { ...mission.value.ground };
  await mkdir(join(dataDir, groundFolder), { recursive: true });
  for (const part of ['roads', 'landcover', 'barriers'] as const) {
    const given = names[part];
    if (given === undefined) continue;
    const bytes = await readFile(resolve(folder, given));
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const name = `${groundFolder}/${part}-${digest}.geojson`;
    await writeFile(join(dataDir, `${name}.new`), bytes);
    await rename(join(dataDir, `${name}.new`), join(dataDir, name));
    names[part] = name;
  }
  const result = await keep({ ok: true, value: { ...mission.value, ground: names } }, kept);
  const wanted = new Set(Object.values(names).map((name) => basename(String(name))));
  for (const other of await readdir(join(dataDir, groundFolder)))
    if (!wanted.has(other)) await rm(join(dataDir, groundFolder, other), { force: true });
  return result;
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

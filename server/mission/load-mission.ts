import { readFile, stat } from 'node:fs/promises';
import { type Mission, missionSchema } from '#shared/schema/mission.ts';
import { describeIssue } from '#shared/schema/parse-fact.ts';
import { type Parsed, type ProblemName, refuse } from '#shared/schema/problem.ts';
import { findPolygonFault } from '#shared/schema/vocabulary.ts';
import { describeReadError } from './describe-read-error.ts';
import { parseJsonBytes } from './parse-json-bytes.ts';

/** Room for the largest gazetteer the schema allows. */
const maxMissionBytes = 32 * 1_048_576;

/**
 * Reads a mission pack. Everything that can be wrong with the file comes back as one line that names the file and
 * the place in it; nothing is thrown.
 */
export async function loadMission(path: string): Promise<Parsed<Mission>> {
  const fail = (name: ProblemName, detail: string) => refuse(name, `mission file ${path}: ${detail}`);
  let bytes: Buffer;
  try {
    const found = await stat(path);
    if (found.isDirectory()) return fail('unreadable-file', 'is a directory');
    if (!found.isFile()) return fail('unreadable-file', 'is not an ordinary file');
    if (found.size > maxMissionBytes) return fail('body-too-large', 'is larger than 32 MiB');
    bytes = await readFile(path);
  } catch (error) {
    return fail('unreadable-file', describeReadError(error));
  }

  const read = parseJsonBytes(bytes);
  if (!read.ok) return fail(read.problem.name, read.problem.detail);
  const parsed = missionSchema.safeParse(read.value);
  if (!parsed.success) return fail('invalid-report', describeIssue(parsed.error));
  const fault = findMissionFault(parsed.data);
  return fault ? fail('invalid-report', fault) : { ok: true, value: parsed.data };
}

/** Rules the schema cannot say, as `path: fault`; undefined when the mission is sound. */
export function findMissionFault(mission: Mission): string | undefined {
  const areas = [
    { path: 'area', area: mission.area },
    ...mission.sectors.map((sector, index) => ({ path: `sectors.${index}.area`, area: sector.area })),
  ];
  for (const { path, area } of areas) {
    const fault = findPolygonFault(area);
    if (fault) return `${path}: ${fault}`;
  }
  return (
    findDuplicate(
      'sectors',
      'sectorId',
      mission.sectors.map((sector) => sector.sectorId),
    ) ??
    findDuplicate(
      'units',
      'unitId',
      mission.units.map((unit) => unit.unitId),
    ) ??
    findDuplicate(
      'sites',
      'siteId',
      mission.sites.map((site) => site.siteId),
    ) ??
    findDuplicate(
      'sources',
      'sourceId',
      mission.sources.map((source) => source.sourceId),
    )
  );
}

function findDuplicate(list: string, field: string, ids: readonly string[]): string | undefined {
  const firstIndex = new Map<string, number>();
  for (const [index, id] of ids.entries()) {
    const first = firstIndex.get(id);
    if (first !== undefined) return `${list}.${index}.${field}: "${id}" is already the id of ${list}.${first}`;
    firstIndex.set(id, index);
  }
  return undefined;
}

import { globSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadMission } from './load-mission.ts';
import { northernLantern } from './northern-lantern.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-mission-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function refusal(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'pack.json');
  await writeFile(path, content);
  const parsed = await loadMission(path);
  if (parsed.ok) throw new Error('was accepted');
  expect(parsed.problem.detail).not.toContain('\n');
  expect(parsed.problem.detail.startsWith(`mission file ${path}: `)).toBe(true);
  return parsed.problem.detail.slice(`mission file ${path}: `.length);
}

const changed = (change: (mission: typeof northernLantern) => void): string => {
  const copy = structuredClone(northernLantern);
  change(copy);
  return JSON.stringify(copy);
};

describe('loading a mission pack', () => {
  it('reads back the built-in pack, with or without a byte order mark', async () => {
    const path = join(folder, 'sound.json');
    await writeFile(path, `\ufeff${JSON.stringify(northernLantern, null, 2)}`);
    expect(await loadMission(path)).toEqual({ ok: true, value: northernLantern });
  });

  it('names a missing file and a directory', async () => {
    const missing = await loadMission(join(folder, 'none.json'));
    expect(missing).toMatchObject({ ok: false, problem: { name: 'unreadable-file' } });
    expect(!missing.ok && missing.problem.detail).toMatch(/none\.json: no such file$/);
    const directory = await loadMission(folder);
    expect(!directory.ok && directory.problem.detail).toMatch(/: is a directory$/);
  });

  it('refuses a file above 32 MiB without reading it', async () => {
    const path = join(folder, 'large.json');
    await writeFile(path, '');
    await truncate(path, 32 * 1_048_576 + 1);
    const parsed = await loadMission(path);
    expect(parsed).toMatchObject({ ok: false, problem: { name: 'body-too-large' } });
  });

  it('says where the text stops being JSON', async () => {
    expect(await refusal('{\n  "name": UNMIX\n}')).toBe('is not JSON at line 2, column 11: expected a value');
    expect(await refusal('')).toBe('is not JSON at line 1, column 1: expected a value');
    expect(await refusal('{"a": [1, 2')).toBe("is not JSON at line 1, column 12: expected ',' or ']'");
    expect(await refusal('{"a": 1,}')).toContain('column 9: expected a property name');
    expect(await refusal('{"a": {}} x')).toContain('column 11: expected the end of the file');
    expect(await refusal('['.repeat(200_000))).toContain('column 200001: expected a value');
  });

  it('refuses bytes that are not UTF-8', async () => {
    expect(await refusal(Uint8Array.of(0x7b, 0xff, 0xfe))).toBe('is not UTF-8 text');
  });

  it('names the path of a field that is wrong', async () => {
    expect(
      await refusal(
        changed((mission) => {
          mission.sites[3]!.position[0] = 200;
        }),
      ),
    ).toMatch(/^sites\.3\.position\.0: /);
    expect(
      await refusal(
        changed((mission) => {
          mission.timeZone = 'Africa/Nowhere';
        }),
      ),
    ).toBe('timeZone: is not a known IANA time zone');
    expect(await refusal('[]')).not.toBe('');
  });

  it('names an open ring and an id used twice', async () => {
    expect(
      await refusal(
        changed((mission) => {
          mission.sectors[1]!.area.coordinates[0]!.pop();
        }),
      ),
    ).toBe('sectors.1.area: a ring of the polygon is not closed');
    expect(
      await refusal(
        changed((mission) => {
          mission.sites[5]!.siteId = mission.sites[2]!.siteId;
        }),
      ),
    ).toBe('sites.5.siteId: "gao-airfield" is already the id of sites.2');
  });
});

describe('the example packs', () => {
  const examples = globSync('examples/*.mission.json');

  it('are sound, and none is an exercise that could pass for a mission', async () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const path of examples) {
      const parsed = await loadMission(path);
      expect(parsed.ok ? '' : parsed.problem.detail).toBe('');
      expect(parsed.ok && parsed.value.isExercise).toBe(false);
    }
  });
});

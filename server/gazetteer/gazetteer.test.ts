import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { northernLantern } from '../mission/northern-lantern.ts';
import type { City } from './cities.ts';
import { type Gazetteer, openGazetteer } from './gazetteer.ts';
import { buildPlaceFile, formatPlaces, parsePlaces } from './place-file.ts';
import { findPlaces } from './place-index.ts';

let folder = '';
let world: Gazetteer;
const faults: Error[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-places-'));
  const file = join(folder, 'places.bin');
  const { places } = await buildPlaceFile(file);
  expect(places).toBeGreaterThan(171_000);
  world = openGazetteer({ mission: northernLantern, file, onFault: (error) => faults.push(error) });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const namesOf = async (words: string, limit = 5) => (await world.find(words, limit)).map(({ name }) => name);

describe('the gazetteer', () => {
  it.each(['Ménaka', 'menaka', 'MÉNA', 'ميناكا', 'مـينَاكا'])('finds Ménaka by %s', async (words) => {
    expect((await namesOf(words))[0]).toBe('Ménaka');
  });

  it('shows the entry of the mission for a place that the world knows too, once', async () => {
    const found = await world.find('timbuktu', 10);
    expect(found.filter(({ position }) => Math.abs(position[0] + 3) < 0.2)).toEqual([
      expect.objectContaining({
        name: 'Tombouctou',
        source: 'mission',
        names: expect.objectContaining({ ar: 'تمبكتو' }),
      }),
    ]);
  });

  it('puts names that begin with the words before names that hold them, and the nearer first', async () => {
    const near = await world.find('juba', 10, [31.6, 4.8]);
    expect(near[0]).toMatchObject({ name: 'Juba', country: 'SS', admin: 'Central Equatoria', source: 'geonames' });
    expect((await world.find('santa cruz', 1, [-63, -17]))[0]).toMatchObject({ country: 'BO' });
    expect((await world.find('santa cruz', 1, [-16, 28]))[0]).toMatchObject({ country: 'ES' });
    const begins = (await namesOf('gaou', 20)).map((name) => name.toLowerCase().startsWith('gaou'));
    expect(begins).toEqual([...begins].sort((one, other) => Number(other) - Number(one)));
    expect(new Set(begins).size).toBe(2);
  });

  it('finds nothing for words that are in no name, and nothing for no words', async () => {
    expect(await namesOf('zzqqxx')).toEqual([]);
    expect(await namesOf(' ’ ')).toEqual([]);
  });

  it('still finds the places of the mission when the file of towns is missing, and says so once', async () => {
    const problems: string[] = [];
    const alone = openGazetteer({
      mission: northernLantern,
      file: join(folder, 'none.bin'),
      onFault: ({ message }) => problems.push(message),
    });
    expect((await alone.find('gao', 5)).map(({ name }) => name)).toEqual(['Gao']);
    await alone.find('kidal', 5);
    expect(problems).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('answers a keystroke over 171,075 places within 20 ms at the median', async () => {
    const words = ['gao', 'kidal', 'bamako', 'new york', 'saint'].flatMap((word) =>
      Array.from(word, (_, i) => word.slice(0, i + 1)),
    );
    const times: number[] = [];
    for (const each of words) {
      const startedAt = performance.now();
      await world.find(each, 10);
      times.push(performance.now() - startedAt);
    }
    expect(times.sort((a, b) => a - b)[times.length >> 1]).toBeLessThan(20);
  });
});

describe('the index of places', () => {
  const cities: City[] = Array.from({ length: 400 }, (_, i) => ({
    name: `${'abc'[i % 3]}${'xyz'[(i % 7) % 3]} ${'ab'[i % 2]}${i % 10}`,
    position: [((i * 37) % 360) - 180, ((i * 13) % 160) - 80],
    country: 'ML',
    admin1: `ML.${i % 4}`,
    admin2: '',
  }));
  const { index, nameOf, adminOf } = parsePlaces(formatPlaces(cities, new Map([['ML.1', 'Gao']])));

  it('finds what a slow search finds, in the same order', () => {
    const near = [170, 10] as const;
    const away = ([longitude, latitude]: readonly [number, number]) => {
      const across = Math.abs(longitude - near[0]);
      return Math.hypot(Math.min(across, 360 - across) * Math.cos((near[1] * Math.PI) / 180), latitude - near[1]);
    };
    for (const words of ['a', 'ax', 'b3', 'xa', '7', 'cz b']) {
      const folded = words.replaceAll(' ', '');
      const tight = cities.map(({ name }) => name.replaceAll(' ', ''));
      const slow = cities
        .flatMap(({ position }, row) => {
          const at = tight[row]!.indexOf(folded);
          return at < 0 ? [] : [{ tier: at === 0 ? 0 : 1, away: Math.fround(away(position)) }];
        })
        .sort((a, b) => a.tier - b.tier || a.away - b.away)
        .slice(0, 20);
      const fast = findPlaces(index, folded, near, 20);
      expect(fast.map(({ tier }) => tier)).toEqual(slow.map(({ tier }) => tier));
      for (const [i, { row }] of fast.entries()) expect(away(cities[row]!.position)).toBeCloseTo(slow[i]!.away, 3);
    }
  });

  it('keeps names and areas through the file, and refuses a file that ends early', async () => {
    expect(cities.map((_, row) => nameOf(row))).toEqual(cities.map(({ name }) => name));
    expect([adminOf(0), adminOf(1)]).toEqual([undefined, 'Gao']);
    const short = join(folder, 'short.bin');
    await writeFile(short, formatPlaces(cities, new Map()).subarray(0, 1_000));
    const problems: Error[] = [];
    const gazetteer = openGazetteer({
      mission: northernLantern,
      file: short,
      onFault: (error) => problems.push(error),
    });
    await gazetteer.find('gao', 1);
    expect(problems[0]!.message).toMatch(/ends early/);
  });
});

import { describe, expect, it } from 'vitest';
import { type City, readAdminNames, readCities } from '../../gazetteer/cities.ts';
import { capitals } from './capitals.ts';
import { chooseTowns } from './towns.ts';

const city = (name: string, position: [number, number], other: Partial<City> = {}): City => ({
  ...{ name, position, country: 'ML', admin1: 'ML.1', admin2: 'ML.1.1' },
  ...other,
});
const adminNames = [new Map([['ML.1', 'Gao']]), new Map([['ML.1.1', 'Ansongo']])];
const far = { area: [100, 40, 101, 41], own: [], adminNames } as const;
const named = (towns: ReturnType<typeof chooseTowns>) =>
  Object.fromEntries(towns.map(({ properties }) => [properties!['name'], properties!]));

describe('towns of the basemap', () => {
  it('are ranked by what they are the seat of', () => {
    const towns = named(
      chooseTowns(
        [city('Bamako', [-8, 12.6]), city('Gao', [0, 16.3]), city('Ansongo', [8, 15.7]), city('Bara', [16, 15.8])],
        far,
      ),
    );
    expect(towns).toMatchObject({
      Bamako: { rank: 0, fromZoom: 3 },
      Gao: { rank: 1, fromZoom: 5 },
      Ansongo: { rank: 2, fromZoom: 6 },
      Bara: { rank: 3, fromZoom: 7 },
    });
  });

  it('wait for a zoom with room beside a better ranked one, and elsewhere than in the area are dropped without', () => {
    const [seat, neighbour] = [city('Gao', [0, 16.3]), city('Bara', [0.02, 16.3])];
    expect(Object.keys(named(chooseTowns([neighbour, seat], far)))).toEqual(['Gao']);
    const inside = named(chooseTowns([neighbour, seat], { ...far, area: [-1, 16, 1, 17] }));
    expect(inside['Gao']!['fromZoom']).toBe(5);
    expect(inside['Bara']!['fromZoom']).toBeGreaterThan(7);
  });

  it('do not repeat a place of the mission, in whichever language it is the same', () => {
    const own = [{ names: ['Tombouctou', 'Timbuktu'], position: [-3.0074, 16.7735] as const }];
    const towns = chooseTowns([city('Timbuktu', [-3.01, 16.77]), city('Timbuktu', [9, 9])], { ...far, own });
    expect(towns.map(({ geometry }) => (geometry as { coordinates: number[] }).coordinates)).toEqual([[9, 9]]);
  });

  it('hold every capital, and have room for labels on every tile of the world', () => {
    const cities = readCities();
    const names = new Set(cities.map(({ country, name }) => `${country} ${name}`));
    expect([...capitals].filter(([country, name]) => !names.has(`${country} ${name}`))).toEqual([]);
    const options = { ...far, adminNames: [readAdminNames(1), readAdminNames(2)] };
    const towns = chooseTowns(cities, options);
    const within = towns.filter(({ properties, geometry }) => {
      const [longitude, latitude] = (geometry as { coordinates: number[] }).coordinates as [number, number];
      return properties!['fromZoom'] <= 7 && longitude > 5.625 && longitude < 11.25 && latitude > 49 && latitude < 52.5;
    });
    // About a tile of zoom 6, drawn 1,024 pixels wide at zoom 7, in a dense part of Europe.
    expect(within.length).toBeGreaterThan(20);
    expect(within.length).toBeLessThan(90);
  }, 60_000);
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodiesOf, readImport } from '../../../tests/read-import.ts';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/import');

describe('a reduced UCDP file', () => {
  it('gives an incident known to the year, with deaths of civilians and of others', async () => {
    const read = await readImport(join(fixtures, 'ucdp-reduced-traps.csv'));
    expect(read.format).toBe('ucdp-reduced');
    expect(read.accepted[0]!.fact).toMatchObject({
      kind: 'incident',
      source: 'ucdp-ged',
      observedAt: Date.UTC(2017),
      body: {
        type: 'CON.OTHER',
        position: [25.25, 8.5],
        precision: 'locality',
        place: 'Alpha town',
        occurredAt: Date.UTC(2017),
        endedAt: Date.UTC(2018) - 1,
        timePrecision: 'year',
        title: 'Alpha town, 2017',
        casualties: [
          { outcome: 'killed', group: 'civilian', count: 5 },
          { outcome: 'killed', group: 'unknown', count: 6 },
        ],
      },
    });
  });

  it('keeps identical rows apart, and the same ones again the same', async () => {
    const ids = async () =>
      (await readImport(join(fixtures, 'ucdp-reduced-traps.csv'))).accepted.map(({ fact }) => fact.messageId);
    const first = await ids();
    expect(new Set(first).size).toBe(first.length);
    expect(first[1]).toBe(`${first[0]}-2`);
    expect(await ids()).toEqual(first);
  });

  it('tells of the same events as a file with a country added, as further reports of each', async () => {
    const plain = await readImport(join(fixtures, 'ucdp-reduced-traps.csv'));
    const withCountry = await readImport(join(fixtures, 'ucdp-reduced-country.csv'));
    const entities = (read: typeof plain) => read.accepted.slice(0, 2).map(({ fact }) => fact.entity);
    expect(entities(withCountry)).toEqual(entities(plain));
    expect(withCountry.accepted[0]!.fact.messageId).not.toBe(plain.accepted[0]!.fact.messageId);
    expect(bodiesOf(withCountry)[0]).toMatchObject({ extra: { iso3_by_polygon: 'EXA' } });
  });

  it('claims no more about a place than its name does', async () => {
    const read = await readImport(join(fixtures, 'ucdp-reduced-traps.csv'));
    expect(bodiesOf(read).map(({ place, precision }) => [place, precision])).toEqual([
      ['Alpha town', 'locality'],
      ['Alpha town', 'locality'],
      ['Bravo district', 'district'],
      ['Charlie, the pass', 'region'],
      ['South Sudan', 'country'],
      ["=cmd()|' /C calc'!A0", 'region'],
    ]);
  });

  it('refuses each bad row alone, with its line and reason', async () => {
    expect((await readImport(join(fixtures, 'ucdp-reduced-traps.csv'))).refused).toEqual([
      [7, 'no coordinates: latitude or longitude is blank'],
      [8, 'latitude or longitude is not a number'],
      [9, 'latitude or longitude is outside the globe'],
      [10, 'year is not a year'],
      [11, 'best is not a whole number'],
      [12, 'deaths_civilians is more than best'],
      [13, 'year is before 1946'],
      [15, 'coordinates are 0,0: the place is not known'],
      [16, 'the row does not have the 6 cells of the header'],
    ]);
  });

  it('does not take the full form for itself', async () => {
    expect((await readImport(join(fixtures, 'ucdp-traps.csv'))).format).toBe('ucdp-ged');
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Picture } from '#shared/picture/picture.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import { bodiesOf, type ReadImport, readImport } from '../../../tests/read-import.ts';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/import');
const sites = join(fixtures, 'geopko-sites-traps.csv');
const contributions = join(fixtures, 'geopko-contributions-traps.csv');
const fatalities = join(fixtures, 'un-fatalities-traps.csv');

function fold(read: ReadImport): Picture {
  const picture = new Picture();
  for (const [index, { fact }] of read.accepted.entries())
    picture.foldFact({ ...fact, sequence: index + 1, recordedAt: Date.UTC(2026, 0) } as FactEvent);
  return picture;
}

describe('Geo-PKO deployments', () => {
  it('are reports about sites that hold for their year', async () => {
    const { accepted, format } = await readImport(sites);
    expect(format).toBe('geopko-sites');
    expect(accepted[0]!.fact).toMatchObject({
      kind: 'site',
      source: 'geo-pko',
      observedAt: Date.UTC(2019),
      entity: 'geopko-UNMIX-Alpha-85-253',
      body: {
        name: 'Alpha (UNMIX)',
        type: 'operating-base',
        validUntil: Date.UTC(2020) - 1,
        extra: { mission: 'UNMIX', year: '2019', NoTroops: '300' },
      },
    });
  });

  it('of the newest year win, the last of that year', async () => {
    const { records } = fold(await readImport(sites));
    expect(records.get('site/geopko-UNMIX-Alpha-85-253')).toMatchObject({
      observedAt: Date.UTC(2019),
      body: { type: 'headquarters', extra: { NoTroops: '450' } },
    });
    expect([...records.keys()]).toEqual([
      'site/geopko-UNMIX-Alpha-85-253',
      'site/geopko-UNMIX-Alpha-99-271',
      'site/geopko-UNMIX-Bravo-81-251',
      'site/geopko-UNOLD-Alpha-85-253',
    ]);
  });

  it('of unknown size are troops, and of observers alone a site of no known kind', async () => {
    const bodies = bodiesOf(await readImport(sites));
    expect(bodies[4]).toMatchObject({ type: 'operating-base' });
    expect(bodies[4]!['extra']).not.toHaveProperty('NoTroops');
    expect(bodies[3]).toMatchObject({ type: 'other', extra: { UNMO: '1' } });
  });

  it('are refused row by row', async () => {
    expect((await readImport(sites)).refused).toEqual([
      [8, 'Infantry is neither a number nor NA'],
      [9, 'year is not a year'],
      [10, 'mission or location is blank'],
      [11, 'latitude or longitude is not a number'],
    ]);
  });
});

describe('Geo-PKO contributors', () => {
  it('are listed by country under the id of their site, a size only where it is known', async () => {
    const read = await readImport(contributions);
    expect(read.format).toBe('geopko-contributions');
    expect(fold(read).records.get('contribution/geopko-UNMIX-Alpha-85-253')).toMatchObject({
      observedAt: Date.UTC(2019),
      body: {
        mission: 'UNMIX',
        contributors: [
          { country: 'Ghana', troops: 150 },
          { country: 'Korea (ROK)', troops: 650 },
          { country: 'Nepal' },
        ],
      },
    });
  });

  it('are refused where list and number disagree or the list cannot be read', async () => {
    expect((await readImport(contributions)).refused).toEqual([
      [4, 'No.TCC is not the number of countries in year.overview'],
      [5, 'year.overview is not a list like "Ghana (150), Nepal (35)"'],
      [6, 'year.overview is not a list like "Ghana (150), Nepal (35)"'],
      [7, 'year.overview is not a list like "Ghana (150), Nepal (35)"'],
    ]);
  });
});

describe('the fatalities of UN peace operations', () => {
  it('are one casualty a row, without name or place', async () => {
    const { accepted, format } = await readImport(fatalities);
    expect(format).toBe('un-fatalities');
    expect(accepted[0]!.fact).toMatchObject({
      kind: 'casualty',
      source: 'un-fatalities',
      observedAt: Date.UTC(1948, 6, 6),
      entity: 'un-UNMIX-1948-07-00001',
      body: {
        outcome: 'killed',
        mission: 'UNMIX',
        cause: 'malicious-act',
        personnelType: 'military',
        nationality: 'Exampleland',
        nationalityCode: 'EXA',
        gender: 'male',
      },
    });
    expect(accepted[0]!.fact.body).not.toHaveProperty('position');
  });

  it('are told apart where two rows share a casualty id, and read past blanks at the end of a cell', async () => {
    const { accepted } = await readImport(fatalities);
    expect(accepted.slice(1, 3).map(({ fact }) => fact.entity)).toEqual([
      'un-UNMIX-2003-05-00002',
      'un-UNMIX-2003-05-00002-2',
    ]);
    expect(accepted[1]!.fact.body).toMatchObject({ personnelType: 'local' });
    expect(accepted[1]!.fact.body).not.toHaveProperty('gender');
  });

  it('leave out what the source does not know', async () => {
    const bodies = bodiesOf(await readImport(fatalities));
    for (const body of bodies.slice(3, 5)) {
      expect(body).not.toHaveProperty('nationality');
      expect(body).not.toHaveProperty('nationalityCode');
    }
    expect(bodies[3]).toMatchObject({ cause: 'to-be-determined', gender: 'female' });
  });

  it('are refused row by row', async () => {
    expect((await readImport(fatalities)).refused).toEqual([
      [7, 'incident_date is no date'],
      [8, 'casualty_id is blank'],
      [9, 'type_of_casualty is not "Fatality"'],
      [10, 'gender is neither F, M nor blank'],
      [11, 'casualty_personnel_type is not in the list of the source'],
      [12, 'type_of_incident is not in the list of the source'],
      [13, 'occurredAt is before 24 October 1945'],
    ]);
  });
});

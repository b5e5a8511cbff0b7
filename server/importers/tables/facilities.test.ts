import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FacilityReport } from '#shared/schema/medical/facility.ts';
import { bodiesOf, readImport } from '../../../tests/read-import.ts';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/import');
const moh = join(fixtures, 'moh-facilities-traps.csv');
const who = join(fixtures, 'who-facilities-traps.csv');

describe('the register of the Ministry of Health of South Sudan', () => {
  it('becomes civilian facilities of unknown state with the type of the register', async () => {
    const { accepted, format } = await readImport(moh);
    expect(format).toBe('moh-facilities');
    expect(accepted[0]!.fact).toMatchObject({
      messageId: 'ssd-moh-1',
      source: 'ssd-moh',
      body: {
        name: 'Alpha PHCC',
        level: 'civilian',
        status: 'unknown',
        precision: 'exact',
        position: [25.25, 8.5],
        extra: { type: 'Primary Health Care Centre', Payam: 'Alpha', 'Ext Ref': 'FC1' },
      },
    });
  });

  it('says that a place shared by several facilities is doubtful, and keeps deleted ones as closed', async () => {
    const bodies = bodiesOf<FacilityReport>(await readImport(moh));
    expect(bodies.map(({ name, precision, status }) => [name, precision, status])).toEqual([
      ['Alpha PHCC', 'exact', 'unknown'],
      ['Bravo PHCU', 'doubtful', 'unknown'],
      ['Charlie PHCU', 'doubtful', 'unknown'],
      ['Delta PHCU', 'exact', 'closed'],
      ['=1+1', 'exact', 'unknown'],
    ]);
  });

  it('refuses 0,0 by name and other bad rows each alone', async () => {
    expect((await readImport(moh)).refused).toEqual([
      [6, 'coordinates are 0,0: the place is not known'],
      [7, 'coordinates are 0,0: the place is not known'],
      [8, 'Deleted is neither blank nor "Deleted"'],
      [9, 'Facility is blank'],
      [10, 'lat or lon is outside the globe'],
      [11, '#idGeo is not a whole number'],
    ]);
  });

  it('is dated by its file, within what a clock may say', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vedette-list-'));
    const path = join(folder, 'moh.csv');
    await writeFile(path, '#idGeo,Facility,type,Payam,County,State,Deleted,lon,lat\n1,A,Other,P,C,S,,25,8\n');
    const observed = async (seconds: number) => {
      await utimes(path, seconds, seconds);
      return (await readImport(path)).rows.map((row) => 'report' in row && row.report['observedAt']);
    };
    expect(await observed(1_500_000_000)).toEqual(['2017-07-14T02:40:00.000Z']);
    const [future] = await observed(9_000_000_000);
    expect(Date.parse(String(future))).toBeLessThanOrEqual(Date.now());
    await rm(folder, { recursive: true });
  });
});

describe('the list of the World Health Organization', () => {
  it('keeps type, tier and ownership of the list', async () => {
    const { accepted, format } = await readImport(who);
    expect(format).toBe('who-facilities');
    expect(accepted[0]!.fact).toMatchObject({
      source: 'who-health',
      body: {
        name: 'Alpha "C" Centre de Santé',
        level: 'civilian',
        status: 'unknown',
        extra: { 'Facility type': 'Centre de Santé "C"', Tier: '2', Ownership: 'Public', 'LL source': 'GPS' },
      },
    });
  });

  it('judges a place by where its coordinates are from; what is not said is doubtful', async () => {
    const bodies = bodiesOf<FacilityReport>(await readImport(who));
    expect(bodies.map(({ name, precision }) => [name, precision])).toEqual([
      ['Alpha "C" Centre de Santé', 'exact'],
      ['Bravo', 'locality'],
      ['Charlie', 'doubtful'],
      ['Delta', 'doubtful'],
      ['Echo', 'exact'],
      ['Echo', 'exact'],
      ['Hotel Annexe', 'exact'],
    ]);
  });

  it('keeps two identical rows as two facilities', async () => {
    const ids = (await readImport(who)).accepted.map(({ fact }) => fact.entity);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[5]).toBe(`${ids[4]}-2`);
  });

  it('refuses rows without coordinates by name', async () => {
    expect((await readImport(who)).refused).toEqual([
      [8, 'no coordinates: Lat or Long is blank'],
      [9, 'Lat or Long is not a number'],
      [10, 'Facility name is blank'],
    ]);
  });
});

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { positionWireSchema } from '#shared/schema/report.ts';
import { findReferenceData } from '../../../tests/find-reference-data.ts';
import {
  countDistinct,
  importFixtures,
  notesOf,
  readImportRows,
  refusalsOf,
  reportsOf,
} from '../../../tests/read-import-rows.ts';

const readFixture = async (name: string) => (await readImportRows(join(importFixtures, name))).rows;

describe('state vectors of aircraft', () => {
  it('become positions in metres and metres per second, whatever the way the time is written', async () => {
    const reports = reportsOf(await readFixture('adsb-rows-traps.json'));
    expect(reports[0]).toEqual({
      kind: 'position',
      source: 'adsb',
      trackId: 'ac671b',
      observedAt: '2026-03-01T06:00:00.000Z',
      position: [31.5, 4.85],
      altitudeMetres: 304.8,
      speedMetresPerSecond: 51.44,
      courseDegrees: 0,
      callSign: 'UNO321',
      affiliation: 'contact',
    });
    expect(reports.slice(-2).map(({ observedAt }) => observedAt)).toEqual([
      '2026-03-01T06:00:12.000Z',
      '2026-03-01T06:00:13.000Z',
    ]);
    for (const report of reports) expect(positionWireSchema.safeParse(report).success).toBe(true);
  });

  it('are refused one by one, by the number of the record', async () => {
    expect(refusalsOf(await readFixture('adsb-rows-traps.json'))).toEqual([
      [2, 'the row has no position'],
      [3, 'latitude or longitude is outside the globe'],
      [4, 'the aircraft address is not six hexadecimal digits'],
      [5, 'the row has no time'],
      [6, 'the row has no time'],
      [7, 'not valid JSON: NaN is no JSON value'],
      [13, 'the aircraft address is not six hexadecimal digits'],
    ]);
  });

  it('that cannot belong to the path are kept beside it, with the reason', async () => {
    const rows = await readFixture('adsb-rows-traps.json');
    expect(notesOf(rows)).toEqual([
      [8, 'kept on a doubtful track: a change of height that nothing can fly'],
      [9, 'kept on a doubtful track: a jump faster than anything flies or sails'],
      [10, 'kept on a doubtful track: two places at one time'],
    ]);
    const doubtful = reportsOf(rows).filter(({ trackId }) => trackId === 'ac671b-doubtful');
    expect(doubtful).toHaveLength(3);
    expect(doubtful[0]).toMatchObject({ callSign: 'UNO321 ?', altitudeMetres: 11_582.4 });
    // Its position is 9 s old and it flew 51 m/s.
    expect(doubtful[2]).toMatchObject({ accuracyMetres: 463 });
  });

  it('may be in columns; a column that is missing ends the file', async () => {
    const rows = await readFixture('adsb-columns.json');
    expect(reportsOf(rows).map(({ observedAt }) => observedAt)).toEqual([
      '2026-03-01T06:00:00.000Z',
      '2026-03-01T06:00:02.000Z',
    ]);
    expect(refusalsOf(rows)).toEqual([[2, 'the row has no position']]);
    expect(await readFixture('adsb-columns-missing.json')).toMatchObject([
      { endsFile: true, problem: { detail: 'the file lacks the columns latitude' } },
    ]);
  });
});

describe('a readsb trace', () => {
  it('becomes the path of one aircraft; flight and kind are those last told', async () => {
    const rows = await readFixture('trace-traps.json');
    expect(reportsOf(rows)).toEqual([
      expect.objectContaining({ trackId: '~ac671b', callSign: 'UN-201', speedMetresPerSecond: 5.14 }),
      expect.objectContaining({ observedAt: '2026-03-01T06:00:10.500Z', callSign: 'UNO321', trackType: 'helicopter' }),
      expect.objectContaining({ altitudeMetres: 365.8, callSign: 'UNO321', trackType: 'helicopter' }),
    ]);
    expect(reportsOf(rows)[0]).not.toHaveProperty('altitudeMetres');
    expect(refusalsOf(rows)).toEqual([
      [3, 'the row has no position'],
      [4, 'the row has no time'],
      [5, 'a point of the trace is not a list'],
      [6, 'latitude or longitude is outside the globe'],
    ]);
  });

  it('whose header comes after the points is refused as a whole', async () => {
    expect(await readFixture('trace-late-header.json')).toMatchObject([{ endsFile: true, line: 1 }]);
  });
});

const adsb = findReferenceData('tracks/adsb');

describe.skipIf(!adsb)('the reference recordings of aircraft', () => {
  const read = async (name: string) => (await readImportRows(join(adsb!, name))).rows;

  it.each([
    ['rega_sg.json.gz', 1_080, 0],
    ['border_control.json.gz', 1_465, 2],
    ['noisy_ground.json.gz', 924, 93],
    ['trace_full_ac671b.json', 2_500, 1],
  ])('%s loads whole, each row once', async (name, count, doubtful) => {
    const rows = await read(name);
    expect(refusalsOf(rows)).toEqual([]);
    expect(countDistinct(rows)).toBe(count);
    expect(notesOf(rows)).toHaveLength(doubtful);
    for (const report of reportsOf(rows)) expect(positionWireSchema.safeParse(report).success).toBe(true);
  });

  it('show what the rescue helicopter flew: nineteen minutes and some 60 km westwards, without a jump', async () => {
    const path = reportsOf(await read('rega_sg.json.gz'));
    expect(new Set(path.map(({ trackId, callSign }) => `${trackId} ${callSign}`))).toEqual(new Set(['4b43ac REGA1']));
    const [first, last] = [path[0]!, path.at(-1)!];
    expect(first['observedAt']).toBe('2019-05-23T11:50:04.000Z');
    expect(last['observedAt']).toBe('2019-05-23T12:09:50.000Z');
    const metres = distanceMetres(first['position'] as Position, last['position'] as Position);
    expect(metres).toBeGreaterThan(55_000);
    expect(metres).toBeLessThan(58_000);
  });

  it('tell the noise of the parked airliner from its flight', async () => {
    const reports = reportsOf(await read('noisy_ground.json.gz'));
    const isHighOnGround = ({ altitudeMetres }: Record<string, unknown>) => altitudeMetres === 11_582.4;
    const noise = reports.filter(({ trackId }) => trackId === '440549-doubtful');
    expect(noise.filter(isHighOnGround)).toHaveLength(89);
    expect(reports.filter(isHighOnGround)).toHaveLength(89);
    expect(noise[0]).toMatchObject({ callSign: 'AUA570 ?' });
  });
});

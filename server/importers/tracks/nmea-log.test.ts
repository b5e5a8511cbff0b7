import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFact } from '#shared/schema/parse-fact.ts';
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

const fixture = (name: string) => join(importFixtures, name);

describe('an NMEA log', () => {
  it('gives the ships that AIS heard, dated by the base station also before it spoke', async () => {
    const { format, rows } = await readImportRows(fixture('nmea-traps.log'));
    expect(format).toBe('nmea');
    const ship = reportsOf(rows).filter(({ trackId }) => trackId === '366000001');
    expect(ship[0]).toEqual({
      kind: 'position',
      source: 'ais',
      trackId: '366000001',
      observedAt: '2026-03-01T05:59:58.000Z',
      position: [31.5, 4.85],
      speedMetresPerSecond: 5.2,
      courseDegrees: 90.5,
      // The name comes in two sentences further down.
      callSign: 'WHITE NILE 7',
      trackType: 'vessel',
      affiliation: 'contact',
    });
    expect(ship.map(({ observedAt }) => String(observedAt).slice(11, 19))).toEqual([
      '05:59:58',
      '06:00:08',
      '06:00:14',
    ]);
    const other = reportsOf(rows).filter(({ trackId }) => trackId === '366000002');
    expect(other.map(({ callSign }) => callSign)).toEqual(['366000002', '366000002']);
  });

  it('gives the path of the receiver from sentences that belong to one moment', async () => {
    const { rows } = await readImportRows(fixture('nmea-traps.log'));
    expect(reportsOf(rows).filter(({ source }) => source === 'nmea')).toEqual([
      {
        kind: 'position',
        source: 'nmea',
        trackId: 'nmea-traps-gps',
        observedAt: '2026-03-01T06:00:20.000Z',
        position: [31.5, 4.85],
        altitudeMetres: 455.5,
        speedMetresPerSecond: 5.14,
        courseDegrees: 90,
        callSign: 'nmea-traps',
      },
      expect.objectContaining({ trackId: 'nmea-traps-gps-doubtful', position: [31.5000833, -4.8500833] }),
    ]);
  });

  it('gives an aid to navigation once', async () => {
    const { rows } = await readImportRows(fixture('nmea-traps.log'));
    const sites = reportsOf(rows).filter(({ kind }) => kind === 'site');
    expect(sites).toMatchObject([{ siteId: 'ais-993660001', name: 'BOR LANDING', position: [31.55, 6.2] }]);
    const context = { now: Date.UTC(2026, 10, 12), actor: 'test', defaultSource: 'test' };
    expect(parseFact(sites[0], context)).toMatchObject({ ok: true });
  });

  it('refuses each bad line alone, by its number', async () => {
    const { rows } = await readImportRows(fixture('nmea-traps.log'));
    expect(refusalsOf(rows).sort(([a], [b]) => a - b)).toEqual([
      [7, 'the checksum is wrong'],
      [8, 'the station gave no position'],
      [12, 'the line is not an NMEA sentence'],
      [13, 'the sentence has no checksum or is cut off'],
      [14, 'the AIS payload is cut off'],
      [17, 'an AIS message of several parts is not complete'],
      [18, 'a part of an AIS message without the parts before it'],
      [21, 'the receiver had no position'],
      [24, 'latitude or longitude is outside the globe'],
      [25, 'the line is longer than 1024 characters'],
    ]);
    expect(notesOf(rows)).toEqual([
      [9, 'kept on a doubtful track: a jump faster than anything flies or sails'],
      [22, 'kept on a doubtful track: a jump faster than anything flies or sails'],
    ]);
  });

  it('without any time invents none, and takes the one it is told', async () => {
    const { rows } = await readImportRows(fixture('ais-no-time.log'));
    expect(reportsOf(rows)).toEqual([]);
    expect(refusalsOf(rows)).toHaveLength(3);
    expect(refusalsOf(rows)[0]![1]).toContain('say when it was recorded');
    const told = await readImportRows(fixture('ais-no-time.log'), { observedAt: Date.UTC(2026, 2, 1, 6) });
    expect(reportsOf(told.rows).map(({ observedAt }) => observedAt)).toEqual([
      '2026-03-01T05:59:58.000Z',
      '2026-03-01T06:00:04.000Z',
      '2026-03-01T06:00:04.000Z',
    ]);
  });

  it('takes the time of the recorder in front of a sentence', async () => {
    const { rows } = await readImportRows(fixture('ais-tag-block.log'));
    expect(reportsOf(rows)).toMatchObject([{ observedAt: '2026-03-01T06:00:04.000Z' }]);
  });
});

const ais = findReferenceData('tracks/ais');

describe.skipIf(!ais)('the reference recordings of ships', () => {
  it('give the path of the receiver: one fix for each of 1,202 moments in 5,748 lines', async () => {
    const { rows } = await readImportRows(join(ais!, 'signalk_gps.log'));
    expect(refusalsOf(rows)).toEqual([]);
    expect(notesOf(rows)).toEqual([]);
    expect(countDistinct(rows)).toBe(1_202);
    expect(reportsOf(rows)[0]).toMatchObject({ observedAt: '2014-04-03T08:54:11.000Z', altitudeMetres: 16 });
    for (const report of reportsOf(rows)) expect(positionWireSchema.safeParse(report).success).toBe(true);
  });

  it('give 134 ships and the receiver in 765 lines; 17 messages have no position', async () => {
    const { rows } = await readImportRows(join(ais!, 'signalk_nais400-merrimac.log'));
    expect(reportsOf(rows)).toHaveLength(557);
    expect(refusalsOf(rows).map(([, detail]) => detail)).toEqual(Array(17).fill('the station gave no position'));
    const ships = new Set(
      reportsOf(rows).flatMap(({ trackType, trackId }) => (trackType === 'vessel' ? [trackId] : [])),
    );
    expect(ships.size).toBe(134);
    const times = reportsOf(rows).map(({ observedAt }) => String(observedAt));
    // Told by base stations from line 73 on, by the receiver from line 506 on.
    expect(times.reduce((a, b) => (a < b ? a : b)) >= '2014-04-16T20:01:45').toBe(true);
    expect(times.reduce((a, b) => (a > b ? a : b)) <= '2014-04-16T20:03:10.000Z').toBe(true);
    for (const report of reportsOf(rows))
      if (report['kind'] === 'position') expect(positionWireSchema.safeParse(report).success).toBe(true);
  });
});

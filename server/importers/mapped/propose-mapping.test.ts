import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importFixtures } from '../../../tests/read-import-rows.ts';
import { findTimeFormats, parseMappedTime } from './parse-mapped-time.ts';
import { proposeMapping } from './propose-mapping.ts';

const propose = (text: string, name = 'list.csv') => proposeMapping(Buffer.from(text), name);
const fixture = (name: string) => readFileSync(join(importFixtures, name));

describe('a proposed mapping', () => {
  it('finds columns by their usual names, whatever case, accents and signs', () => {
    const { mapping, problems, columns, sample } = propose(
      'GPS Latitude,GPS_Longitude,Site Name,Type\n4.85,31.6,Juba HQ,camp\n6.2,31.5,Bor,village\n',
    );
    expect(mapping).toMatchObject({
      name: 'list',
      kind: 'site',
      columns: { latitude: 'GPS Latitude', longitude: 'GPS_Longitude', name: 'Site Name', type: 'Type' },
      constants: {},
    });
    expect(problems).toEqual([]);
    expect(columns).toHaveLength(4);
    expect(sample[1]).toEqual({ 'GPS Latitude': '6.2', GPS_Longitude: '31.5', 'Site Name': 'Bor', Type: 'village' });
  });

  it('sees tracks, incidents, facilities and zones for what they are', () => {
    expect(proposeMapping(fixture('mapped-positions.csv'), 'p.csv').mapping).toMatchObject({
      kind: 'position',
      columns: { trackId: 'device', observedAt: 'timestamp', altitudeMetres: 'alt' },
      times: { observedAt: 'epoch-seconds' },
    });
    expect(propose('date,title,lat,lon,killed\n2026-01-02,Ambush,6,31,2\n').mapping.kind).toBe('incident');
    expect(propose('facility name,lat,lon\nBor Hospital,6,31\n', 'health.csv').mapping).toMatchObject({
      kind: 'facility',
      constants: { level: 'civilian' },
    });
    expect(proposeMapping(fixture('zones.geojson'), 'zones.geojson').mapping.kind).toBe('zone');
  });

  it('finds the separator and says in words what stands for what is not known', () => {
    const { mapping, problems } = proposeMapping(fixture('mapped-incidents.csv'), 'x.csv', 'incident');
    expect(mapping).toMatchObject({ delimiter: ';', columns: { killed: 'Morts', injured: 'Blessés', title: 'Titre' } });
    expect(problems.join('\n')).toContain('nothing fills type');
    const typed = propose('title,type,date,lat,lon\nA,Attack,2026-01-02,6,31\n');
    expect(typed.problems.join('\n')).toContain('say in values.type what "Attack" stand for');
  });

  it('asks where day and month could change places, and not where they cannot', () => {
    const ambiguous = propose('name,lat,lon,date\nA,6,31,03/04/2026\nB,6,31,05/06/2026\n');
    expect(ambiguous.mapping.times).toEqual({});
    expect(ambiguous.problems).toEqual([
      'observedAt: "03/04/2026" may be day or month first: set times.observedAt to day-month-year or month-day-year',
    ]);
    const plain = propose('name,lat,lon,date\nA,6,31,03/04/2026\nB,6,31,05/16/2026\n');
    expect(plain.mapping.times).toEqual({ observedAt: 'month-day-year' });
    expect(plain.problems).toEqual([]);
  });

  it('warns of coordinates that are swapped or no degrees', () => {
    expect(propose('name,lat,lon\nA,131,6\n').problems).toEqual([
      'latitude is beyond 90: latitude and longitude may be swapped',
    ]);
    expect(propose('name,lat,lon\nA,700000,3500000\n').problems[0]).toContain('not degrees');
  });

  it('of a file without a header, a place or sense says what is missing and does not throw', () => {
    expect(propose('').problems).toContain('the file has no header');
    expect(propose('\uFEFFname\nA').problems).toContain('nothing fills longitude');
    expect(propose('"never closed,lat\n1').problems.length).toBeGreaterThan(0);
    expect(propose(`{"type":"FeatureCollection","features":[${'['.repeat(60_000)}`).problems.length).toBeGreaterThan(0);
    expect(propose('x'.repeat(65_000)).problems.length).toBeGreaterThan(0);
  });
});

describe('a time as a mapping says it', () => {
  it.each([
    ['2026-04-03', 'iso', '2026-04-03T00:00:00.000Z', true],
    ['2026-04-03 06:10', 'iso', '2026-04-03T06:10:00.000Z', false],
    ['2026-04-03T06:10:00+03:00', 'iso', '2026-04-03T03:10:00.000Z', false],
    ['3/4/2026', 'day-month-year', '2026-04-03T00:00:00.000Z', true],
    ['3/4/2026', 'month-day-year', '2026-03-04T00:00:00.000Z', true],
    ['03.04.2026 18:05:09', 'day-month-year', '2026-04-03T18:05:09.000Z', false],
    ['3/4/2026 12:05 AM', 'month-day-year', '2026-03-04T00:05:00.000Z', false],
    ['3/4/2026 1:05 pm', 'month-day-year', '2026-03-04T13:05:00.000Z', false],
    ['1772344800', 'epoch-seconds', '2026-03-01T06:00:00.000Z', false],
    ['1772344800123', 'epoch-milliseconds', '2026-03-01T06:00:00.123Z', false],
  ] as const)('%s as %s', (text, format, expected, isDay) => {
    const time = parseMappedTime(text, format)!;
    expect([new Date(time.at).toISOString(), time.isDay]).toEqual([expected, isDay]);
  });

  it.each([
    ['30/02/2026', 'day-month-year'],
    ['13/13/2026', 'month-day-year'],
    ['3/4/26', 'day-month-year'],
    ['3/4/2026 25:00', 'day-month-year'],
    ['3/4/2026 13:00 pm', 'day-month-year'],
    ['9'.repeat(15), 'epoch-seconds'],
    ['soon', 'iso'],
    ['', 'iso'],
  ] as const)('refuses %s as %s', (text, format) => {
    expect(parseMappedTime(text, format)).toBeUndefined();
  });

  it('is recognised from a sample', () => {
    expect(findTimeFormats(['2026-01-01', '2026-01-02T00:00Z', ''])).toEqual(['iso']);
    expect(findTimeFormats(['1772344800'])).toEqual(['epoch-seconds']);
    expect(findTimeFormats(['1772344800123'])).toEqual(['epoch-milliseconds']);
    expect(findTimeFormats(['12', '2026'])).toEqual([]);
    expect(findTimeFormats(['13/4/2026'])).toEqual(['day-month-year']);
    expect(findTimeFormats(['3/4/2026'])).toEqual(['day-month-year', 'month-day-year']);
    expect(findTimeFormats([])).toEqual([]);
  });
});

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ColumnMapping, columnMappingSchema } from '#shared/schema/imports/column-mapping.ts';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { positionWireSchema } from '#shared/schema/report.ts';
import { findReferenceData } from '../../../tests/find-reference-data.ts';
import {
  countDistinct,
  importFixtures,
  readImportRows,
  refusalsOf,
  reportsOf,
} from '../../../tests/read-import-rows.ts';
import { openImport } from '../open-import.ts';
import { readMappingFile, readMappings, saveMapping } from './mapping-store.ts';

const fixture = (name: string) => join(importFixtures, name);
const context = { now: Date.UTC(2026, 11, 1), actor: 'test', defaultSource: 'test' };

async function readFixtureMapping(): Promise<ColumnMapping> {
  const mapping = await readMappingFile(fixture('mapped-incidents.mapping.json'));
  if (!mapping.ok) throw new Error(mapping.problem.detail);
  return mapping.value;
}

const makeMapping = (parts: Partial<ColumnMapping>): ColumnMapping =>
  columnMappingSchema.parse({ name: 'made', kind: 'site', columns: {}, ...parts });

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vedette-mapped-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('a CSV file with a mapping', () => {
  it('becomes incidents: separators, decimal commas, days before months, words of its own, casualties', async () => {
    const { rows } = await readImportRows(fixture('mapped-incidents.csv'), {
      format: 'csv',
      mapping: await readFixtureMapping(),
    });
    const reports = reportsOf(rows);
    expect(reports[0]).toEqual({
      kind: 'incident',
      source: 'Incidents-du-secteur',
      messageId: 'Incidents-du-secteur-A-1',
      incidentId: 'Incidents-du-secteur-A-1',
      observedAt: '2026-04-13T00:00:00.000Z',
      occurredAt: '2026-04-13T00:00:00.000Z',
      timePrecision: 'day',
      type: 'ATK.AMB',
      title: 'Embuscade près de Bor',
      position: [31.5586, 6.2088],
      precision: 'locality',
      casualties: [
        { outcome: 'killed', group: 'unknown', count: 2 },
        { outcome: 'injured', group: 'unknown', count: 1 },
      ],
      extra: { Note: 'vu par patrouille' },
    });
    expect(reports[1]).toMatchObject({ occurredAt: '2026-04-03T18:30:00.000Z', type: 'CRM.ROB', casualties: [] });
    expect(reports[1]).not.toHaveProperty('timePrecision');
    expect(reports.map(({ title }) => title)).toContain('Sans lieu');
    for (const report of reports) expect(parseFact(report, context)).toMatchObject({ ok: true });
    expect(countDistinct(rows)).toBe(reports.length - 1);
  });

  it('refuses each bad row alone, by its line and column', async () => {
    const { rows } = await readImportRows(fixture('mapped-incidents.csv'), {
      format: 'csv',
      mapping: await readFixtureMapping(),
    });
    const choices = expect.stringContaining('"constructor" is none of ATK.DF');
    expect(refusalsOf(rows)).toEqual([
      [4, 'title is empty'],
      [6, 'the place is 0, 0: coordinates were never filled in'],
      [7, 'occurredAt (column Date) is not a time as the mapping says it'],
      [8, 'the place is outside the globe: are latitude and longitude swapped?'],
      [9, 'longitude or latitude is missing'],
      [10, 'killed (column Morts) is not a number'],
      [11, choices],
      [12, 'latitude (column Latitude) is not a number'],
      [13, 'the row does not have the 9 cells of the header'],
    ]);
  });

  it('becomes positions of tracks; the same device at the same time is one', async () => {
    const mapping = makeMapping({
      name: 'Fleet',
      kind: 'position',
      columns: { trackId: 'device', latitude: 'lat', longitude: 'lon', observedAt: 'timestamp', altitudeMetres: 'alt' },
      constants: { trackType: 'vehicle', affiliation: 'own' },
      times: { observedAt: 'epoch-seconds' },
    });
    const { rows } = await readImportRows(fixture('mapped-positions.csv'), { format: 'csv', mapping });
    expect(reportsOf(rows)[0]).toEqual({
      kind: 'position',
      source: 'Fleet',
      trackId: 'V-101',
      observedAt: '2026-03-01T06:00:00.000Z',
      position: [31.6, 4.85],
      altitudeMetres: 455,
      trackType: 'vehicle',
      affiliation: 'own',
    });
    expect(countDistinct(rows)).toBe(3);
    for (const report of reportsOf(rows)) expect(positionWireSchema.safeParse(report).success).toBe(true);
  });

  it('is refused before anything is read when the mapping is missing or does not fit', async () => {
    expect(await openImport(fixture('mapped-positions.csv'), { format: 'csv' })).toMatchObject({
      ok: false,
      problem: { name: 'mapping-needed' },
    });
    const mapping = makeMapping({
      columns: { name: 'nom', latitude: 'lat', longitude: 'lon' },
      constants: { type: 'hut' },
    });
    const { rows } = await readImportRows(fixture('mapped-positions.csv'), { format: 'csv', mapping });
    expect(rows).toMatchObject([{ endsFile: true, line: 1 }]);
    expect(refusalsOf(rows)[0]![1]).toContain('name: the file has no column "nom"');
    expect(refusalsOf(rows)[0]![1]).toContain('type: "hut" is none of');
  });
});

describe('GeoJSON', () => {
  it('becomes sites without a mapping where nothing is missing, numbered by feature', async () => {
    const { format, rows } = await readImportRows(fixture('features.geojson'), { observedAt: Date.UTC(2026, 0, 1) });
    expect(format).toBe('geojson');
    expect(reportsOf(rows)).toEqual([
      expect.objectContaining({
        kind: 'site',
        siteId: 'features-7',
        name: 'Bor airstrip',
        type: 'other',
        position: [31.5586, 6.2088],
        observedAt: '2026-01-01T00:00:00.000Z',
      }),
      expect.objectContaining({ name: 'نقطة', position: [31, 6] }),
    ]);
    for (const report of reportsOf(rows)) expect(parseFact(report, context)).toMatchObject({ ok: true });
    expect(refusalsOf(rows)).toEqual([
      [2, 'the row has no place'],
      [3, 'a line is neither a place nor an area, and has no times to be a track'],
      [4, 'not valid JSON: NaN is no JSON value'],
      [5, 'the place is outside the globe: are latitude and longitude swapped?'],
      [6, 'a polygon is a zone, not a site: import it with a mapping for zones'],
      [7, 'name is empty'],
      [8, 'it is not a Feature'],
      [9, 'nested more than 32 levels deep'],
      [10, 'several points cannot be one thing: give each a feature of its own'],
    ]);
  });

  it('becomes zones: one for each polygon, rings closed, heights left out', async () => {
    const unclear = await openImport(fixture('zones.geojson'));
    expect(unclear).toMatchObject({ ok: false, problem: { name: 'mapping-needed' } });
    expect(!unclear.ok && unclear.problem.detail).toContain('nothing fills type');
    const mapping = makeMapping({
      kind: 'zone',
      columns: { name: 'name', level: 'level' },
      constants: { type: 'mines' },
    });
    const { rows } = await readImportRows(fixture('zones.geojson'), { mapping });
    const zones = reportsOf(rows);
    expect(zones).toMatchObject([
      { kind: 'zone', name: 'Mined ground', type: 'mines', level: 'high' },
      {
        area: {
          coordinates: [
            [
              [33, 6],
              [34, 6],
              [34, 7],
              [33, 6],
            ],
          ],
        },
      },
    ]);
    expect(new Set(zones.map(({ zoneId }) => zoneId)).size).toBe(2);
    for (const zone of zones) expect(parseFact(zone, context)).toMatchObject({ ok: true });
    expect(refusalsOf(rows)).toEqual([
      [2, expect.stringContaining('level "purple" is none of')],
      [3, 'a ring has fewer than three corners'],
      [4, 'a point is no zone: a zone needs a polygon'],
    ]);
  });

  it('in projected coordinates is refused as a whole', async () => {
    const { rows } = await readImportRows(fixture('projected.geojson'));
    expect(rows).toMatchObject([{ endsFile: true, problem: { detail: expect.stringContaining('projected (crs)') } }]);
  });

  it('gives two rows of one id two sites, and the same ones when read again', async () => {
    const feature = (name: string) => ({
      type: 'Feature',
      properties: { id: 'x', name },
      geometry: { type: 'Point', coordinates: [31, 6] },
    });
    const path = join(await makeFolder(), 'twice.geojson');
    await writeFile(path, JSON.stringify({ type: 'FeatureCollection', features: ['a', 'b', 'a'].map(feature) }));
    const { rows } = await readImportRows(path);
    expect(reportsOf(rows).map(({ siteId }) => siteId)).toEqual(['twice-x', 'twice-x-2', 'twice-x']);
    expect((await readImportRows(path)).rows).toEqual(rows);
  });
});

describe('saved mappings', () => {
  it('are read back by name; a broken file among them is named and passed over', async () => {
    const dataDir = await makeFolder();
    expect(await readMappings(dataDir)).toEqual({ mappings: [], problems: [] });
    const mapping = await readFixtureMapping();
    await saveMapping(dataDir, mapping);
    await saveMapping(dataDir, { ...mapping, name: 'بئر' });
    await saveMapping(dataDir, { ...mapping, name: '../../out' });
    await saveMapping(dataDir, { ...mapping, kind: 'site' });
    await writeFile(join(dataDir, 'mappings', 'broken.json'), '{"name":');
    const { mappings, problems } = await readMappings(dataDir);
    expect(mappings.map(({ name }) => name).sort()).toEqual(['../../out', 'Incidents du secteur', 'بئر']);
    expect(mappings.find(({ name }) => name === mapping.name)?.kind).toBe('site');
    expect(problems).toEqual(['broken.json: the mapping is not JSON']);
    expect(await readdir(join(dataDir, 'mappings'))).toHaveLength(4);
  });
});

const airports = findReferenceData('basemap/ne_10m_airports.json');

describe.skipIf(!airports)('the reference list of airports', () => {
  it('loads whole as airfields: 891, each once', async () => {
    const { format, rows } = await readImportRows(airports!);
    expect(format).toBe('geojson');
    expect(refusalsOf(rows)).toEqual([]);
    expect(countDistinct(rows)).toBe(891);
    expect(new Set(reportsOf(rows).map(({ siteId }) => siteId)).size).toBe(891);
    for (const report of reportsOf(rows)) {
      expect(report['type']).toBe('airfield');
      expect(parseFact(report, context)).toMatchObject({ ok: true });
    }
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { positionWireSchema } from '#shared/schema/report.ts';
import { collectAsync } from '../../tests/collect-async.ts';
import { findReferenceData } from '../../tests/find-reference-data.ts';
import type { ImportRow } from './import-format.ts';
import { openImport } from './open-import.ts';

const fixtures = join(import.meta.dirname, '../../tests/fixtures/import');
const context = { now: Date.UTC(2026, 10, 12), actor: 'test', defaultSource: 'test' };

async function readAll(path: string): Promise<ImportRow[]> {
  const opened = await openImport(path);
  if (!opened.ok) throw new Error(opened.problem.detail);
  expect(opened.value.format.name).toBe('gpx');
  return await collectAsync(opened.value.readRows());
}

async function readText(text: string): Promise<ImportRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vedette-gpx-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'made.gpx'), text);
  return await readAll(join(folder, 'made.gpx'));
}

function reportsOf(rows: readonly ImportRow[]) {
  return rows.flatMap((row) => ('report' in row ? [row.report] : []));
}

function refusalsOf(rows: readonly ImportRow[]) {
  return rows.flatMap((row) => ('problem' in row ? [[row.line, `${row.problem.name}: ${row.problem.detail}`]] : []));
}

describe('a GPX file', () => {
  it('gives a position for every point of a track', async () => {
    const positions = reportsOf(await readAll(join(fixtures, 'track-traps.gpx'))).filter(
      ({ kind }) => kind === 'position',
    );
    expect(positions).toEqual([
      {
        kind: 'position',
        source: 'gpx',
        trackId: 'track-traps-Patrol-№-1-north',
        observedAt: '2026-03-01T06:00:00.207Z',
        position: [25.25, 8.5],
        altitudeMetres: 431.5,
        callSign: 'Patrol № 1 / north',
      },
      expect.objectContaining({ observedAt: '2026-03-01T06:01:00.000Z', position: [25.26, 8.51] }),
      expect.objectContaining({ observedAt: '2026-03-01T06:01:00.000Z', position: [25.26, 8.51] }),
      expect.objectContaining({
        observedAt: '2026-03-01T06:07:00.000Z',
        speedMetresPerSecond: 4.5,
        courseDegrees: 271,
      }),
      {
        kind: 'position',
        source: 'gpx',
        trackId: 'track-traps-track-2',
        observedAt: '2026-03-01T06:08:00.000Z',
        position: [25.33, 8.58],
      },
    ]);
    for (const position of positions) expect(positionWireSchema.safeParse(position).success).toBe(true);
  });

  it('gives a site for every named waypoint, one for each place and one message for each ordinal', async () => {
    const sites = reportsOf(await readAll(join(fixtures, 'track-traps.gpx'))).filter(({ kind }) => kind === 'site');
    expect(sites.map(({ siteId }) => siteId)).toEqual([
      'gpx-track-traps-Alpha-well',
      'gpx-track-traps-Alpha-well-2',
      'gpx-track-traps-Alpha-well-2',
    ]);
    expect(sites[0]).toMatchObject({ observedAt: '2026-03-01T12:00:00.000Z', type: 'other', remark: 'water' });
    const ids = sites.map(({ messageId }) => String(messageId));
    expect(ids[1]).toMatch(/^gpx-[0-9a-f]{40}-1$/);
    expect(ids[2]).toBe(ids[1]!.replace(/-1$/, '-2'));
    for (const site of sites) expect(parseFact(site, context)).toMatchObject({ ok: true });
  });

  it('refuses each bad point alone, with its line and reason', async () => {
    expect(refusalsOf(await readAll(join(fixtures, 'track-traps.gpx')))).toEqual([
      [8, 'invalid-report: a waypoint without a name cannot become a site'],
      [9, 'invalid-report: a route is a plan, not a track: routes are not imported'],
      [18, 'invalid-report: the point has no time'],
      [19, 'time-before-record: the time is before 24 October 1945: clock not set'],
      [21, 'invalid-report: lat or lon is outside the globe'],
      [22, 'invalid-report: lat or lon is outside the globe'],
      [23, 'invalid-report: lat or lon is missing or not a number'],
      [24, 'invalid-report: the time is not a date and time'],
      [25, 'invalid-report: ele is out of range'],
    ]);
  });

  it('is read with a byte-order mark and any script; a waypoint with no time anywhere is refused', async () => {
    const rows = await readAll(join(fixtures, 'waypoint-bom.gpx'));
    expect(reportsOf(rows)).toMatchObject([
      { name: 'Puits N° 3 بئر', siteId: 'gpx-waypoint-bom-Puits-N°-3-بئر', observedAt: '2026-05-27T10:08:47.800Z' },
    ]);
    expect(refusalsOf(rows)).toEqual([[7, 'invalid-report: the point has no time']]);
  });

  it('with a document type is refused as a whole', async () => {
    expect(await readAll(join(fixtures, 'doctype.gpx'))).toMatchObject([
      { endsFile: true, problem: { detail: 'document type declarations are not accepted' } },
    ]);
  });

  it('that was cut off ends with a named fault', async () => {
    const rows = await readAll(join(fixtures, 'cut-off.gpx'));
    expect(rows.at(-1)).toMatchObject({
      endsFile: true,
      problem: { detail: expect.stringContaining('malformed XML') },
    });
  });

  it('nested without end is refused as a whole', async () => {
    expect(await readText(`<gpx>${'<a>'.repeat(100)}`)).toMatchObject([
      { endsFile: true, problem: { detail: 'elements are nested too deeply' } },
    ]);
  });

  it('with an unknown entity is refused as a whole', async () => {
    expect(await readText('<gpx><trk><name>&secret;</name></trk></gpx>')).toMatchObject([{ endsFile: true }]);
  });

  it('keeps ids within their limit and distinct', async () => {
    const point = '<trkpt lat="1" lon="2"><time>2026-01-01T00:00:00Z</time></trkpt>';
    const track = (name: string) => `<trk><name>${name}</name><trkseg>${point}</trkseg></trk>`;
    const reports = reportsOf(
      await readText(`<gpx>${track(`${'x'.repeat(300)}1`)}${track(`${'x'.repeat(300)}2`)}</gpx>`),
    );
    const ids = reports.map(({ trackId }) => String(trackId));
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => id.length <= 128)).toBe(true);
  });
});

describe('the reference tracks', () => {
  const folder = findReferenceData('tracks/gpx');

  it.skipIf(!folder).each([
    { file: 'Mojstrovka.gpx', positions: 0, sites: 0, refused: { 'time-before-record': 184 } },
    { file: 'around-visnjan-with-car.gpx', positions: 104, sites: 0, refused: {} },
    { file: 'cerknicko-jezero.gpx', positions: 296, sites: 7, refused: {} },
    { file: 'track-with-empty-segment.gpx', positions: 9, sites: 0, refused: {} },
    { file: 'unicode_with_bom.gpx', positions: 0, sites: 1, refused: {} },
  ])('$file gives $positions positions and $sites sites', async ({ file, positions, sites, refused }) => {
    const rows = await readAll(join(folder!, file));
    const reports = reportsOf(rows);
    expect(reports.filter((report) => positionWireSchema.safeParse(report).success)).toHaveLength(positions);
    expect(reports.filter((report) => parseFact(report, context).ok)).toHaveLength(sites);
    const counts: Record<string, number> = {};
    for (const row of rows) if ('problem' in row) counts[row.problem.name] = (counts[row.problem.name] ?? 0) + 1;
    expect(counts).toEqual(refused);
    expect(rows.length).toBe(positions + sites + Object.values(refused).reduce((sum, count) => sum + count, 0));
  });
});

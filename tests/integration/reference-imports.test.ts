import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DryRun, ImportEntry } from '#shared/protocol/imports.ts';
import { importActor } from '#shared/schema/imports/import.ts';
import { findReferenceData } from '../find-reference-data.ts';
import { ImportClient } from './import-client.ts';
import { TestServer } from './test-server.ts';

type Row = {
  path: string;
  format: string;
  /** Rows taken, by kind: those of the README that lies beside the files. */
  kinds: Record<string, number>;
  /** Rows that say what one before them said. */
  twice?: number;
  /** Why rows are refused, and how many for each reason. */
  refused?: Record<string, number>;
};

/** Every real file and what must come of its rows. The world file of UCDP is counted where it is read only. */
const table: readonly Row[] = [
  { path: 'events/ucdp_ged_south_sudan_hdx.csv', format: 'ucdp-ged', kinds: { incident: 941 } },
  { path: 'events/ucdp_ged201_AO_1995_2019.csv', format: 'ucdp-reduced', kinds: { incident: 6_715 } },
  { path: 'events/awsd_security_incidents_2016-10-03.csv', format: 'awsd', kinds: { incident: 2_088 } },
  {
    path: 'health/south_sudan_moh_facilities.csv',
    format: 'moh-facilities',
    kinds: { facility: 2_553 },
    refused: { 'invalid-report: coordinates are 0,0: the place is not known': 336 },
  },
  {
    path: 'health/who_health_facilities_AO.csv',
    format: 'who-facilities',
    kinds: { facility: 19_415 },
    refused: { 'invalid-report: no coordinates: Lat or Long is blank': 102 },
  },
  { path: 'peacekeeping/geopko_FrontMap_v2.3.csv', format: 'geopko-sites', kinds: { site: 8_783 } },
  { path: 'peacekeeping/geopko_TCCMap_v2.3.csv', format: 'geopko-contributions', kinds: { contribution: 4_927 } },
  { path: 'peacekeeping/DPPADPOSS-FATALITIES.csv', format: 'un-fatalities', kinds: { casualty: 4_429 } },
  { path: 'tracks/adsb/rega_sg.json.gz', format: 'adsb-states', kinds: { position: 1_080 } },
  { path: 'tracks/adsb/border_control.json.gz', format: 'adsb-states', kinds: { position: 1_465 } },
  { path: 'tracks/adsb/noisy_ground.json.gz', format: 'adsb-states', kinds: { position: 924 } },
  { path: 'tracks/adsb/trace_full_ac671b.json', format: 'readsb-trace', kinds: { position: 2_500 } },
  { path: 'tracks/ais/signalk_gps.log', format: 'nmea', kinds: { position: 1_202 } },
  {
    path: 'tracks/ais/signalk_nais400-merrimac.log',
    format: 'nmea',
    kinds: { position: 554, site: 3 },
    twice: 1,
    refused: { 'invalid-report: the station gave no position': 17 },
  },
  { path: 'tracks/gpx/around-visnjan-with-car.gpx', format: 'gpx', kinds: { position: 104 } },
  { path: 'tracks/gpx/cerknicko-jezero.gpx', format: 'gpx', kinds: { position: 296, site: 7 } },
  { path: 'tracks/gpx/track-with-empty-segment.gpx', format: 'gpx', kinds: { position: 9 } },
  { path: 'tracks/gpx/unicode_with_bom.gpx', format: 'gpx', kinds: { site: 1 } },
  {
    path: 'tracks/gpx/Mojstrovka.gpx',
    format: 'gpx',
    kinds: {},
    refused: { 'time-before-record: the time is before 24 October 1945: clock not set': 184 },
  },
];

/** Larger files are loaded once: the preview says that a second time adds nothing. The largest is not undone either. */
const [loadedOnce, neverUndone] = [3_000, 9_000];

describe('the real files, through the door of a server', () => {
  const server = new TestServer();
  const client = new ImportClient(() => server.url);
  const lines: string[] = [];

  beforeAll(() => server.start());
  afterAll(async () => {
    await server.stop();
    expect(server.faults).toEqual([]);
    if (lines.length > 0) console.log(['file: new, twice, refused', ...lines].join('\n'));
  });

  const entryOf = async (importId: string) => (await client.ask<ImportEntry>(`/imports/${importId}`)).body;

  async function foresee(name: string, content: Uint8Array<ArrayBuffer>): Promise<DryRun & { detected?: string }> {
    const { body: upload } = await client.upload(name, content);
    const dryRun = await client.check(upload.uploadId);
    await client.ask(`/imports/uploads/${upload.uploadId}`, { method: 'DELETE' });
    return { ...dryRun, ...(upload.detected ? { detected: upload.detected } : {}) };
  }

  /** What the picture shows because of one import. */
  function shownBy(importId: string): number {
    let count = 0;
    for (const record of server.running.live.picture.records.values())
      if (record.actor === importActor(importId) && !record.retracted && record.kind !== 'import') count++;
    return count;
  }

  const found = table.map((row) => ({ ...row, file: findReferenceData(row.path) }));
  it.for(found)('$path is taken whole, once, and given back', { timeout: 240_000 }, async (row, { skip }) => {
    const path = row.file ?? skip();
    const { format, kinds, twice = 0, refused = {} } = row;
    const [name, content] = [basename(path), readFileSync(path)];
    const ready = Object.values(kinds).reduce((sum, count) => sum + count, 0);
    const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);

    const before = await foresee(name, content);
    expect(before).toMatchObject({ state: 'checked', detected: format, ready, duplicate: twice, refused: refusals });
    expect(before.kinds).toEqual(kinds);
    expect(before.problems).toHaveLength(Math.min(1_000, refusals));

    const { importId } = await client.load(name, content);
    const entry = await entryOf(importId);
    expect(entry).toMatchObject({ status: 'done', format, duplicate: twice, refused: refusals });
    expect(entry.accepted).toBe(ready - twice);
    expect(Object.fromEntries(entry.reasons.map(({ reason, count }) => [reason, count]))).toEqual(refused);
    for (const { firstLines } of entry.reasons) expect(firstLines.length).toBeGreaterThan(0);
    expect(shownBy(importId) > 0).toBe(ready > 0);
    expect(await foresee(name, content)).toMatchObject({ ready, duplicate: ready });
    lines.push(`${row.path}: ${entry.accepted}, ${entry.duplicate}, ${entry.refused}`);
    if (ready > neverUndone) return;

    if (ready <= loadedOnce)
      expect(await client.load(name, content)).toMatchObject({ accepted: 0, duplicate: ready, refused: refusals });
    const { undo } = await client.undo(importId, 'given back');
    expect(undo).toMatchObject({ reason: 'given back', kept: 0, retracted: ready - (kinds['position'] ?? 0) });
    expect(shownBy(importId)).toBe(0);
    const statuses = (await server.running.log.read.history('import', importId)).map(({ body }) => body);
    expect(statuses.map((body) => (body as { status: string }).status)).toEqual([
      ...['running', 'done', 'undoing', 'undone'],
    ]);
    if (ready > loadedOnce) return;

    const again = await client.load(name, content);
    expect(again).toMatchObject({ accepted: ready - twice, duplicate: twice, refused: refusals });
    expect(shownBy(again.importId) > 0).toBe(ready > 0);
  });
});

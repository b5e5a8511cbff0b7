import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { ImportClient, makeGpx } from './import-client.ts';
import { pictureFor, refold } from './refold.ts';
import { TestServer, until } from './test-server.ts';
import { TestViewer } from './test-viewer.ts';

const everything: Viewer = { actor: 'everything', clearance: 'strictly-confidential', groups: ['*'] };
const open: Viewer = { actor: 'open', clearance: 'unclassified', groups: [] };
const fixtures = join(import.meta.dirname, '../fixtures/import');
const traps = readFileSync(join(fixtures, 'ucdp-traps.csv'), 'utf8');

describe('an import', () => {
  const server = new TestServer();
  const client = new ImportClient(() => server.url);
  const viewers = [new TestViewer({ name: 'everything' }), new TestViewer({ name: 'open' })];

  beforeAll(async () => {
    for (const viewer of [everything, open]) server.viewers.set(viewer.actor, viewer);
    await server.start();
    for (const viewer of viewers) await viewer.connect(server.url);
  });
  afterAll(async () => {
    for (const viewer of viewers) viewer.cut();
    await server.stop();
    expect(server.faults).toEqual([]);
  });

  /**
   * Every viewer holds what the log, folded from the start, says that viewer should. Asked until it is so at one moment:
   * what the server concludes of ages goes into the log meanwhile, and moves the picture on.
   */
  async function expectAgreement(): Promise<void> {
    await until('server and viewers hold the picture that the log tells', async () => {
      const { log, live } = server.running;
      const whole = await refold(log);
      const rights = [everything, open];
      return (
        live.picture.hash() === whole.hash() &&
        rights.every((viewer, index) => viewers[index]!.picture.hash() === pictureFor(viewer, whole).hash())
      );
    });
  }

  const shown = (kind: string) =>
    [...viewers[0]!.picture.records.values()].filter((record) => record.kind === kind && !record.retracted);
  const fixesOf = async (name: string) => {
    const { status, text } = await server.get(`/tracks/${name}`);
    return status === 200 ? (JSON.parse(text) as { fixes: unknown[] }).fixes.length : status;
  };

  it('is previewed row by row before anything is stored', async () => {
    const before = server.running.log.sequence;
    const { status, body } = await client.upload('../../etc/ucdp traps.csv', traps);
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'ucdp traps.csv', sizeBytes: Buffer.byteLength(traps), earlier: [] });
    const dryRun = await client.check(body.uploadId);
    expect(dryRun).toMatchObject({
      state: 'checked',
      format: 'ucdp-ged',
      ready: 8,
      duplicate: 1,
      refused: 9,
      kinds: { incident: 8 },
    });
    expect(dryRun.problems).toHaveLength(9);
    expect(dryRun.problems![0]).toMatchObject({ line: expect.any(Number), problem: { name: 'invalid-report' } });
    expect(dryRun.rows!.filter((row) => 'report' in row)).toHaveLength(8);
    expect(server.running.log.sequence).toBe(before);
    expect(readdirSync(join(server.dataDir, 'uploads'))).toEqual([body.uploadId]);
    expect((await client.ask(`/imports/uploads/${body.uploadId}`, { method: 'DELETE' })).status).toBe(204);
    expect(readdirSync(join(server.dataDir, 'uploads'))).toEqual([]);
  });

  it('is on record with what came of it, twice without duplicates', async () => {
    const first = await client.load('ucdp.csv', traps);
    expect(first).toMatchObject({ status: 'done', accepted: 7, duplicate: 1, refused: 9 });
    const again = await client.load('ucdp.csv', traps);
    expect(again).toMatchObject({ status: 'done', accepted: 0, duplicate: 8, refused: 9, sequences: [] });
    const { body } = await client.upload('other name.csv', traps);
    expect(await client.check(body.uploadId)).toMatchObject({ ready: 8, duplicate: 8, refused: 9 });
    expect(body.earlier.map(({ importId }) => importId).sort()).toEqual([first.importId, again.importId].sort());
    await client.ask(`/imports/uploads/${body.uploadId}`, { method: 'DELETE' });
    const events = (await server.running.log.read.history('import', first.importId)).map((event) => event.body);
    expect(events).toMatchObject([{ status: 'running' }, { status: 'done', accepted: 7 }]);
    await expectAgreement();
    expect(shown('incident')).toHaveLength(7);
    await client.undo(first.importId);
  });

  it('is undone for every viewer, stays in the log, and comes back when the file is loaded again', async () => {
    const file = makeGpx({ sites: ['Well', 'Gate'], track: 'Alpha', points: 50 });
    const first = await client.load('north.gpx', file);
    expect(first).toMatchObject({ status: 'done', accepted: 52, refused: 0 });
    await expectAgreement();
    expect(shown('site')).toHaveLength(2);
    expect(shown('track')).toHaveLength(1);
    expect(await fixesOf('gpx/north-Alpha')).toBe(50);

    const undone = await client.undo(first.importId, 'wrong mission');
    expect(undone).toMatchObject({
      status: 'undone',
      undo: { retracted: 2, retired: 1, kept: 0, reason: 'wrong mission' },
    });
    await expectAgreement();
    expect([shown('site'), shown('track')]).toEqual([[], []]);
    expect(await fixesOf('gpx/north-Alpha')).toBe(404);
    const retractions = (await server.running.log.read.events({ kinds: ['site'], limit: 100 })).filter(
      ({ amends }) => amends?.as === 'retraction',
    );
    expect(retractions.map(({ amends }) => amends!.reason)).toEqual(
      [1, 2].map(() => `import ${first.importId} undone: wrong mission`),
    );
    const { sequence } = server.running.log;
    expect(await client.undo(first.importId)).toMatchObject({ status: 'undone', undo: { reason: 'wrong mission' } });
    expect(server.running.log.sequence).toBe(sequence);

    const foreseen = async () => {
      const { body } = await client.upload('north.gpx', file);
      const { ready, duplicate } = await client.check(body.uploadId);
      await client.ask(`/imports/uploads/${body.uploadId}`, { method: 'DELETE' });
      return { ready, duplicate };
    };
    expect(await foreseen()).toEqual({ ready: 52, duplicate: 0 });
    const again = await client.load('north.gpx', file);
    expect(again).toMatchObject({ status: 'done', accepted: 52, duplicate: 0 });
    expect(await foreseen()).toEqual({ ready: 52, duplicate: 52 });
    await expectAgreement();
    expect(shown('site')).toHaveLength(2);
    expect(shown('track').map(({ id }) => id)).toEqual(['gpx~2/north-Alpha']);
    expect(await fixesOf('gpx~2/north-Alpha')).toBe(50);
    expect(await client.load('north.gpx', file)).toMatchObject({ accepted: 0, duplicate: 52 });

    await client.undo(again.importId);
    await expectAgreement();
    expect([shown('site'), shown('track')]).toEqual([[], []]);
    expect(await client.load('north.gpx', file)).toMatchObject({ accepted: 52 });
    await expectAgreement();
    expect(shown('track').map(({ id }) => id)).toEqual(['gpx~3/north-Alpha']);
  });

  it('gives back what it had overtaken: an earlier report of a site, the fixes of others in a track', async () => {
    const at = '2026-02-01T00:00:00Z';
    const site = { kind: 'site', source: 'desk', messageId: 'm1', siteId: 'gpx-south-Post', name: 'Old post' };
    const fix = { kind: 'position', source: 'gpx', trackId: 'south-Bravo', callSign: 'BRAVO', position: [20, 9] };
    await server.post([
      { ...site, type: 'camp', position: [25, 9], observedAt: at },
      { ...fix, observedAt: at },
    ]);
    const file = makeGpx({ sites: ['Post'], track: 'Bravo', points: 20 });
    const loaded = await client.load('south.gpx', file);
    expect(loaded.accepted).toBe(21);
    await expectAgreement();
    const siteNow = () => viewers[0]!.picture.records.get('site/gpx-south-Post') as PictureRecord<'site'>;
    expect(siteNow().body.name).toBe('Post');
    expect(await fixesOf('gpx/south-Bravo')).toBe(21);

    expect((await client.undo(loaded.importId)).undo).toMatchObject({ retracted: 1, retired: 0, kept: 1 });
    await expectAgreement();
    expect(siteNow()).toMatchObject({ body: { name: 'Old post', type: 'camp' } });
    expect(siteNow().retracted).toBeUndefined();
    expect(await fixesOf('gpx/south-Bravo')).toBe(1);
    const { tracks } = viewers[0]!.picture;
    const slot = tracks.find('gpx/south-Bravo')!;
    expect([tracks.observedAt[slot], tracks.longitudeE6[slot], tracks.latitudeE6[slot]]).toEqual([
      Date.parse(at),
      20_000_000,
      9_000_000,
    ]);
    expect(await client.load('south.gpx', file)).toMatchObject({ accepted: 21 });
    await expectAgreement();
    expect(siteNow().body.name).toBe('Post');
  });

  it('of other rights is neither listed, nor named, nor undone by those who may not see it', async () => {
    const marking = { classification: 'confidential', releasableTo: [], originator: 'mission' };
    const secret = await client.load('secret.gpx', makeGpx({ sites: ['Cache'] }), { marking });
    const outsider = new ImportClient(() => server.url, 'open');
    const list = await outsider.ask<{ imports: { name: string }[] }>('/imports');
    expect(list.body.imports.length).toBeGreaterThan(0);
    expect(JSON.stringify(list.body)).not.toMatch(/secret|actor/);
    expect((await outsider.ask(`/imports/${secret.importId}`)).status).toBe(404);
    expect((await outsider.send(`/imports/${secret.importId}/undo`, { reason: 'mine' })).status).toBe(404);
    const { body: upload } = await client.upload('mine.gpx', makeGpx({ sites: ['Cache'] }));
    expect((await outsider.ask(`/imports/uploads/${upload.uploadId}`)).status).toBe(404);
    expect((await outsider.send('/imports', { uploadId: upload.uploadId })).status).toBe(404);
    const same = await outsider.upload('guess.gpx', makeGpx({ sites: ['Cache'] }));
    expect(same.body.earlier).toEqual([]);
    await expectAgreement();
    expect(viewers[1]!.picture.records.has(`import/${secret.importId}`)).toBe(false);
  });
});

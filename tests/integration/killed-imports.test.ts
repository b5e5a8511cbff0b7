import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportAnswer, ImportClient, makeGpx } from './import-client.ts';
import { until } from './test-server.ts';

const sites = Array.from({ length: 1_500 }, (_, index) => `Well ${index}`);
const file = makeGpx({ sites, track: 'Alpha', points: 6_000 });

describe('a server killed in the middle of an import', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vedette-kill-import-'));
  let child: ChildProcess | undefined;
  let url = '';
  const client = new ImportClient(() => url);

  async function start(): Promise<void> {
    child = fork(join(import.meta.dirname, 'server-child.ts'), [dataDir], { execArgv: ['--expose-gc'] });
    const [message] = (await once(child, 'message')) as [{ url: string }];
    url = message.url;
  }
  async function kill(): Promise<void> {
    child!.kill('SIGKILL');
    await once(child!, 'exit');
  }
  beforeAll(start);
  afterAll(async () => {
    await kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const list = async () => (await client.ask<{ imports: ImportAnswer[] }>('/imports')).body.imports;
  async function standing(): Promise<number> {
    const { body } = await client.ask<{ records: { retracted?: true }[] }>('/sites?limit=10000');
    return body.records.filter(({ retracted }) => !retracted).length;
  }

  it('has on record what it had stored; the file goes on from there; an undo goes on by itself', async () => {
    const { body: upload } = await client.upload('wells.gpx', file);
    const begun = await client.send<{ importId: string }>('/imports', { uploadId: upload.uploadId });
    await until('some of it is stored', async () => {
      const { progress } = (await client.ask<ImportAnswer>(`/imports/${begun.body.importId}`)).body;
      return (progress?.accepted ?? 0) > 1_000;
    });
    await kill();
    await start();
    const [cutOff] = await list();
    expect(cutOff).toMatchObject({ importId: begun.body.importId, status: 'failed' });
    expect(cutOff!.accepted).toBeGreaterThan(1_000);
    expect(cutOff!.accepted).toBeLessThan(7_500);

    const rest = await client.load('wells.gpx', file);
    expect(rest.accepted + cutOff!.accepted).toBe(7_500);
    expect(rest.duplicate).toBe(cutOff!.accepted);
    expect(await standing()).toBe(1_500);

    await client.undo(cutOff!.importId, 'cut off');
    const before = await standing();
    expect(before).toBe(1_500 - Math.min(1_500, cutOff!.accepted));
    expect(await client.load('wells.gpx', file)).toMatchObject({ accepted: cutOff!.accepted });
    expect(await standing()).toBe(1_500);

    const [latest] = await list();
    await client.send(`/imports/${latest!.importId}/undo`, { reason: 'to be killed' });
    await until('some of it is undone', async () => (await standing()) < 1_500);
    await kill();
    await start();
    expect(await client.finished(latest!.importId)).toMatchObject({
      status: 'undone',
      undo: { reason: 'to be killed', retracted: Math.min(1_500, latest!.accepted) },
    });
    expect(await standing()).toBe(1_500 - Math.min(1_500, latest!.accepted));
  }, 60_000);
});

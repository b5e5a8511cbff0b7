import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxUploads, type Upload } from '#shared/protocol/imports.ts';
import { ImportClient, makeGpx } from './import-client.ts';
import { pause, TestServer, until } from './test-server.ts';

const kibibyte = 1_024;

describe('the import door', () => {
  const server = new TestServer({ uploads: { maxBytes: 64 * kibibyte, idleMs: 400 } });
  const client = new ImportClient(() => server.url);
  const file = makeGpx({ sites: ['Well'], track: 'T', points: 5 });

  beforeAll(() => server.start());
  afterAll(async () => {
    await server.stop();
    expect(server.faults).toEqual([]);
  });

  const lying = () => readdirSync(join(server.dataDir, 'uploads'));
  const refusals = (reason: string) => server.metric(`vedette_refused_total{door="http",reason="${reason}"}`);

  async function expectRefusal(reason: string, status: number, ask: () => Promise<{ status: number; body: unknown }>) {
    const before = await refusals(reason);
    expect(await ask()).toMatchObject({ status, body: { title: reason } });
    expect(await refusals(reason)).toBe(before + 1);
    expect(lying()).toEqual([]);
  }

  /** A request written by hand; resolves with what came back until the server hung up. */
  function talk(lines: string[], then: (write: (text: string) => void) => unknown = () => {}): Promise<string> {
    const { port } = new URL(server.url);
    return new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      socket.on('close', () => resolve(text)).on('error', () => {});
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      void then((piece) => socket.writable && socket.write(piece));
    });
  }
  const post = (length: number, path = '/api/v1/imports/uploads?name=x.gpx') => [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${new URL(server.url).port}`,
    'Content-Type: application/octet-stream',
    `Content-Length: ${length}`,
  ];

  it('refuses more than a file may hold, said or found, and keeps nothing of it', async () => {
    await expectRefusal('body-too-large', 413, () => client.upload('big.csv', 'x'.repeat(70 * kibibyte)));
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(16 * kibibyte)),
    });
    await expectRefusal('body-too-large', 413, () =>
      client.ask('/imports/uploads?name=endless', {
        ...{ method: 'POST', body: stream, duplex: 'half', headers: { 'content-type': 'application/octet-stream' } },
      }),
    );
    const answer = await talk(post(600 * 1024 * kibibyte));
    expect(answer).toContain('413 Payload Too Large');
    expect(answer).toContain('at most 512 MiB');
  });

  it('refuses another type of content, a missing name and another origin', async () => {
    await expectRefusal('unsupported-media-type', 415, () => client.upload('a', file, { 'content-type': 'text/csv' }));
    await expectRefusal('unsupported-media-type', 415, () =>
      client.upload('a', file, { 'content-type': 'multipart/form-data; boundary=x' }),
    );
    await expectRefusal('bad-query', 400, () => client.upload('../..//', file));
    await expectRefusal('foreign-origin', 403, () => client.upload('a', file, { origin: 'http://elsewhere.example' }));
    await expectRefusal('bad-query', 400, () => client.send('/imports', { uploadId: '../../log' }));
    await expectRefusal('not-found', 404, () => client.send('/imports', { uploadId: crypto.randomUUID() }));
  });

  it('lets no name of a request reach the file system', async () => {
    const names = [
      '../../../tmp/vedette-escaped.gpx',
      '..\\..\\vedette-escaped.gpx',
      '/etc/vedette-escaped.gpx',
      'a\0b.gpx',
    ];
    for (const name of names) {
      const { status, body } = await client.upload(name, file);
      expect(status).toBe(201);
      expect(body.name).toMatch(/^(vedette-escaped|ab)\.gpx$/);
      expect(lying()).toEqual([body.uploadId]);
      expect((await client.ask(`/imports/uploads/..%2F${body.uploadId}`)).status).toBe(404);
      await client.ask(`/imports/uploads/${body.uploadId}`, { method: 'DELETE' });
    }
    expect(existsSync('/tmp/vedette-escaped.gpx')).toBe(false);
  });

  it('gives up a sender that stalls or goes away, and frees its place', async () => {
    expect(await talk(post(5_000), (write) => write('<gpx>'))).toContain('upload-cut-off');
    await until('nothing is left', () => lying().length === 0);
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`${post(5_000).join('\r\n')}\r\n\r\n<gpx>`);
    await until('the upload began', () => lying().length === 1);
    socket.destroy();
    await until('nothing is left', () => lying().length === 0);
    // Slow is not stalled: a piece every 100 ms is under way for longer than a pause may be.
    const slow = await talk(post(file.length), async (write) => {
      for (let at = 0; at < file.length; at += 64) {
        write(file.slice(at, at + 64));
        await pause(100);
      }
    });
    expect(slow).toContain('201 Created');
    for (const uploadId of lying()) await client.ask(`/imports/uploads/${uploadId}`, { method: 'DELETE' });
  });

  it('takes two uploads at once, each whole, and loads them one after the other', async () => {
    const other = makeGpx({ sites: ['Other'], track: 'U', points: 7 });
    const uploads = await Promise.all([client.upload('one.gpx', file), client.upload('two.gpx', other)]);
    const begun = await Promise.all(
      uploads.map(({ body }) => client.send<{ importId: string }>('/imports', { uploadId: body.uploadId })),
    );
    const ended = await Promise.all(begun.map(({ body }) => client.finished(body.importId)));
    expect(ended.map(({ status, accepted }) => [status, accepted])).toEqual([
      ['done', 6],
      ['done', 8],
    ]);
    // Which of the two came first is decided by when each arrived whole.
    const [first, second] = ended.map(({ sequences }) => sequences).sort(([one], [other]) => one![0] - other![0]);
    expect(first!.at(-1)![1]).toBeLessThan(second![0]![0]);
    expect(lying()).toEqual([]);
  });

  it('keeps a bounded number of files and says so', async () => {
    const kept: Upload[] = [];
    for (let index = 0; index < maxUploads; index++) kept.push((await client.upload(`${index}.gpx`, file)).body);
    const refused = await client.upload('one too many.gpx', file);
    expect(refused).toMatchObject({ status: 503, body: { title: 'overloaded' } });
    expect(lying()).toHaveLength(maxUploads);
    await server.restart();
    expect(lying()).toEqual([]);
    expect((await client.ask(`/imports/uploads/${kept[0]!.uploadId}`)).status).toBe(404);
  });

  it('shows what is wrong with a file as a whole, and loads nothing of it', async () => {
    const { body } = await client.upload('picture.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]));
    expect(await client.check(body.uploadId)).toMatchObject({ state: 'refused', problem: { name: 'unreadable-file' } });
    const commit = await client.send('/imports', { uploadId: body.uploadId });
    expect(commit).toMatchObject({ status: 400, body: { title: 'unreadable-file' } });
    await client.ask(`/imports/uploads/${body.uploadId}`, { method: 'DELETE' });
  });
});

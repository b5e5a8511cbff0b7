import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportEntry } from '#shared/protocol/imports.ts';
import { ImportClient, makeGpx } from './import-client.ts';
import { TestServer } from './test-server.ts';

const fixtures = join(import.meta.dirname, '../fixtures/import');
const fixture = (name: string) => readFileSync(join(fixtures, name));
const mebibyte = 1_048_576;
const table = 'year,longitude,latitude,where_coordinates,best,deaths_civilians\n';
const row = '2015,25,8,Well village,1,0\n';
const point = '{"type":"Feature","geometry":{"type":"Point","coordinates":[25,8]},"properties":{"name":"Well"}}';

type Hostile = { name: string; content: Uint8Array; problem: RegExp };

/** Files that must be refused as a whole, with the line where that can be said. */
const refusedWhole: readonly Hostile[] = [
  { name: 'latin1.csv', content: fixture('ucdp-latin1.csv'), problem: /not UTF-8/ },
  {
    name: 'late-latin1.csv',
    content: Buffer.concat([Buffer.from(`${table}${row.repeat(9_000)}2015,25,8,W`), Buffer.from([0xe9, 0x0a])]),
    problem: /line 9002: .*UTF-8/,
  },
  { name: 'no-header.csv', content: fixture('ucdp-no-header.csv'), problem: /line 1: .*header|mapping/ },
  { name: 'open-quote.csv', content: fixture('ucdp-open-quote.csv'), problem: /line \d+: .*quote/ },
  {
    name: 'long-line.csv',
    content: Buffer.from(`${table}${row}2015,25,8,${'x'.repeat(10 * mebibyte)},1,0\n`),
    problem: /line 3: .*longer than/,
  },
  {
    name: 'bomb.csv.gz',
    content: gzipSync(table + row.replace('village', 'x'.repeat(4_000)).repeat(6_000)),
    problem: /zip bomb/,
  },
  { name: 'picture.csv', content: fixture('picture-named.csv'), problem: /PNG image/ },
  { name: 'empty.csv', content: new Uint8Array(0), problem: /empty/ },
  { name: 'cut-off.gpx', content: fixture('cut-off.gpx'), problem: /line \d+/ },
];

describe('hostile files', () => {
  const server = new TestServer();
  const client = new ImportClient(() => server.url);
  const folder = mkdtempSync(join(tmpdir(), 'vedette-hostile-files-'));

  beforeAll(() => server.start());
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    expect(server.faults).toEqual([]);
  });

  const bytes = (content: Uint8Array) => new Uint8Array(content);
  const entry = async (importId: string) => (await client.ask<ImportEntry>(`/imports/${importId}`)).body;

  it.each(refusedWhole)('$name is refused as a whole by name, and nothing of it is stored', async (hostile) => {
    const { body: upload } = await client.upload(hostile.name, bytes(hostile.content));
    const before = server.running.log.sequence;
    const dryRun = await client.check(upload.uploadId);
    expect(dryRun.state).toBe('refused');
    expect(dryRun.problem!.detail).toMatch(hostile.problem);
    const begun = await client.send<{ importId: string }>('/imports', { uploadId: upload.uploadId });
    if (begun.status !== 202) {
      expect(begun).toMatchObject({ status: 400, body: { detail: expect.any(String) } });
      await client.ask(`/imports/uploads/${upload.uploadId}`, { method: 'DELETE' });
      expect(server.running.log.sequence).toBe(before);
      return;
    }
    const { importId } = await client.finished(begun.body.importId);
    expect(await entry(importId)).toMatchObject({ status: 'failed', accepted: 0, problem: expect.any(String) });
    // Its beginning and its end are on record, and nothing else.
    expect(server.running.log.sequence).toBe(before + 2);
  });

  it('keeps formulas as text, on the way in and for a spreadsheet on the way out', async () => {
    const formula = '=HYPERLINK("http://elsewhere.example","open")';
    const cells = `2015,25,8,"${formula.replaceAll('"', '""')}",1,0`;
    expect(await client.load('formula.csv', `\uFEFF${table.replaceAll('\n', '\r\n')}${cells}\r\n`)).toMatchObject({
      ...{ status: 'done', accepted: 1, refused: 0 },
    });
    const { body } = await client.ask<{ records: { body: { place?: string } }[] }>('/incidents');
    expect(body.records.map((record) => record.body.place)).toContain(formula);
    const { text } = await server.get('/incidents', 'local', 'text/csv');
    expect(text).toContain(`'=HYPERLINK`);
    expect(text).not.toMatch(/(^|,)"?=HYPERLINK/m);
  });

  it('passes over what is too deep and takes the rest of the file', async () => {
    const deep = `{"type":"Feature","geometry":null,"properties":{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`;
    const content = `{"type":"FeatureCollection","features":[${point},\n${deep},\n${point.replace('25', '26')}]}`;
    const { body: upload } = await client.upload('deep.geojson', content);
    const dryRun = await client.check(upload.uploadId);
    expect(dryRun).toMatchObject({ state: 'checked', ready: 2, refused: 1 });
    expect(dryRun.problems![0]!.problem.detail).toMatch(/deep|nested|levels/);
    await client.ask(`/imports/uploads/${upload.uploadId}`, { method: 'DELETE' });
  });

  it('are all named by the command before anything of the list is stored', async () => {
    const write = ({ name, content }: Pick<Hostile, 'name' | 'content'>) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const run = (...paths: string[]) =>
      new Promise<{ code: unknown; text: string }>((resolve) => {
        const script = join(import.meta.dirname, '../../scripts/import.ts');
        execFile(process.execPath, [script, '--data', server.dataDir, ...paths], (error, stdout, stderr) =>
          resolve({ code: error?.code, text: `${stdout}${stderr}` }),
        );
      });
    const good = write({ name: 'good.gpx', content: Buffer.from(makeGpx({ sites: ['Good well'] })) });
    const sparse = write({ name: 'sparse.csv', content: new Uint8Array(0) });
    truncateSync(sparse, 2_147_483_648);
    const byBeginning = refusedWhole.filter(({ name }) => /^(latin1|picture|empty)/.test(name));
    const before = server.running.log.sequence;
    const first = await run(...byBeginning.map(write), folder, sparse, good);
    expect(first.code).toBe(1);
    const named = first.text.trim().split('\n');
    [...byBeginning.map(({ problem }) => problem), /directory/, /NUL bytes/].forEach((problem, index) => {
      expect(named[index]).toMatch(problem);
    });
    // All are looked at before anything is stored.
    expect(server.running.log.sequence).toBe(before);
  });
});

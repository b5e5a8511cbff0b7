import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxBodyBytes, type ReportResult } from '#shared/protocol/http.ts';
import { collectAsync } from '../tests/collect-async.ts';

const fixtures = join(import.meta.dirname, '../tests/fixtures/import');
let dataDir: string;
const keys = new Set<string>();
let busyAnswers = 0;

/** Answers like `POST /api/v1/reports`, from a set of keys. */
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await collectAsync(request as AsyncIterable<Buffer>));
  if (request.url === '/api/v1/health') {
    response.end('{}');
    return;
  }
  if (request.url !== '/api/v1/reports' || body.length > maxBodyBytes || busyAnswers-- > 0) {
    response.writeHead(503, { 'retry-after': '0' }).end();
    return;
  }
  const results = (JSON.parse(body.toString()) as Record<string, unknown>[]).map((report): ReportResult => {
    const key = JSON.stringify(report['messageId'] ?? [report['source'], report['trackId'], report['observedAt']]);
    const status = keys.has(key) ? 'duplicate' : 'accepted';
    keys.add(key);
    return { status, sequence: keys.size };
  });
  response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ epoch: 'e', results }));
});

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vedette-import-cli-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await nameServer(dataDir, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, process.pid);
});
afterAll(async () => {
  server.close();
  await rm(dataDir, { recursive: true });
});

async function nameServer(folder: string, url: string, pid: number): Promise<void> {
  await writeFile(join(folder, 'server.json'), JSON.stringify({ url, pid }));
}

type Outcome = { code: number; stdout: string; stderr: string };

function runImportCommand(...args: string[]): Promise<Outcome> {
  const script = join(import.meta.dirname, 'import.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, '--data', dataDir, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

describe('npm run import', () => {
  it('loads a file through the running server, and the second time adds nothing', async () => {
    busyAnswers = 1;
    const first = await runImportCommand(join(fixtures, 'track-traps.gpx'));
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout.split('\n').slice(0, 2)).toEqual([
      'accepted 7, duplicate 1, refused 9',
      '  2 × invalid-report: lat or lon is outside the globe (line 21, 22)',
    ]);
    const second = await runImportCommand(join(fixtures, 'track-traps.gpx'));
    expect(second.stdout).toContain('accepted 0, duplicate 8, refused 9');
  });

  it('loads several files and names each', async () => {
    const { code, stdout } = await runImportCommand(
      join(fixtures, 'ucdp-traps.csv'),
      join(fixtures, 'ucdp-bom-crlf.csv'),
    );
    expect(code).toBe(0);
    expect(stdout).toContain('ucdp-traps.csv (ucdp-ged)\naccepted 7, duplicate 1, refused 9\n');
    expect(stdout).toContain('ucdp-bom-crlf.csv (ucdp-ged)\naccepted 2, duplicate 0, refused 0\n');
  });

  it('answers every mistake with one line and code 1, and stores nothing', async () => {
    const before = keys.size;
    const good = join(fixtures, 'waypoint-bom.gpx');
    for (const args of [
      [],
      [good, '--as', 'shapefile'],
      [good, '--source', ''],
      [good, '--unknown'],
      [good, join(fixtures, 'absent.csv')],
      [join(fixtures, 'picture-named.csv')],
      [join(fixtures, 'cut-off.gpx')],
      [good, '--mapping', 'never-saved'],
      [good, '--observed-at', 'yesterday'],
      [good, '--track-type', 'submarine'],
    ]) {
      const { code, stdout, stderr } = await runImportCommand(...args);
      expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: '' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(keys.size).toBe(before);
  });

  it('shows what the columns of a file could mean, keeps that by name, and loads with it', async () => {
    const file = join(fixtures, 'mapped-positions.csv');
    const shown = await runImportCommand(file, '--as', 'csv');
    expect(shown.code).toBe(1);
    expect(shown.stderr).toContain('mapping-needed');
    expect(shown.stdout).toContain('"trackId": "device"');
    expect(shown.stdout).toContain('nothing is missing');
    const kept = await runImportCommand(file, '--save-mapping', 'Our fleet');
    expect(kept).toMatchObject({ code: 0, stderr: '' });
    const loaded = await runImportCommand(file, '--as', 'csv', '--mapping', 'Our fleet', '--track-type', 'vehicle');
    expect(loaded).toMatchObject({ code: 0, stdout: 'accepted 3, duplicate 1, refused 0\n' });
    const byFile = await runImportCommand(
      join(fixtures, 'mapped-incidents.csv'),
      '--as',
      'csv',
      '--mapping',
      join(fixtures, 'mapped-incidents.mapping.json'),
    );
    expect(byFile.stdout).toContain('accepted 3, duplicate 1, refused 9\n');
  });

  it('tells what is worth knowing of rows that were accepted, by record where a file has no lines', async () => {
    const { code, stdout } = await runImportCommand(join(fixtures, 'adsb-rows-traps.json'));
    expect(code).toBe(0);
    expect(stdout).toContain('worth knowing:\n');
    expect(stdout).toContain('1 × kept on a doubtful track: two places at one time (record 10)');
  });

  it('does not go round a server that lives but does not answer', async () => {
    const other = await mkdtemp(join(tmpdir(), 'vedette-import-cli-'));
    await nameServer(other, 'http://127.0.0.1:9', process.pid);
    const { code, stderr } = await runImportCommand(join(fixtures, 'waypoint-bom.gpx'), '--data', other);
    await rm(other, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toContain('runs but does not answer');
  });
}, 90_000);

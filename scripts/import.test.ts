import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../tests/integration/test-server.ts';

const fixtures = join(import.meta.dirname, '../tests/fixtures/import');
const good = join(fixtures, 'waypoint-bom.gpx');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-import-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Outcome = { code: number; stdout: string; stderr: string };

function runImportCommand(dataDir: string, ...args: string[]): Promise<Outcome> {
  const script = join(import.meta.dirname, 'import.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [script, '--data', dataDir, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

/** Loads, loads again, lists, takes back and loads once more; the same through a server as without one. */
async function checkLife(dataDir: string): Promise<void> {
  const run = (...args: string[]) => runImportCommand(dataDir, ...args);
  const file = join(fixtures, 'track-traps.gpx');
  const first = await run(file);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout.split('\n').slice(0, 2)).toEqual([
    'accepted 7, duplicate 1, refused 9',
    '  2 × invalid-report: lat or lon is outside the globe (line 21, 22)',
  ]);
  expect((await run(file)).stdout).toContain('accepted 0, duplicate 8, refused 9');
  const importId = /^import (\w+)$/m.exec(first.stdout)![1]!;
  const undone = await run('--undo', importId, '--reason', 'a test');
  expect(undone).toMatchObject({ code: 0, stderr: '' });
  expect(undone.stdout).toContain('track-traps.gpx: retracted 3, tracks removed');
  expect((await run('--undo', importId)).code).toBe(0);
  const { stdout: list } = await run('--list');
  expect(list.trim().split('\n')).toHaveLength(2);
  expect(list).toMatch(new RegExp(`^${importId} .*  undone   track-traps.gpx \\(gpx\\): accepted 7`, 'm'));
  expect((await run(file)).stdout).toContain('accepted 7, duplicate 1, refused 9');
  expect(await run('--undo', 'nothing')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^not-found: no .*import/),
  });
}

describe('npm run import', () => {
  it('loads files into the log of a folder, lists them and takes them back', () => checkLife(join(folder, 'own')));

  it('does the same through the server that runs on the folder', async () => {
    const server = await new TestServer().start();
    const { dataDir, url } = server;
    await writeFile(join(dataDir, 'server.json'), JSON.stringify({ url, pid: process.pid }));
    await checkLife(dataDir);
    await server.stop();
    expect(server.faults).toEqual([]);
  });

  it('names the file that the server refuses, and loads the others', async () => {
    const server = await new TestServer({ uploads: { maxBytes: 1_000 } }).start();
    await writeFile(join(server.dataDir, 'server.json'), JSON.stringify({ url: server.url, pid: process.pid }));
    const [large, small] = [join(fixtures, 'track-traps.gpx'), good];
    const { code, stdout, stderr } = await runImportCommand(server.dataDir, large, small);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/track-traps\.gpx: body-too-large: .*\n$/),
    });
    expect(stdout).toContain('accepted 1, duplicate 0, refused 1');
    await server.stop();
  });

  it('loads several files and names each', async () => {
    const files = [join(fixtures, 'ucdp-traps.csv'), join(fixtures, 'ucdp-bom-crlf.csv')];
    const { code, stdout } = await runImportCommand(join(folder, 'several'), ...files);
    expect(code).toBe(0);
    expect(stdout).toContain('ucdp-traps.csv (ucdp-ged)\naccepted 7, duplicate 1, refused 9\n');
    expect(stdout).toContain('ucdp-bom-crlf.csv (ucdp-ged)\naccepted 2, duplicate 0, refused 0\n');
  });

  it('answers every mistake with one line and code 1, and stores nothing', async () => {
    const dataDir = join(folder, 'mistakes');
    for (const args of [
      [good, '--as', 'shapefile'],
      [good, '--source', ''],
      [good, '--unknown'],
      [good, '--list'],
      [good, '--mapping', 'never-saved'],
      [good, '--observed-at', 'yesterday'],
      [good, '--track-type', 'submarine'],
      [good, join(fixtures, 'absent.csv')],
      [join(fixtures, 'picture-named.csv')],
    ]) {
      const { code, stdout, stderr } = await runImportCommand(dataDir, ...args);
      expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: '' });
      expect(stderr.trim()).not.toBe('');
    }
    expect(await runImportCommand(dataDir, '--list')).toMatchObject({ code: 0, stdout: 'nothing was imported yet\n' });
    const cutOff = await runImportCommand(dataDir, join(fixtures, 'cut-off.gpx'));
    expect(cutOff).toMatchObject({ code: 1, stdout: '' });
    expect(cutOff.stderr.trim().split('\n')).toHaveLength(1);
    expect((await runImportCommand(dataDir, '--list')).stdout).toMatch(/failed {3}cut-off.gpx \(gpx\): accepted 0/);
  });

  it('shows what the columns of a file could mean, keeps that by name, and loads with it', async () => {
    const dataDir = join(folder, 'mapped');
    const file = join(fixtures, 'mapped-positions.csv');
    const shown = await runImportCommand(dataDir, file, '--as', 'csv');
    expect(shown.code).toBe(1);
    expect(shown.stderr).toContain('mapping-needed');
    expect(shown.stdout).toContain('"trackId": "device"');
    expect(shown.stdout).toContain('nothing is missing');
    const kept = await runImportCommand(dataDir, file, '--save-mapping', 'Our fleet');
    expect(kept).toMatchObject({ code: 0, stderr: '' });
    const loaded = await runImportCommand(
      dataDir,
      file,
      '--as',
      'csv',
      '--mapping',
      'Our fleet',
      '--track-type',
      'vehicle',
    );
    expect(loaded).toMatchObject({ code: 0, stdout: expect.stringMatching(/^accepted 3, duplicate 1, refused 0\n/) });
    const byFile = await runImportCommand(
      dataDir,
      join(fixtures, 'mapped-incidents.csv'),
      '--as',
      'csv',
      '--mapping',
      join(fixtures, 'mapped-incidents.mapping.json'),
    );
    expect(byFile.stdout).toContain('accepted 3, duplicate 1, refused 9\n');
  });

  it('tells what is worth knowing of rows that were accepted, by record where a file has no lines', async () => {
    const dataDir = join(folder, 'notes');
    const { code, stdout } = await runImportCommand(dataDir, join(fixtures, 'adsb-rows-traps.json'));
    expect(code).toBe(0);
    expect(stdout).toContain('worth knowing:\n');
    expect(stdout).toContain('1 × kept on a doubtful track: two places at one time (record 10)');
  });

  it('does not go round a server that lives but does not answer', async () => {
    const pointer = join(folder, 'server.json');
    await writeFile(pointer, JSON.stringify({ url: 'http://127.0.0.1:9', pid: process.pid }));
    const { code, stderr } = await runImportCommand(folder, good);
    expect(code).toBe(1);
    expect(stderr).toContain('runs but does not answer');
  });
}, 180_000);

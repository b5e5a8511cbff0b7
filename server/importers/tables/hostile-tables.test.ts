import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImport } from '../../../tests/read-import.ts';
import { openImport } from '../open-import.ts';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/import');
const tables = [
  ['ucdp-reduced', 'ucdp-reduced-traps.csv'],
  ['awsd', 'awsd-traps.csv'],
  ['moh-facilities', 'moh-facilities-traps.csv'],
  ['who-facilities', 'who-facilities-traps.csv'],
  ['geopko-sites', 'geopko-sites-traps.csv'],
  ['geopko-contributions', 'geopko-contributions-traps.csv'],
  ['un-fatalities', 'un-fatalities-traps.csv'],
] as const;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function make(name: string, content: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

const endOf = async (path: string, format: string) => {
  const { rows } = await readImport(path, format);
  const last = rows.at(-1)!;
  return 'problem' in last && last.endsFile ? [last.line, last.problem.detail] : undefined;
};

describe.each(tables)('a table of %s', (format, fixture) => {
  it('without its header row is refused as a whole, by name', async () => {
    const text = await readFile(join(fixtures, fixture), 'latin1');
    const path = await make(`${format}-no-header.csv`, Buffer.from(text.slice(text.indexOf('\n') + 1), 'latin1'));
    expect(await endOf(path, format)).toEqual([1, expect.stringContaining('the header row is missing or lacks')]);
    const unforced = await openImport(path);
    expect(unforced).toMatchObject({ ok: false });
  });

  it('with a column missing is still recognised, and the refusal names the column', async () => {
    const text = await readFile(join(fixtures, fixture), 'latin1');
    const [, second] = text.split('\n', 1)[0]!.split(',');
    const path = await make(`${format}-lacks.csv`, Buffer.from(text.replace(second!, 'renamed'), 'latin1'));
    const read = await readImport(path);
    expect(read.format).toBe(format);
    expect(read.refused).toEqual([[1, expect.stringContaining(`lacks the columns ${second!.replaceAll('"', '')}`)]]);
  });

  it('is read alike with a byte-order mark and CRLF', async () => {
    const plain = await readImport(join(fixtures, fixture));
    const bytes = (await readFile(join(fixtures, fixture), 'latin1')).replaceAll('\n', '\r\n');
    const path = await make(`${format}-bom.csv`, Buffer.concat([Buffer.from('\uFEFF'), Buffer.from(bytes, 'latin1')]));
    const read = await readImport(path);
    expect(read.format).toBe(format);
    expect(read.accepted.map(({ line, fact }) => [line, fact.messageId])).toEqual(
      plain.accepted.map(({ line, fact }) => [line, fact.messageId]),
    );
    expect(read.refused).toEqual(plain.refused);
  });

  it('ends at a line of 10 MB with its number, and holds no more than a piece of it', async () => {
    const path = await make(`${format}-long.csv`, await readFile(join(fixtures, fixture)));
    await using handle = await open(path, 'a');
    const lines = (await readFile(path, 'latin1')).split('\n').length;
    for (let piece = 0; piece < 10; piece++) await handle.write('x'.repeat(1_000_000));
    const before = process.memoryUsage().heapUsed;
    expect(await endOf(path, format)).toEqual([lines, expect.stringContaining('a row is longer than 1 MiB')]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1_048_576);
  });

  it('has no row left when only the header is there', async () => {
    const text = await readFile(join(fixtures, fixture), 'latin1');
    const path = await make(`${format}-only-header.csv`, text.slice(0, text.indexOf('\n') + 1));
    expect((await readImport(path)).rows).toEqual([]);
  });

  it('of another encoding is refused by name, unless its lines are read as what they are', async () => {
    const text = await readFile(join(fixtures, fixture), 'utf8');
    const path = await make(`${format}-latin1.csv`, Buffer.from(`${text}\u00e9\u00e9,1\n`, 'latin1'));
    const opened = await openImport(path);
    if (format === 'awsd') return expect(opened).toMatchObject({ ok: true });
    expect(opened).toMatchObject({ ok: false, problem: { name: 'unreadable-file' } });
    expect(!opened.ok && opened.problem.detail).toContain('not UTF-8 text');
  });

  it('twice gives the same keys', async () => {
    const keys = async () => (await readImport(join(fixtures, fixture))).accepted.map(({ fact }) => fact.messageId);
    const first = await keys();
    expect(first.length).toBeGreaterThan(0);
    expect(await keys()).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
  });
});

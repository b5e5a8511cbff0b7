import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { bodiesOf, readImport } from '../../tests/read-import.ts';
import { formatCsv } from './format-csv.ts';

const read = (text: string) => parse(text, { columns: true }) as Record<string, string>[];

describe('CSV', () => {
  it('has a column for each leaf, named by its path, and reads back', () => {
    const rows = [
      { id: 1, body: { name: 'a "b", c', list: [1, 2] } },
      { id: 2, body: { remark: 'two\nlines' } },
    ];
    expect(read(formatCsv(rows))).toEqual([
      { id: '1', 'body.name': 'a "b", c', 'body.list': '[1,2]', 'body.remark': '' },
      { id: '2', 'body.name': '', 'body.list': '', 'body.remark': 'two\nlines' },
    ]);
  });

  it.each(['=cmd()', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '-', '=1\n2'])(
    'lets no spreadsheet run %j',
    (text) => {
      expect(read(formatCsv([{ text }]))).toEqual([{ text: `'${text}` }]);
    },
  );

  it.each(['-1.5', '+3', '8', 'a=b', "it's"])('leaves %j as it is', (text) => {
    expect(read(formatCsv([{ text }]))).toEqual([{ text }]);
  });

  it('lets nothing run that came in as a formula of an imported table', async () => {
    const path = join(import.meta.dirname, '../../tests/fixtures/import/awsd-traps.csv');
    const rows = read(formatCsv(bodiesOf(await readImport(path))));
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
    expect(cells).toContain('\'=HYPERLINK("http://example.invalid")');
    expect(cells).toContain("'@SUM(1+1), =cmd|' /C calc'!A0, Exampleland");
  });
});

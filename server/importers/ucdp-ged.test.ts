import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFact } from '#shared/schema/parse-fact.ts';
import type { IncidentReport } from '#shared/schema/watch/incident.ts';
import { collectAsync } from '../../tests/collect-async.ts';
import { findReferenceData } from '../../tests/find-reference-data.ts';
import type { ImportRow } from './import-format.ts';
import { openImport } from './open-import.ts';

const fixtures = join(import.meta.dirname, '../../tests/fixtures/import');
const context = { now: Date.UTC(2026, 10, 12), actor: 'test', defaultSource: 'test' };

async function readAll(path: string): Promise<ImportRow[]> {
  const opened = await openImport(path);
  if (!opened.ok) throw new Error(opened.problem.detail);
  expect(opened.value.format.name).toBe('ucdp-ged');
  return await collectAsync(opened.value.readRows());
}

function reportsOf(rows: readonly ImportRow[]) {
  return rows.flatMap((row) => ('report' in row ? [{ line: row.line, ...row.report } as Record<string, unknown>] : []));
}

describe('a UCDP GED file', () => {
  it('gives one report a row, with the tag row left out and lines counted through quoted breaks', async () => {
    const reports = reportsOf(await readAll(join(fixtures, 'ucdp-traps.csv')));
    expect(reports.map(({ line, messageId }) => [line, messageId])).toEqual([
      [3, 'ucdp-101'],
      [4, 'ucdp-102'],
      [7, 'ucdp-103'],
      [8, 'ucdp-104'],
      [9, 'ucdp-105'],
      [10, 'ucdp-106'],
      [11, 'ucdp-107'],
      [12, 'ucdp-104'],
    ]);
    expect(reports[0]).toEqual({
      line: 3,
      messageId: 'ucdp-101',
      kind: 'incident',
      source: 'ucdp-ged',
      observedAt: '2019-03-04T00:00:00.000Z',
      incidentId: 'ucdp-101',
      type: 'CON.STATE',
      position: [25.25, 8.5],
      precision: 'exact',
      place: 'Alpha town',
      occurredAt: '2019-03-04T00:00:00.000Z',
      timePrecision: 'day',
      title: 'Government of Exampleland - Blue Front, Alpha town',
      narrative: 'Clash near Alpha\n\nAlpha',
      casualties: [{ outcome: 'killed', group: 'armed', count: 3 }],
      actors: ['Government of Exampleland', 'Blue Front'],
      verification: 'verified',
      extra: {
        country: 'Exampleland',
        iso3: 'EXA',
        adm_1: 'North state',
        adm_2: 'Alpha county',
        best: '3',
        high: '3',
        low: '3',
        relid: 'EXA-2019-1-1-1',
        where_prec: '1',
        date_prec: '1',
        conflict_name: 'Exampleland: Government',
        number_of_sources: '2',
        source_office: 'Example Wire',
        source_date: '2019-03-05',
        source_original: 'police',
      },
    });
  });

  it('keeps line breaks of a narrative, names the article where there is no headline, and hides a count of -1', async () => {
    const report = reportsOf(await readAll(join(fixtures, 'ucdp-traps.csv')))[1]!;
    expect(report).toMatchObject({
      type: 'CON.NONSTATE',
      narrative: 'Example Tracker\n\nFirst line\nsecond line,\n"quoted"',
      endedAt: '2019-03-08T00:00:00.000Z',
      verification: 'partly',
    });
    expect(report['extra']).not.toHaveProperty('number_of_sources');
  });

  it('trims cells and groups deaths', async () => {
    expect(reportsOf(await readAll(join(fixtures, 'ucdp-traps.csv')))[2]).toMatchObject({
      type: 'CON.ONESIDED',
      title: 'Blue Front - Civilians, Bravo village',
      place: 'Bravo village',
      actors: ['Blue Front', 'Civilians'],
      casualties: [
        { outcome: 'killed', group: 'civilian', count: 7 },
        { outcome: 'killed', group: 'unknown', count: 2 },
      ],
      extra: { adm_2: 'Bravo county' },
    });
  });

  it('says how precisely place and time are known, and invents no place', async () => {
    const reports = reportsOf(await readAll(join(fixtures, 'ucdp-traps.csv')));
    expect(reports.slice(0, 7).map(({ precision }) => precision)).toEqual([
      'exact',
      'locality',
      'district',
      'region',
      'region',
      'country',
      'country',
    ]);
    expect(reports.slice(0, 5).map(({ timePrecision }) => timePrecision)).toEqual([
      'day',
      'week',
      'week',
      'month',
      'year',
    ]);
    expect(reports[5]).not.toHaveProperty('position');
  });

  it('refuses each bad row alone, with its line and reason', async () => {
    const rows = await readAll(join(fixtures, 'ucdp-traps.csv'));
    expect(rows.flatMap((row) => ('problem' in row ? [[row.line, row.problem.detail]] : []))).toEqual([
      [13, 'latitude or longitude is outside the globe'],
      [14, 'where_prec is not 1 to 7'],
      [15, 'date_prec is not 1 to 5'],
      [16, 'type_of_violence is not 1, 2 or 3'],
      [17, 'date_start or date_end is no date'],
      [18, 'date_end is before date_start'],
      [19, 'deaths_b is not a whole number'],
      [20, 'latitude or longitude is missing or not a number'],
      [21, 'id is empty'],
    ]);
  });

  it('gives reports that the contract accepts', async () => {
    const reports = reportsOf(await readAll(join(fixtures, 'ucdp-traps.csv')));
    for (const { line: _line, ...report } of reports) expect(parseFact(report, context)).toMatchObject({ ok: true });
  });

  it('is read alike with a byte-order mark, CRLF and no tag row', async () => {
    const reports = reportsOf(await readAll(join(fixtures, 'ucdp-bom-crlf.csv')));
    expect(reports.map(({ line, messageId }) => [line, messageId])).toEqual([
      [2, 'ucdp-201'],
      [4, 'ucdp-202'],
    ]);
    expect(reports[0]!['narrative']).toBe('Clash near Alpha\n\nFirst line\nsecond line');
  });

  it('without its header row is refused as a whole', async () => {
    const rows = await readAll(join(fixtures, 'ucdp-no-header.csv'));
    expect(rows).toMatchObject([{ line: 1, endsFile: true, problem: { name: 'unreadable-file' } }]);
    expect(rows[0]).toHaveProperty('problem.detail', expect.stringContaining('the header row is missing'));
  });

  it('ends at a quote that is never closed', async () => {
    const rows = await readAll(join(fixtures, 'ucdp-open-quote.csv'));
    expect(rows.at(-1)).toMatchObject({
      endsFile: true,
      problem: { detail: expect.stringContaining('a quote is never closed') },
    });
  });
});

describe('the reference copy of UCDP GED for South Sudan', () => {
  const path = findReferenceData('events/ucdp_ged_south_sudan_hdx.csv');

  it.skipIf(!path)('loads whole: 941 rows, none refused, each id once', async () => {
    const rows = await readAll(path!);
    const reports = reportsOf(rows);
    expect(rows).toHaveLength(941);
    expect(reports).toHaveLength(941);
    expect(new Set(reports.map(({ messageId }) => messageId)).size).toBe(941);
    const parsed = reports.map(({ line: _line, ...report }) => parseFact(report, context));
    expect(parsed.filter(({ ok }) => !ok)).toEqual([]);
    const dead = parsed.flatMap((fact) => (fact.ok ? (fact.value.body as unknown as IncidentReport).casualties : []));
    expect(dead.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(1_000);
  });
});

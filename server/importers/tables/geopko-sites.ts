import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { SiteReport } from '#shared/schema/watch/site.ts';
import type { ImportFile, ImportFormat, ImportRow } from '../import-format.ts';
import { clipText, joinLines } from '../parse-cell.ts';
import { makeRowKeys } from '../row-key.ts';
import { geopkoSiteId, geopkoSiteName } from './geopko-site.ts';
import { collectExtra, readPlace, readYear } from './table-cell.ts';
import { detectColumns, readTable, type TableRow } from './table-rows.ts';

const columns = [
  'mission',
  'year',
  'country',
  'location',
  'latitude',
  'longitude',
  'Infantry',
  'NoTroops',
  'Reserve',
  'hq',
  'UNPOL',
  'Med',
  'Av',
  'UNMO',
  'ave.no.troops',
] as const;

/**
 * Geo-PKO, deployments of peacekeepers per site and year. Each row is a report about its site: the newest year wins, and
 * it speaks for that year only, so that a deployment of the past never looks like one of today.
 */
export const geopkoSitesFormat: ImportFormat = {
  name: 'geopko-sites',
  title: 'Geo-PKO deployments per site and year (CSV)',
  detect: (head) => detectColumns(head, columns),
  read: readGeopkoSites,
};

function readGeopkoSites(file: ImportFile): AsyncGenerator<ImportRow> {
  const rowKey = makeRowKeys();
  return readTable(file, columns, (row, cells) => readRow(row, `geopko-site-${rowKey(cells)}`));
}

function readRow(row: TableRow, messageId: string): Parsed<Record<string, unknown>> {
  const mission = joinLines(row['mission']!);
  const location = joinLines(row['location']!);
  if (!mission || !location) return refuse('invalid-report', 'mission or location is blank');
  const year = readYear(row, 'year');
  if (!year.ok) return year;
  const position = readPlace(row, { longitude: 'longitude', latitude: 'latitude' });
  if (!position.ok) return position;
  const fault = strengthColumns.find((column) => !/^(NA|\d{1,6}(\.\d+)?)?$/.test(row[column]!));
  if (fault) return refuse('invalid-report', `${fault} is neither a number nor NA`);
  return {
    ok: true,
    value: {
      messageId,
      kind: 'site',
      source: 'geo-pko',
      observedAt: year.value.startAt,
      siteId: geopkoSiteId(mission, location, position.value),
      name: clipText(geopkoSiteName(mission, location), 200),
      type: judgeType(row),
      position: position.value,
      validUntil: year.value.endAt,
      extra: collectExtra(row, ['mission', 'year', 'country', ...strengthColumns]),
    },
  };
}

const strengthColumns = ['NoTroops', 'ave.no.troops', 'Infantry', 'Reserve', 'hq', 'UNPOL', 'UNMO', 'Med', 'Av'];

/** Troops of unknown number (`NA`) are troops. Where only observers or police stood, what they stood in is not known. */
function judgeType(row: TableRow): SiteReport['type'] {
  if (Number(row['hq']) > 0) return 'headquarters';
  return ['NoTroops', 'Infantry', 'Reserve'].some((column) => row[column] && row[column] !== '0')
    ? 'operating-base'
    : 'other';
}

import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { ImportFile, ImportFormat, ImportRow } from '../import-format.ts';
import { clipText, joinLines } from '../parse-cell.ts';
import { makeRowKeys } from '../row-key.ts';
import { geopkoSiteId, geopkoSiteName } from './geopko-site.ts';
import { readCount, readPlace, readYear } from './table-cell.ts';
import { detectColumns, readTable, type TableRow } from './table-rows.ts';

const columns = ['mission', 'year', 'location', 'latitude', 'longitude', 'No.TCC', 'year.overview'] as const;

/**
 * Geo-PKO, which countries contributed troops per site and year. A row is a report about the contributors of its site,
 * under the same id as the deployments; the newest year wins and speaks for that year only.
 */
export const geopkoContributionsFormat: ImportFormat = {
  name: 'geopko-contributions',
  title: 'Geo-PKO troop contributors per site and year (CSV)',
  detect: (head) => detectColumns(head, columns),
  read: readGeopkoContributions,
};

function readGeopkoContributions(file: ImportFile): AsyncGenerator<ImportRow> {
  const rowKey = makeRowKeys();
  return readTable(file, columns, (row, cells) => readRow(row, `geopko-contribution-${rowKey(cells)}`));
}

function readRow(row: TableRow, messageId: string): Parsed<Record<string, unknown>> {
  const mission = joinLines(row['mission']!);
  const location = joinLines(row['location']!);
  if (!mission || !location) return refuse('invalid-report', 'mission or location is blank');
  const year = readYear(row, 'year');
  if (!year.ok) return year;
  const position = readPlace(row, { longitude: 'longitude', latitude: 'latitude' });
  if (!position.ok) return position;
  const contributors = parseContributors(row['year.overview']!);
  if (!contributors) return refuse('invalid-report', 'year.overview is not a list like "Ghana (150), Nepal (35)"');
  const announced = readCount(row, 'No.TCC');
  if (!announced.ok) return announced;
  if (announced.value !== contributors.length)
    return refuse('invalid-report', 'No.TCC is not the number of countries in year.overview');
  return {
    ok: true,
    value: {
      messageId,
      kind: 'contribution',
      source: 'geo-pko',
      observedAt: year.value.startAt,
      siteId: geopkoSiteId(mission, location, position.value),
      name: clipText(geopkoSiteName(mission, location), 200),
      mission: clipText(mission, 200),
      contributors,
      validUntil: year.value.endAt,
    },
  };
}

type Contributor = { country: string; troops?: number };

/** A country may carry brackets of its own, as in `Korea (ROK) (650)`. */
const entry = /\s*([^,]+?) \((\d{1,6}|size unknown)\)\s*(?:,|$)/y;

function parseContributors(text: string): Contributor[] | undefined {
  const contributors: Contributor[] = [];
  entry.lastIndex = 0;
  while (entry.lastIndex < text.length) {
    const match = entry.exec(text);
    if (!match) return undefined;
    const country = clipText(match[1]!, 200);
    contributors.push(match[2] === 'size unknown' ? { country } : { country, troops: Number(match[2]) });
    if (match[0].length === 0) return undefined;
  }
  return contributors.length > 0 ? contributors : undefined;
}

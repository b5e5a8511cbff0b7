import { parse } from 'csv-parse/sync';
import { type Delimiter, delimiters } from '#shared/schema/imports/column-mapping.ts';
import { peekJsonParts } from '../json-parts.ts';
import { readProperties } from './read-properties.ts';

/** The first rows of a file with columns of its own, as cells by column. */
export type SampledHead = {
  columns: string[];
  sample: Record<string, string>[];
  delimiter: Delimiter;
  /** Type of each geometry that comes with a row; empty where columns tell the place. */
  geometries: string[];
};

const maxRows = 50;

/** Rows of the beginning of a CSV or GeoJSON file. What is cut off at its end is left out. */
export function sampleHead(head: Buffer): SampledHead {
  // A character that the cut went through would read as a sign of its own.
  const text = new TextDecoder('utf-8').decode(head, { stream: true });
  return /^\s*\{/.test(text) ? sampleFeatures(text) : sampleTable(text);
}

function sampleTable(text: string): SampledHead {
  const delimiter = findDelimiter(text);
  const lastBreak = text.lastIndexOf('\n');
  const whole = lastBreak > 0 && text.length > 60_000 ? text.slice(0, lastBreak) : text;
  const rows = readTable(whole, delimiter);
  const columns = (rows[0] ?? []).map((cell) => cell.trim());
  const sample = rows
    .slice(1)
    .map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
  return { columns: columns.filter((column) => column !== ''), sample, delimiter, geometries: [] };
}

function readTable(text: string, delimiter: Delimiter): string[][] {
  try {
    return parse(text.replace(/\r\n?/g, '\n'), {
      delimiter,
      to: maxRows + 1,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch {
    return [];
  }
}

/** The separator that the header uses most, quoted parts aside. */
function findDelimiter(text: string): Delimiter {
  const header = (text.split(/[\r\n]/).find((line) => line.trim() !== '') ?? '').replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

function sampleFeatures(text: string): SampledHead {
  const columns = new Set<string>();
  const geometries: string[] = [];
  const sample: Record<string, string>[] = [];
  const parts = peekJsonParts(text, ['features']);
  const features = parts.filter((part) => part.kind === 'element').map((part) => part.value);
  const members = Object.fromEntries(parts.flatMap((part) => (part.kind === 'member' ? [[part.key, part.value]] : [])));
  for (const feature of [...features, ...(members['type'] === 'Feature' ? [members] : [])].slice(0, maxRows)) {
    if (typeof feature !== 'object' || feature === null) continue;
    const cells = readProperties(feature as Record<string, unknown>);
    for (const column of cells.keys()) columns.add(column);
    const { geometry } = feature as { geometry?: { type?: unknown } | null };
    if (typeof geometry?.type === 'string') geometries.push(geometry.type);
    sample.push(Object.fromEntries(cells));
  }
  return { columns: [...columns], sample, delimiter: ',', geometries };
}

import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { type ImportFile, type ImportFormat, type ImportRow, UnreadableFileError } from '../import-format.ts';
import { peekJsonParts, readJsonParts } from '../json-parts.ts';
import { parseUtcTime } from '../parse-cell.ts';
import {
  type AircraftFix,
  formatAircraftFix,
  readAircraftAddress,
  readAircraftPosition,
  readAircraftTime,
  readCallSign,
  readMeasure,
} from './aircraft-fix.ts';
import { aircraftLimits, makeTrackJudge } from './track-judge.ts';

/**
 * State vectors of aircraft as analysis tools keep them: JSON rows (`[{timestamp, icao24, latitude, …}]`) or columns
 * (`{timestamp: {"0": …}, icao24: {…}}`). Heights are feet, speeds knots, vertical rates are not kept. Every row with a
 * position becomes a fix of the track `<icao24>`; one that cannot belong to the path goes to `<icao24>-doubtful`.
 */
export const adsbStatesFormat: ImportFormat = {
  name: 'adsb-states',
  title: 'ADS-B state vectors (JSON, rows or columns)',
  rowUnit: 'record',
  detect: detectStates,
  read: readStates,
};

const columnNames = ['timestamp', 'icao24', 'latitude', 'longitude'] as const;
const usualNames = new Set([
  ...columnNames,
  'altitude',
  'callsign',
  'groundspeed',
  'track',
  'vertical_rate',
  'onground',
]);

function detectStates(head: Buffer): number {
  const text = head.toString('utf8');
  const [first] = peekJsonParts(text);
  if (first?.kind === 'element' && first.list === '')
    return isObject(first.value) && columnNames.every((name) => Object.hasOwn(first.value as object, name)) ? 1 : 0;
  // A column may be longer than the head, so that its name alone has to do.
  const name = /^\uFEFF?\s*\{\s*"(\w+)"\s*:\s*\{\s*"[^"]+"\s*:/.exec(text)?.[1];
  return name && usualNames.has(name) && !/"icao"\s*:/.test(text) ? 0.7 : 0;
}

type StateRow = Readonly<Record<string, unknown>>;

async function* readStates(file: ImportFile): AsyncGenerator<ImportRow> {
  const judge = makeTrackJudge(aircraftLimits);
  const columns = new Map<string, Readonly<Record<string, unknown>>>();
  for await (const part of readJsonParts(file.readText())) {
    if (part.kind === 'member') columns.set(part.key, readColumn(part.key, part.value, part.line, columns));
    else if (part.kind === 'fault')
      yield { line: part.number, problem: { name: 'invalid-report', detail: part.detail } };
    else yield formatRow(part.number, isObject(part.value) ? part.value : {}, judge);
  }
  if (columns.size === 0) return;
  const missing = columnNames.filter((name) => !columns.has(name));
  if (missing.length > 0) throw new UnreadableFileError(`the file lacks the columns ${missing.join(', ')}`);
  let number = 0;
  for (const index of Object.keys(columns.get('timestamp')!)) {
    number += 1;
    const row = Object.fromEntries([...columns].map(([name, cells]) => [name, cells[index]]));
    yield formatRow(number, row, judge);
  }
}

/** Rows are only known once every column is: so many cells of such a file are held, and no more. */
const maxCells = 5_000_000;

function readColumn(
  name: string,
  value: unknown,
  line: number,
  columns: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new UnreadableFileError(`"${name}" is not a column of cells`, line);
  const cells = Object.keys(value).length * (columns.size + 1);
  if (cells > maxCells)
    throw new UnreadableFileError(`more than ${maxCells} cells in columns: save the file as rows`, line);
  return value;
}

function formatRow(number: number, row: StateRow, judge: ReturnType<typeof makeTrackJudge>): ImportRow {
  const fix = readFix(row);
  if (!fix.ok) return { line: number, problem: fix.problem };
  const { address, observedAt, position, altitudeFeet, positionAgeMs = 0 } = fix.value;
  const doubt = judge(address, {
    observedAt: observedAt - positionAgeMs,
    position,
    altitudeMetres: altitudeFeet === undefined ? undefined : altitudeFeet * 0.3048,
  });
  const report = formatAircraftFix(fix.value, doubt !== undefined);
  return doubt ? { line: number, report, note: `kept on a doubtful track: ${doubt}` } : { line: number, report };
}

function readFix(row: StateRow): Parsed<AircraftFix> {
  const address = readAircraftAddress(row['icao24']);
  if (!address.ok) return address;
  const observedAt = readAircraftTime(readInstant(row['timestamp']));
  if (!observedAt.ok) return observedAt;
  const position = readAircraftPosition(row['longitude'], row['latitude']);
  if (!position.ok) return position;
  const heardAt = readInstant(row['last_position']);
  if (heardAt !== undefined && heardAt > observedAt.value + 60_000)
    return refuse('invalid-report', 'last_position is later than timestamp');
  const altitude = row['altitude'] ?? row['geoaltitude'];
  return {
    ok: true,
    value: {
      address: address.value,
      observedAt: observedAt.value,
      position: position.value,
      altitudeFeet: readMeasure(altitude, -3_000, 98_000),
      speedKnots: readMeasure(row['groundspeed'], 0, 2_900),
      courseDegrees: readMeasure(row['track'], 0, 360),
      positionAgeMs: heardAt === undefined ? undefined : Math.max(0, observedAt.value - heardAt),
      callSign: readCallSign(row['callsign']),
    },
  };
}

/** Epoch seconds or milliseconds (which of them is plain from the size) or ISO text. */
function readInstant(value: unknown): number | undefined {
  if (typeof value === 'string') return parseUtcTime(value);
  if (typeof value !== 'number' || value <= 0) return undefined;
  return Math.round(value < 100_000_000_000 ? value * 1_000 : value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

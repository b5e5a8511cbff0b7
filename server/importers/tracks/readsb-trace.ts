import { type ImportFile, type ImportFormat, type ImportRow, UnreadableFileError } from '../import-format.ts';
import { readJsonParts } from '../json-parts.ts';
import {
  type AircraftFix,
  formatAircraftFix,
  readAircraftAddress,
  readAircraftPosition,
  readAircraftTime,
  readCallSign,
  readCategory,
  readMeasure,
} from './aircraft-fix.ts';
import { aircraftLimits, makeTrackJudge } from './track-judge.ts';

/**
 * The trace of one aircraft as readsb and tar1090 write it: `{icao, timestamp, trace: [[seconds, lat, lon, feet|"ground",
 * knots, degrees, flags, …, details], …]}`. Every point becomes a fix of the track `<icao>`. The flight, and with it the
 * call sign, may change along the trace; before one is told it is the registration.
 */
export const readsbTraceFormat: ImportFormat = {
  name: 'readsb-trace',
  title: 'readsb or tar1090 trace of an aircraft (JSON)',
  rowUnit: 'record',
  detect: (head) => {
    const text = head.toString('utf8');
    return /^\uFEFF?\s*\{/.test(text) && /"icao"\s*:\s*"/.test(text) && /"trace"\s*:\s*\[\s*\[/.test(text) ? 1 : 0;
  },
  read: readTrace,
};

async function* readTrace(file: ImportFile): AsyncGenerator<ImportRow> {
  const judge = makeTrackJudge(aircraftLimits);
  const header: Record<string, unknown> = {};
  let told: Pick<AircraftFix, 'callSign' | 'trackType'> = {};
  for await (const part of readJsonParts(file.readText(), ['trace'])) {
    if (part.kind === 'member') {
      header[part.key] = part.value;
      continue;
    }
    const { number: line } = part;
    if (part.kind === 'fault') {
      yield { line, problem: { name: 'invalid-report', detail: part.detail } };
      continue;
    }
    const { address, startedAt } = readHeader(header, part.line);
    if (!Array.isArray(part.value)) {
      yield { line, problem: { name: 'invalid-report', detail: 'a point of the trace is not a list' } };
      continue;
    }
    const point = part.value as unknown[];
    told = readDetails(point[8], told);
    const observedAt = readAircraftTime(
      typeof point[0] === 'number' ? Math.round((startedAt + point[0]) * 1_000) : undefined,
    );
    const position = readAircraftPosition(point[2], point[1]);
    if (!observedAt.ok) {
      yield { line, problem: observedAt.problem };
      continue;
    }
    if (!position.ok) {
      yield { line, problem: position.problem };
      continue;
    }
    const fix: AircraftFix = {
      address,
      observedAt: observedAt.value,
      position: position.value,
      altitudeFeet: readMeasure(point[3], -3_000, 98_000),
      speedKnots: readMeasure(point[4], 0, 2_900),
      courseDegrees: readMeasure(point[5], 0, 360),
      ...told,
      callSign: told.callSign ?? readCallSign(header['r']),
    };
    const altitudeMetres = fix.altitudeFeet === undefined ? undefined : fix.altitudeFeet * 0.3048;
    const doubt = judge(address, { ...fix, altitudeMetres });
    const report = formatAircraftFix(fix, doubt !== undefined);
    yield doubt ? { line, report, note: `kept on a doubtful track: ${doubt}` } : { line, report };
  }
}

function readHeader(header: Readonly<Record<string, unknown>>, line: number): { address: string; startedAt: number } {
  const address = readAircraftAddress(header['icao']);
  const startedAt = header['timestamp'];
  if (!address.ok)
    throw new UnreadableFileError(`${address.problem.detail}, or it does not stand before the trace`, line);
  if (typeof startedAt !== 'number')
    throw new UnreadableFileError('the timestamp of the trace is missing, or does not stand before it', line);
  return { address: address.value, startedAt };
}

/** Details stand with some points only and hold until the next ones. */
function readDetails(
  details: unknown,
  told: Pick<AircraftFix, 'callSign' | 'trackType'>,
): Pick<AircraftFix, 'callSign' | 'trackType'> {
  if (typeof details !== 'object' || details === null) return told;
  const { flight, category } = details as Record<string, unknown>;
  return {
    callSign: readCallSign(flight) ?? told.callSign,
    trackType: readCategory(category) ?? told.trackType,
  };
}

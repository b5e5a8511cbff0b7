import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { Affiliation, TrackType } from '#shared/schema/watch/track.ts';
import type { CotFields } from './cot-collector.ts';

/** A report in wire form, or undefined for a line check that carries none. */
export type CotReport = Record<string, unknown> | undefined;

/**
 * One CoT event → a position report. Only atoms (`a-…`), the things on the ground, are understood so far. `stale` may
 * only shorten the freshness of a track and is not used yet; `hae` is a height above the ellipsoid and is passed on as
 * the altitude. An optional value that is absent, unknown (9999999) or out of range is left out: the position counts.
 */
export function parseCotEvent(fields: CotFields): Parsed<CotReport> {
  const { uid, type, time } = fields;
  if (!uid || !type || !time) return refuse('malformed-cot', 'an event needs uid, type and time');
  if (type.startsWith('t-x-c-t')) return { ok: true, value: undefined };
  if (!type.startsWith('a-'))
    return refuse('unsupported-cot', `events of type ${describeType(type)} are not supported`);
  const longitude = parseNumber(fields.lon);
  const latitude = parseNumber(fields.lat);
  if (longitude === undefined || latitude === undefined)
    return refuse('malformed-cot', 'the point of an event has no lat or lon');
  const circularError = parseNumber(fields.ce);
  if (longitude === 0 && latitude === 0 && circularError !== undefined && circularError >= unknownValue)
    return refuse('unsupported-cot', 'the sender does not know its position (0,0 with unknown error)');
  const optional = {
    accuracyMetres: keepWithin(circularError, 0, 65_000),
    altitudeMetres: keepWithin(parseNumber(fields.hae), -1_000, 30_000),
    courseDegrees: keepWithin(parseNumber(fields.course), 0, 360),
    speedMetresPerSecond: keepWithin(parseNumber(fields.speed), 0, 1_500),
    callSign: fields.callSign && fields.callSign.length <= 200 ? fields.callSign : undefined,
  };
  return {
    ok: true,
    value: {
      kind: 'position',
      source: 'cot',
      trackId: uid,
      observedAt: time,
      position: [longitude, latitude],
      trackType: pickTrackType(type),
      affiliation: pickAffiliation(type),
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    },
  };
}

/** "Not known" in hae, ce and le; also written as 9999999.0. */
const unknownValue = 9_999_999;

/** First two parts of a type: enough to count by, and never long. */
function describeType(type: string): string {
  return type.split('-', 2).join('-').slice(0, 20);
}

/**
 * `a-<affiliation>-<dimension>-<function…>`. A ground unit is taken for a vehicle, also where it may be on foot: phones
 * report `G-U-C` whoever carries them.
 */
export function pickTrackType(type: string): TrackType {
  const [, , dimension, ...functions] = type.split('-');
  const code = functions.join('-');
  if (dimension === 'A') {
    if (code.startsWith('M-F-Q') || code.startsWith('M-H-Q')) return 'uas';
    return functions[1] === 'H' ? 'helicopter' : 'fixed-wing';
  }
  if (dimension === 'G') return functions[0] === 'I' ? 'unknown' : 'vehicle';
  return dimension === 'S' || dimension === 'U' ? 'vessel' : 'unknown';
}

/** Friend → own, assumed friend → partner, neutral → civilian; whatever else is a contact that nobody vouches for. */
export function pickAffiliation(type: string): Affiliation {
  return affiliationByLetter.get(type.split('-', 2)[1] ?? '') ?? 'contact';
}

const affiliationByLetter: ReadonlyMap<string, Affiliation> = new Map([
  ['f', 'own'],
  ['a', 'partner'],
  ['n', 'civilian'],
]);

function parseNumber(text: string | undefined): number | undefined {
  const value = text?.trim() ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function keepWithin(value: number | undefined, from: number, to: number): number | undefined {
  return value !== undefined && value >= from && value <= to ? value : undefined;
}

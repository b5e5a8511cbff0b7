import { isPosition, type Position } from '#shared/geo/position.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { earliestInstant } from '#shared/schema/vocabulary.ts';
import type { TrackType } from '#shared/schema/watch/track.ts';
import { clipText } from '../parse-cell.ts';

const metresPerFoot = 0.3048;
const metresPerSecondPerKnot = 1852 / 3600;

/** What an ADS-B receiver writes down of an aircraft, in its own units. */
export type AircraftFix = {
  address: string;
  observedAt: number;
  position: Position;
  altitudeFeet?: number | undefined;
  speedKnots?: number | undefined;
  courseDegrees?: number | undefined;
  /** How old the position was at `observedAt`. */
  positionAgeMs?: number | undefined;
  callSign?: string | undefined;
  trackType?: TrackType | undefined;
};

/** A position repeated for longer than this says less and less. */
const freshPositionMs = 2_000;
const greatestAccuracyMetres = 65_000;

/**
 * A fix as a report. An aircraft is a contact: what it says of itself nobody has vouched for. A doubtful fix is kept on a
 * track of its own beside the aircraft's, so that nothing is lost and the aircraft's path stays what was flown.
 */
export function formatAircraftFix(fix: AircraftFix, isDoubtful: boolean): Record<string, unknown> {
  const speed = fix.speedKnots === undefined ? undefined : roundTo(fix.speedKnots * metresPerSecondPerKnot, 100);
  const name = fix.callSign ?? fix.address;
  return {
    kind: 'position',
    source: 'adsb',
    trackId: isDoubtful ? `${fix.address}-doubtful` : fix.address,
    observedAt: new Date(fix.observedAt).toISOString(),
    position: fix.position,
    ...(fix.altitudeFeet === undefined ? {} : { altitudeMetres: roundTo(fix.altitudeFeet * metresPerFoot, 10) }),
    ...(speed === undefined ? {} : { speedMetresPerSecond: speed }),
    ...(fix.courseDegrees === undefined ? {} : { courseDegrees: roundTo(fix.courseDegrees, 10) }),
    ...describeAccuracy(fix.positionAgeMs, speed),
    callSign: clipText(isDoubtful ? `${name} ?` : name, 200),
    ...(fix.trackType ? { trackType: fix.trackType } : {}),
    affiliation: 'contact',
  };
}

/** An old position is as uncertain as the way that was flown since. */
function describeAccuracy(ageMs: number | undefined, speed: number | undefined): { accuracyMetres?: number } {
  if (ageMs === undefined || ageMs < freshPositionMs || !speed) return {};
  return { accuracyMetres: Math.min(greatestAccuracyMetres, Math.round((ageMs / 1_000) * speed)) };
}

function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

/** Longitude and latitude as found in JSON → a position, or why not. */
export function readAircraftPosition(longitude: unknown, latitude: unknown): Parsed<Position> {
  if (longitude == null || latitude == null) return refuse('invalid-report', 'the row has no position');
  if (typeof longitude !== 'number' || typeof latitude !== 'number')
    return refuse('invalid-report', 'latitude or longitude is not a number');
  if (!isPosition(longitude, latitude)) return refuse('invalid-report', 'latitude or longitude is outside the globe');
  return { ok: true, value: [longitude, latitude] };
}

export function readAircraftTime(at: number | undefined): Parsed<number> {
  if (at === undefined || !Number.isFinite(at)) return refuse('invalid-report', 'the row has no time');
  if (at < earliestInstant || at > 8.64e15) return refuse('time-before-record', 'the time is before 24 October 1945');
  return { ok: true, value: at };
}

/** ICAO 24-bit address in lower case; `~` marks one that is not of the register. */
export function readAircraftAddress(value: unknown): Parsed<string> {
  return typeof value === 'string' && /^~?[0-9a-f]{6}$/i.test(value.trim())
    ? { ok: true, value: value.trim().toLowerCase() }
    : refuse('invalid-report', 'the aircraft address is not six hexadecimal digits');
}

/** A number within bounds; undefined for nothing or for what instruments write instead of nothing. */
export function readMeasure(value: unknown, from: number, to: number): number | undefined {
  return typeof value === 'number' && value >= from && value <= to ? value : undefined;
}

export function readCallSign(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text && text !== '@@@@@@@@' ? text : undefined;
}

/** Emitter category of the aircraft as it tells it (DO-260B). */
export function readCategory(value: unknown): TrackType | undefined {
  if (typeof value !== 'string') return undefined;
  if (value === 'A7') return 'helicopter';
  if (/^A[1-6]$/.test(value)) return 'fixed-wing';
  if (value === 'B6') return 'uas';
  return /^C[12]$/.test(value) ? 'vehicle' : undefined;
}

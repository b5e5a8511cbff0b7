import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';

/** What is judged of a fix: where, and when it was there (not when that was written down). */
export type JudgedFix = { observedAt: number; position: Position; altitudeMetres?: number | undefined };

/** How fast the kind of thing that is followed can be, with the errors of its instruments. */
export type TrackLimits = { metresPerSecond: number; climbMetresPerSecond: number };

/** Airliners fly 260 m/s and climb 25 m/s; a following wind and a fighter are let through. */
export const aircraftLimits: TrackLimits = { metresPerSecond: 450, climbMetresPerSecond: 50 };
/** The fastest ferries do 30 m/s. */
export const vesselLimits: TrackLimits = { metresPerSecond: 60, climbMetresPerSecond: Number.POSITIVE_INFINITY };

/** Errors of single positions and of times rounded to a second are smaller than this. */
const toleranceMetres = 1_000;
const climbToleranceMetres = 300;
const maxTracks = 10_000;

/**
 * Judges the fixes of many tracks in the order of their file: the reason why a fix cannot belong to the path before it,
 * or undefined. A doubtful fix does not become the measure of the next one; since more becomes possible as time passes,
 * a track that began with a wrong fix is believed again by itself.
 */
export function makeTrackJudge(limits: TrackLimits): (track: string, fix: JudgedFix) => string | undefined {
  const lastTrusted = new Map<string, JudgedFix>();
  return (track, fix) => {
    const last = lastTrusted.get(track);
    const doubt = last && findDoubt(last, fix, limits);
    if (doubt) return doubt;
    lastTrusted.delete(track);
    if (lastTrusted.size === maxTracks) lastTrusted.delete(lastTrusted.keys().next().value!);
    // The height of a fix without one is still that of the fix before.
    lastTrusted.set(track, { ...fix, altitudeMetres: fix.altitudeMetres ?? last?.altitudeMetres });
    return undefined;
  };
}

function findDoubt(last: JudgedFix, fix: JudgedFix, limits: TrackLimits): string | undefined {
  const seconds = Math.abs(fix.observedAt - last.observedAt) / 1_000;
  const metres = distanceMetres(last.position, fix.position);
  if (seconds === 0 && metres > 0) return 'two places at one time';
  if (metres > seconds * limits.metresPerSecond + toleranceMetres) return 'a jump faster than anything flies or sails';
  if (fix.altitudeMetres === undefined || last.altitudeMetres === undefined) return undefined;
  const climbed = Math.abs(fix.altitudeMetres - last.altitudeMetres);
  return climbed > seconds * limits.climbMetresPerSecond + climbToleranceMetres
    ? 'a change of height that nothing can fly'
    : undefined;
}

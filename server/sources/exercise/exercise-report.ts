import type { Position } from '#shared/geo/position.ts';
import type { TrackType } from '#shared/schema/watch/track.ts';
import { secondMs } from './durations.ts';
import { roundPosition, type World } from './world.ts';

/** A report in wire form, and the simulated times at which it was observed and became known. */
export type DatedReport = { observedAt: number; knownAt: number; report: Record<string, unknown> };

export type FactDetails = {
  kind: string;
  source: string;
  entity: string;
  /** Tells the reports of one entity apart: `exercise:<kind>:<entity>:<part>`. */
  part: string | number;
  observedAt: number;
  knownAt: number;
  body: Record<string, unknown>;
};

export function messageIdOf(kind: string, entity: string, part: string | number): string {
  return `exercise:${kind}:${entity}:${part}`;
}

export function makeFact(
  world: World,
  { kind, source, entity, part, observedAt, knownAt, body }: FactDetails,
): DatedReport {
  const messageId = messageIdOf(kind, entity, part);
  return { observedAt, knownAt, report: { messageId, kind, source, observedAt: world.stamp(observedAt), ...body } };
}

/** The report as one of a generated past: it says itself when it was known. */
export function asPast(world: World, { knownAt, report }: DatedReport): Record<string, unknown> {
  return { ...report, knownAt: world.stamp(knownAt) };
}

export type FixDetails = {
  source: string;
  trackId: string;
  trackType: TrackType;
  observedAt: number;
  position: Position;
  accuracyMetres: number;
  courseDegrees?: number;
  speedMetresPerSecond?: number;
  altitudeMetres?: number;
  callSign?: string;
  unit?: string;
};

/** Speeds are what the record will show: with a time factor things do move that much faster. */
export function makeFix(world: World, details: FixDetails): DatedReport {
  const { observedAt, position, courseDegrees, speedMetresPerSecond, altitudeMetres, accuracyMetres, ...rest } =
    details;
  const report: Record<string, unknown> = {
    kind: 'position',
    ...rest,
    observedAt: world.stamp(observedAt),
    position: roundPosition(position),
    accuracyMetres: Math.round(accuracyMetres),
  };
  if (altitudeMetres !== undefined) report['altitudeMetres'] = Math.round(altitudeMetres);
  if (courseDegrees !== undefined) report['courseDegrees'] = (Math.round(courseDegrees * 10) / 10 + 360) % 360;
  if (speedMetresPerSecond !== undefined)
    report['speedMetresPerSecond'] = Math.min(1_500, Math.round(speedMetresPerSecond * world.timeFactor * 10) / 10);
  return { observedAt, knownAt: observedAt + 2 * secondMs, report };
}

/** A half-open span of simulated time: after `from`, up to and including `to`. */
export type Span = { from: number; to: number };

export function isWithin({ from, to }: Span, at: number): boolean {
  return at > from && at <= to;
}

/** The times in the span at which something that repeats every `intervalMs` from `phaseMs` falls due. */
export function* dueTimes({ from, to }: Span, intervalMs: number, phaseMs: number): Generator<number> {
  for (let step = Math.floor((from - phaseMs) / intervalMs) + 1; step * intervalMs + phaseMs <= to; step++)
    yield step * intervalMs + phaseMs;
}

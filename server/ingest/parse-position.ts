import { Ajv2020 } from 'ajv/dist/2020.js';
import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { type Marking, unmarked } from '#shared/schema/marking.ts';
import { checkObservedAt, clampKnownAt, findKnowledgeFault, type ReportContext } from '#shared/schema/parse-fact.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { type PositionWire, positionJsonSchema } from '#shared/schema/report.ts';
import { parseInstant } from '#shared/schema/vocabulary.ts';
import { findKeyFault } from './find-key-fault.ts';

export type ParsedPosition = { wire: PositionWire; observedAt: number; knownAt: number };

// Compiled from the one schema: zod itself would cost six times as much on the busiest path of the server.
const isPositionWire = new Ajv2020({ strict: false, validateFormats: false }).compile<PositionWire>(positionJsonSchema);

/** Unknown JSON → a checked position report. */
export function parsePosition(raw: unknown, context: ReportContext): Parsed<ParsedPosition> {
  if (!isPositionWire(raw)) return refuse('invalid-report', describeFault());
  const source = raw.source ?? context.defaultSource;
  // A track is named `source/trackId`: with a slash in the source two tracks could have one name.
  const fault = source.includes('/')
    ? 'source: of a position may hold no slash'
    : findKeyFault({ source, ids: [raw.trackId] }, context);
  if (fault) return refuse('invalid-report', fault);
  const observed = checkObservedAt(parseInstant(raw.observedAt), context.now);
  if (!observed.ok) return observed;
  const knownAt = raw.knownAt === undefined ? 0 : clampKnownAt(parseInstant(raw.knownAt), observed.value, context.now);
  const knowledge = findKnowledgeFault(raw.knownAt === undefined ? undefined : knownAt, context);
  if (knowledge) return refuse('invalid-report', knowledge);
  return { ok: true, value: { wire: raw, observedAt: observed.value, knownAt } };
}

/** What the report says of its track, apart from where it is. */
export function describeTrack(wire: PositionWire, context: ReportContext): TrackDescriptor {
  return {
    source: wire.source ?? context.defaultSource,
    trackId: wire.trackId,
    actor: context.actor,
    marking: wire.marking ? completeMarking(wire.marking) : unmarked,
    ...(wire.callSign === undefined ? {} : { callSign: wire.callSign }),
    ...(wire.trackType === undefined ? {} : { trackType: wire.trackType }),
    ...(wire.unit === undefined ? {} : { unit: wire.unit }),
    ...(wire.affiliation === undefined ? {} : { affiliation: wire.affiliation }),
  };
}

function completeMarking(marking: Partial<Marking> & Pick<Marking, 'classification'>): Marking {
  return { ...unmarked, ...marking };
}

function describeFault(): string {
  const error = isPositionWire.errors?.[0];
  if (!error) return 'not a position report';
  const path = error.instancePath.slice(1).replaceAll('/', '.');
  const extra =
    typeof error.params['additionalProperty'] === 'string' ? ` "${error.params['additionalProperty']}"` : '';
  return `${path ? `${path}: ` : ''}${error.message ?? 'not valid'}${extra}`;
}

import type { z } from 'zod';
import { type FactKind, isFactKind, type KindDefinition, kinds } from './kinds.ts';
import { unmarked } from './marking.ts';
import { type Parsed, refuse } from './problem.ts';
import { envelopeSchema, type FactReport } from './report.ts';
import { earliestInstant } from './vocabulary.ts';

/** A clock may be ahead by this much. */
export const clockToleranceMs = 5 * 60_000;

export type ReportContext = {
  /** Epoch milliseconds of the server's clock. */
  now: number;
  actor: string;
  /** Used where the report names no source. */
  defaultSource: string;
  /** Message id where the report carries none (an Idempotency-Key, or a row key of an importer). */
  fallbackMessageId?: string;
  /** Only the server itself may report internal kinds. */
  allowInternal?: boolean;
  /** Only importers and the exercise may say that something was known earlier than it is stored. */
  mayDateKnowledge?: boolean;
};

/**
 * Checks an observed time. A clock that is a little ahead is let through as sent, because the time is part of a fix's
 * key; the picture never believes a time later than that of recording.
 */
export function checkObservedAt(observedAt: number, now: number): Parsed<number> {
  if (Number.isNaN(observedAt)) return refuse('invalid-report', 'observedAt: no such date');
  if (observedAt < earliestInstant)
    return refuse('time-before-record', `observedAt ${formatInstant(observedAt)} is before 24 October 1945`);
  if (observedAt > now + clockToleranceMs)
    return refuse('time-in-future', `observedAt ${formatInstant(observedAt)} is ahead of the server clock`);
  return { ok: true, value: observedAt };
}

/** Unknown JSON → a checked report of a fact. Every refusal is named; nothing is thrown. */
export function parseFact(raw: unknown, context: ReportContext): Parsed<FactReport> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return refuse('invalid-report', 'a report is a JSON object');
  const { messageId, source, marking, amends, kind, observedAt, knownAt, ...rest } = raw as Record<string, unknown>;
  if (typeof kind !== 'string' || !isFactKind(kind))
    return refuse('unknown-kind', `kind ${JSON.stringify(kind ?? null).slice(0, 100)} is not known`);
  const definition = kinds[kind] as unknown as KindDefinition<z.ZodType>;
  if (definition.isInternal && !context.allowInternal)
    return refuse('unknown-kind', `kind "${kind}" is written by the server only`);

  const envelope = envelopeSchema.safeParse(
    dropUndefined({ messageId, source, marking, amends, kind, observedAt, knownAt }),
  );
  if (!envelope.success) return refuse('invalid-report', describeIssue(envelope.error));
  const body = definition.schema.safeParse(rest);
  if (!body.success) return refuse('invalid-report', describeIssue(body.error));
  const fault = definition.findFault?.(body.data);
  if (fault) return refuse('invalid-report', fault);

  const id = envelope.data.messageId ?? context.fallbackMessageId;
  if (!id)
    return refuse('missing-message-id', 'give messageId or the Idempotency-Key header, so that sending again is safe');
  const observed = checkObservedAt(envelope.data.observedAt, context.now);
  if (!observed.ok) return observed;
  const knowledge = findKnowledgeFault(envelope.data.knownAt, context);
  if (knowledge) return refuse('invalid-report', knowledge);
  return {
    ok: true,
    value: {
      kind,
      source: envelope.data.source ?? context.defaultSource,
      messageId: id,
      observedAt: observed.value,
      ...(envelope.data.knownAt === undefined
        ? {}
        : { knownAt: clampKnownAt(envelope.data.knownAt, observed.value, context.now) }),
      actor: context.actor,
      marking: envelope.data.marking ?? unmarked,
      ...(envelope.data.amends ? { amends: envelope.data.amends } : {}),
      // An account without an id of its own is known by the message that began it.
      entity: definition.entityOf(body.data) ?? envelope.data.amends?.messageId ?? id,
      body: body.data,
    } as FactReport<FactKind>,
  };
}

/** Why a stated time of knowledge is not taken. "As known then" is evidence: not everybody may date it back. */
export function findKnowledgeFault(knownAt: number | undefined, context: ReportContext): string | undefined {
  if (knownAt === undefined) return undefined;
  if (!context.mayDateKnowledge) return 'knownAt: only imports may say when something was known';
  return Number.isNaN(knownAt) ? 'knownAt: no such date' : undefined;
}

/** Nothing is known before it was observed, nor later than now. */
export function clampKnownAt(knownAt: number, observedAt: number, now: number): number {
  return Math.min(Math.max(knownAt, observedAt), now);
}

function dropUndefined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The first issue as `path: message`. */
export function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'not valid';
  const path = issue.path.join('.');
  return path ? `${path}: ${issue.message}` : issue.message;
}

function formatInstant(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

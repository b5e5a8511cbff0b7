import type { FactEvent } from '../schema/report.ts';

/**
 * Two truths about one moment. `known`: everything that was known by then, in the order in which it became known, with
 * what the server concluded. `happened`: what was observed up to then, in the order of events, as it is known by a later
 * time; what was corrected or taken back since is left out, and what the server concludes is concluded anew.
 */
export const truths = ['happened', 'known'] as const;
export type Truth = (typeof truths)[number];

/** Times are epoch milliseconds. `by` is the time up to which knowledge counts; of `known` it is the moment itself. */
export type Moment = { truth: Truth; at: number; by: number };

type Dated = Pick<FactEvent, 'observedAt' | 'recordedAt' | 'knownAt'>;

/** When it became known: told so by whoever reported it, else when it was recorded. */
export function knownTime({ knownAt, recordedAt }: Pick<Dated, 'knownAt' | 'recordedAt'>): number {
  return knownAt ?? recordedAt;
}

/**
 * When it happened, never later than it became known; what tells of an occurrence has its time. A report that corrects
 * another one of the same marking belongs no later than that one, or the past would stay wrong until somebody noticed:
 * see the index of facts.
 */
export function happenedTime(event: Dated & { kind: string; body: object }): number {
  const known = knownTime(event);
  const { occurredAt } = event.body as { occurredAt?: unknown };
  if (tellsOccurrence(event.kind) && typeof occurredAt === 'number') return Math.min(occurredAt, known);
  return Math.min(event.observedAt, known);
}

/** Kinds that tell of something past, at a time of its own. */
export function tellsOccurrence(kind: string): boolean {
  return kind === 'incident' || kind === 'casualty';
}

/** What only the server concludes: an account of what was known, not of what happened. */
export function isConclusion({ kind, actor }: Pick<FactEvent, 'kind' | 'actor'>): boolean {
  return actor === 'system' && ['freshness', 'retire', 'source', 'cover'].includes(kind);
}

/** The event as the fold of *as happened* takes it: observed when it happened. */
export function asHappened<E extends FactEvent>(event: E, happenedAt: number): E {
  return event.observedAt === happenedAt ? event : { ...event, observedAt: happenedAt };
}

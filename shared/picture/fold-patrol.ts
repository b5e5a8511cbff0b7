import type { FactEvent } from '../schema/report.ts';
import type { PatrolBody, PatrolMark } from '../schema/watch/patrol.ts';
import { patrolMarkLimit } from '../schema/watch/patrol.ts';
import { believedTime } from './believed-time.ts';
import { messageKey } from './record.ts';

const dayMs = 24 * 3_600_000;

/**
 * True for a mark that comes a day late to a patrol the picture does not hold: the patrol was closed and has left, and
 * must not come back as a ghost that nobody closes.
 */
export function isBelated(event: FactEvent<'patrol'>): boolean {
  return event.body.action !== 'plan' && (event.knownAt ?? event.recordedAt) - event.observedAt > dayMs;
}

/**
 * One report into the life of a patrol. Reports may arrive in any order: marks are kept by time and the status is
 * derived from them, so that every order of arrival ends in the same patrol.
 */
export function foldPatrol(previous: PatrolBody | undefined, event: FactEvent<'patrol'>): PatrolBody {
  const amended = event.amends && messageKey(event.amends.source ?? event.source, event.amends.messageId);
  const before = without(previous ?? { status: 'unplanned', marks: [] }, amended);
  if (event.amends?.as === 'retraction') return derive(before);
  const report = event.body;
  if (report.action === 'plan') {
    if (before.planObservedAt !== undefined && believedTime(event) < before.planObservedAt) return derive(before);
    const planMessageId = messageKey(event.source, event.messageId);
    return derive({ ...before, plan: report.plan, planObservedAt: believedTime(event), planMessageId });
  }
  const detail = detailOf(report);
  const mark: PatrolMark = {
    at: believedTime(event),
    action: report.action,
    ...(detail ? { detail } : {}),
    messageId: messageKey(event.source, event.messageId),
  };
  return derive({ ...before, marks: limited([...before.marks, mark].sort(byTimeThenAction)) });
}

function detailOf(report: Exclude<FactEvent<'patrol'>['body'], { action: 'plan' }>): string | undefined {
  if (report.action === 'hand-over') return report.toUnit;
  if (report.action === 'close') return report.outcome;
  if (report.action === 'remove') return report.reason;
  return report.action === 'check-in' ? report.remark : undefined;
}

/** The patrol without what one message said of it: a mark, or the plan. */
function without(body: PatrolBody, message: string | undefined): PatrolBody {
  if (message === undefined) return body;
  const { plan: _plan, planObservedAt: _at, planMessageId, ...rest } = body;
  const kept = planMessageId === message ? rest : body;
  return { ...kept, marks: body.marks.filter((mark) => mark.messageId !== message) };
}

/** By code unit and not by language, so that every machine sorts alike. */
function byTimeThenAction(a: PatrolMark, b: PatrolMark): number {
  return a.at - b.at || compare(a.action, b.action) || compare(a.messageId, b.messageId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The oldest check-ins leave first: start, hand-over and close decide status and unit however long the patrol is. */
function limited(marks: PatrolMark[]): PatrolMark[] {
  if (marks.length <= patrolMarkLimit) return marks;
  const checkIn = marks.findIndex((mark) => mark.action === 'check-in');
  return marks.toSpliced(Math.max(checkIn, 0), 1);
}

/** Status and unit follow from plan and marks alone, and the fields stand in one order. */
function derive({ plan, planObservedAt, planMessageId, marks }: PatrolBody): PatrolBody {
  const unit = marks.findLast((mark) => mark.action === 'hand-over')?.detail ?? plan?.unit;
  return {
    status: statusOf(marks, plan),
    ...(plan ? { plan } : {}),
    ...(planObservedAt === undefined ? {} : { planObservedAt }),
    ...(planMessageId === undefined ? {} : { planMessageId }),
    ...(unit ? { unit } : {}),
    marks,
  };
}

function statusOf(marks: readonly PatrolMark[], plan: PatrolBody['plan']): PatrolBody['status'] {
  if (marks.some((mark) => mark.action === 'remove')) return 'removed';
  const close = marks.findLast((mark) => mark.action === 'close');
  if (close) return close.detail === 'aborted' ? 'aborted' : 'completed';
  if (marks.length > 0) return 'under-way';
  return plan ? 'planned' : 'unplanned';
}

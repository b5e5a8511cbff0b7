import type { PatrolBody, PatrolMark } from '../schema/patrol.ts';
import { patrolMarkLimit } from '../schema/patrol.ts';
import type { FactEvent } from '../schema/report.ts';

/**
 * One report into the life of a patrol. Reports may arrive in any order: marks are kept by time and the status is
 * derived from them, so that every order of arrival ends in the same patrol.
 */
export function foldPatrol(previous: PatrolBody | undefined, event: FactEvent<'patrol'>): PatrolBody {
  const before = withoutMark(previous ?? { status: 'unplanned', marks: [] }, event.amends?.messageId);
  if (event.amends?.as === 'retraction') return withStatus(before);
  const report = event.body;
  if (report.action === 'plan') {
    if (before.planObservedAt !== undefined && event.observedAt < before.planObservedAt) return before;
    const unit = before.unit ?? report.plan.unit;
    return withStatus({ ...before, plan: report.plan, planObservedAt: event.observedAt, ...(unit ? { unit } : {}) });
  }
  const detail = detailOf(report);
  const mark: PatrolMark = {
    at: event.observedAt,
    action: report.action,
    ...(detail ? { detail } : {}),
    messageId: event.messageId,
  };
  const marks = [...before.marks, mark].sort(byTimeThenAction).slice(-patrolMarkLimit);
  const handOver = marks.findLast((each) => each.action === 'hand-over');
  const unit = handOver?.detail ?? before.plan?.unit;
  return withStatus({ ...before, marks, ...(unit ? { unit } : {}) });
}

function detailOf(report: Exclude<FactEvent<'patrol'>['body'], { action: 'plan' }>): string | undefined {
  if (report.action === 'hand-over') return report.toUnit;
  if (report.action === 'close') return report.outcome;
  if (report.action === 'remove') return report.reason;
  return report.action === 'check-in' ? report.remark : undefined;
}

function withoutMark(body: PatrolBody, messageId: string | undefined): PatrolBody {
  return messageId === undefined ? body : { ...body, marks: body.marks.filter((mark) => mark.messageId !== messageId) };
}

function byTimeThenAction(a: PatrolMark, b: PatrolMark): number {
  return a.at - b.at || a.action.localeCompare(b.action) || a.messageId.localeCompare(b.messageId);
}

function withStatus(body: PatrolBody): PatrolBody {
  return { ...body, status: statusOf(body) };
}

function statusOf({ marks, plan }: PatrolBody): PatrolBody['status'] {
  if (marks.some((mark) => mark.action === 'remove')) return 'removed';
  const close = marks.findLast((mark) => mark.action === 'close');
  if (close) return close.detail === 'aborted' ? 'aborted' : 'completed';
  if (marks.length > 0) return 'under-way';
  return plan ? 'planned' : 'unplanned';
}

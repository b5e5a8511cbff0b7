import type { PictureRecord } from '#shared/picture/record.ts';
import type { OfferedPlan } from '#shared/protocol/case-plans.ts';

const idOf = (key: string) => key.slice(key.indexOf('/') + 1);

/**
 * The reports that order a plan: one for each asset that takes part, or one without an asset where the unit drives.
 * `isRetask`: the first relieves whoever was assigned before, with the reason.
 */
export function assignmentSays(
  { assets, facility }: Pick<OfferedPlan, 'assets' | 'facility'>,
  isRetask: boolean,
  said: { reason?: string; remark?: string },
): Record<string, unknown>[] {
  const to = facility === undefined ? {} : { facilityId: idOf(facility) };
  const tasks = assets.length > 0 ? assets.map((key) => ({ assetId: idOf(key), ...to })) : [to];
  return tasks.map((task, index) => {
    if (isRetask && index === 0) return { action: 'retask', ...task, reason: said.reason };
    return { action: 'assign', ...task, ...(said.remark ? { remark: said.remark } : {}) };
  });
}

/** Other cases that have one of the assets already. */
export function otherCases(
  cases: readonly PictureRecord<'casevac'>[],
  own: string,
  assets: readonly string[],
): PictureRecord<'casevac'>[] {
  return cases.filter(
    ({ key, body }) =>
      key !== own &&
      body.status === 'assigned' &&
      body.tasks.some(({ assetId, state }) => state === 'assigned' && assets.includes(`asset/${assetId}`)),
  );
}

import { describe, expect, it } from 'vitest';
import { findPatrolProgress, nextCheckInAt } from './patrol-progress.ts';

const start = Date.UTC(2026, 10, 12, 6, 0);
const hourMs = 3_600_000;
const kmPerDegree = 111.195;

/** Out along a meridian for one degree and back again. */
const plan = {
  ...{ callSign: 'GAO-07', mode: 'vehicle' as const, tracks: ['t/1'], startAt: start, endAt: start + 4 * hourMs },
  checkInMinutes: 60,
  route: [
    { position: [0, 16] as [number, number], name: 'Gao' },
    { position: [0, 17] as [number, number], name: 'Turn', expectedAt: start + 2 * hourMs },
    { position: [0, 16] as [number, number], name: 'Home', expectedAt: start + 4 * hourMs },
  ],
};

describe('the progress of a patrol', () => {
  it('is the distance along the route, with the next waypoint and when it will be there at this speed', () => {
    const now = start + hourMs;
    const progress = findPatrolProgress(plan, [0.01, 16.5], { now, speedMetresPerSecond: 10 })!;
    expect(progress.totalMetres / 1000).toBeCloseTo(2 * kmPerDegree, 0);
    expect(progress.doneMetres / 1000).toBeCloseTo(0.5 * kmPerDegree, 0);
    expect(progress.offMetres).toBeGreaterThan(1_000);
    expect(progress.next).toMatchObject({ index: 1, name: 'Turn', plannedAt: start + 2 * hourMs });
    expect((progress.next!.etaAt! - now) / 60_000).toBeCloseTo((0.5 * kmPerDegree * 1000) / 10 / 60, 0);
    expect(progress.done).toHaveLength(2);
    expect(progress.done[1]![1]).toBeCloseTo(16.5, 3);
  });

  it('tells the way out from the way back by the plan', () => {
    const out = findPatrolProgress(plan, [0, 16.25], { now: start + hourMs / 2, speedMetresPerSecond: 10 })!;
    const back = findPatrolProgress(plan, [0, 16.25], { now: start + 3.5 * hourMs, speedMetresPerSecond: 10 })!;
    expect(out.next!.name).toBe('Turn');
    expect(back.next!.name).toBe('Home');
    expect(back.doneMetres).toBeGreaterThan(out.doneMetres * 3);
  });

  it('gives no time of arrival while the patrol stands, and no next waypoint at the end', () => {
    const standing = findPatrolProgress(plan, [0, 16.5], { now: start + hourMs, speedMetresPerSecond: 0 })!;
    expect(standing.next!.etaAt).toBeUndefined();
    const end = findPatrolProgress(plan, [0, 16], { now: start + 5 * hourMs, speedMetresPerSecond: 0 })!;
    expect(end.next).toBeUndefined();
    expect(end.doneMetres).toBeCloseTo(end.totalMetres);
  });

  it('is unknown for a plan of one place', () => {
    const single = { ...plan, route: plan.route.slice(0, 1) };
    expect(findPatrolProgress(single, [0, 16], { now: start, speedMetresPerSecond: 1 })).toBeUndefined();
  });
});

describe('the next check-in', () => {
  const mark = (action: 'start' | 'check-in', minutes: number) => ({
    ...{ at: start + minutes * 60_000, action, messageId: `${action}${minutes}` },
  });
  it('counts from the last one heard, and only while the patrol is out', () => {
    const marks = [mark('start', 0), mark('check-in', 50)];
    expect(nextCheckInAt({ status: 'under-way', plan, marks })).toBe(start + 110 * 60_000);
    expect(nextCheckInAt({ status: 'completed', plan, marks })).toBeUndefined();
    expect(nextCheckInAt({ status: 'under-way', marks })).toBeUndefined();
  });
});

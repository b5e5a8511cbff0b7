import { describe, expect, it } from 'vitest';
import { makeSingleFix } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { createCoverageStore } from '../../store/coverage-store.ts';
import type { DetailContext } from './detail-row.ts';
import { patrolSections } from './patrol-details.ts';

const startAt = Date.UTC(2026, 10, 12, 6, 0);
const hourMs = 3_600_000;
const now = startAt + hourMs;
const plan = {
  ...{ callSign: 'GAO-07', mode: 'vehicle' as const, tracks: ['trackers/t1'], startAt, checkInMinutes: 60 },
  route: [
    { position: [0, 16] as [number, number], name: 'Gao', expectedAt: startAt },
    { position: [0, 16.5] as [number, number], name: 'Well', expectedAt: startAt + 3 * hourMs },
    { position: [0, 17] as [number, number], name: 'Turn', expectedAt: startAt + 2 * hourMs },
    { position: [0, 18] as [number, number], name: 'Kidal', expectedAt: startAt + 4 * hourMs },
  ],
};

/** What the panel says of a patrol whose tracker is there; of one that was never heard without a place. */
function rowsOf(at?: readonly [number, number]): [label: string, value: string][] {
  const picture = new Picture();
  const descriptor = { source: 'trackers', trackId: 't1', trackType: 'vehicle' } as never;
  const batch = at && makeSingleFix({ observedAt: now, position: at, speedMetresPerSecond: 10 });
  if (batch) picture.foldFix({ batch, row: 0, descriptor, sequence: 1, recordedAt: now }, []);
  const store = { picture, isCurrent: true, lastBeat: undefined };
  const live = { store, clock: { isFrozen: () => false, profile: 'lan' }, coverage: createCoverageStore() };
  const record = { kind: 'patrol', id: 'p7', key: 'patrol/p7', body: { status: 'under-way', plan, marks: [] } };
  const context = { live, mission: { units: [] }, now, t: (id: string) => id } as unknown as DetailContext;
  const sections = patrolSections(record as unknown as PictureRecord<'patrol'>, context);
  return sections
    .flatMap(({ rows }) => rows)
    .map(({ label, value }) => [label, value.split(' · ')[0]!.replace(/[\u2068\u2069]/g, '')]);
}
const onRoute = (rows: [string, string][]) => rows.filter(([label]) => label.startsWith('field.waypoint'));

describe('the panel of a patrol', () => {
  it('says once what is next, and of each waypoint whether the patrol has passed it', () => {
    expect(onRoute(rowsOf([0, 16.7]))).toEqual([
      ['field.waypoint', 'Turn'],
      ['field.waypointPassed', 'Gao'],
      ['field.waypointPassed', 'Well'],
      ['field.waypointAhead', 'Turn'],
      ['field.waypointAhead', 'Kidal'],
    ]);
  });

  it('goes by the plan where nobody knows where the patrol is, or it is elsewhere', () => {
    const byPlan = [
      ['field.waypointPast', 'Gao'],
      ['field.waypointAhead', 'Well'],
      ['field.waypointAhead', 'Turn'],
      ['field.waypointAhead', 'Kidal'],
    ];
    expect(onRoute(rowsOf())).toEqual(byPlan);
    const elsewhere = onRoute(rowsOf([0.5, 16.7]));
    expect(elsewhere.slice(1)).toEqual(byPlan);
  });
});

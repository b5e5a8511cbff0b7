import { describe, expect, it } from 'vitest';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { PatrolBody } from '#shared/schema/watch/patrol.ts';
import { type AheadCover, findCoverAhead } from './cover-ahead.ts';

type Plan = NonNullable<PatrolBody['plan']>;
const now = 1_000_000;
/** A way due east from Gao, in two pieces. */
const plan = {
  callSign: 'LION-3',
  startAt: 0,
  route: [{ position: [0, 16] }, { position: [0.3, 16] }, { position: [1, 16] }],
} as unknown as Plan;
const edge = 0.5;
const inWest = ([longitude]: Position): AheadCover => (longitude < edge ? 'covered' : 'not-covered');
const metresToEdge = distanceMetres([0, 16], [edge, 16]);
const moving = { doneMetres: 0, speedMetresPerSecond: 10, now };

describe('cover along the planned way', () => {
  it('ends where the way leaves it, at the speed made good, to half a cell', () => {
    const ahead = findCoverAhead(plan, moving, inWest)!;
    expect(ahead).toMatchObject({ here: 'covered', next: 'not-covered' });
    expect(ahead.metres - metresToEdge).toBeGreaterThanOrEqual(0);
    expect(ahead.metres - metresToEdge).toBeLessThanOrEqual(500);
    expect(ahead.at).toBe(now + (ahead.metres / 10) * 1_000);
  });

  it('is looked for from where the patrol is, not from the start', () => {
    const doneMetres = metresToEdge - 2_000;
    const ahead = findCoverAhead(plan, { ...moving, doneMetres }, inWest)!;
    expect(ahead.metres).toBeGreaterThanOrEqual(2_000);
    expect(ahead.metres).toBeLessThanOrEqual(2_500);
  });

  it('begins again ahead of a patrol that is without', () => {
    const inEast = (position: Position) => (inWest(position) === 'covered' ? 'not-covered' : 'covered');
    expect(findCoverAhead(plan, moving, inEast)).toMatchObject({ here: 'not-covered', next: 'covered' });
  });

  it('has a distance but no time while the patrol stands', () => {
    const ahead = findCoverAhead(plan, { ...moving, speedMetresPerSecond: 0.4 }, inWest)!;
    expect([ahead.metres > 0, ahead.at]).toEqual([true, undefined]);
  });

  it('says nothing where it stays as it is to the end, and nothing from a place that was not computed', () => {
    expect(findCoverAhead(plan, moving, () => 'covered')).toBeUndefined();
    expect(findCoverAhead(plan, moving, () => undefined)).toBeUndefined();
  });

  it('becomes unknown, never met, where the way leaves what was computed', () => {
    const computed = (position: Position) => (position[0] < edge ? ('covered' as const) : undefined);
    expect(findCoverAhead(plan, moving, computed)).toMatchObject({ next: 'unknown' });
  });
});

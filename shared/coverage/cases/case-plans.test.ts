import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { destination } from '../../geo/great-circle.ts';
import type { Position } from '../../geo/position.ts';
import type { PictureRecord } from '../../picture/record.ts';
import { noGround } from '../../schema/ground.ts';
import { unmarked } from '../../schema/marking.ts';
import { GroundModel } from '../ground/ground-model.ts';
import { coverOfPatrol } from '../patrol-cover.ts';
import type { Situation } from '../situation/situation.ts';
import { planCase, prepareReadings } from './case-plans.ts';
import { leftUncovered } from './left-uncovered.ts';

const now = Date.UTC(2026, 10, 23, 12);
const gao: Position = [-0.04, 16.27];
const made = GroundModel.make([-2.5, 15, 2, 18], noGround, { cellMetres: 2_000 });
if (!made.ok) throw new Error(made.problem);
const { model } = made;

function record<K extends 'asset' | 'facility'>(kind: K, id: string, body: object): PictureRecord<K> {
  return {
    ...{ key: `${kind}/${id}`, kind, id, source: 's', messageId: id, actor: 'a', observedAt: now, knownAt: now },
    ...{ sequence: 1, version: 1, marking: unmarked, body },
  } as PictureRecord<K>;
}

const hospital = (id: string, position: Position, part: object = {}) =>
  record('facility', id, {
    ...{ facilityId: id, name: id, level: '2', position, precision: 'exact', status: 'open', tablesFree: 1 },
    ...{ landingSite: 'day', ...part },
  });
const helicopter = (id: string, position: Position, part: object = {}) =>
  record('asset', id, {
    ...{ assetId: id, name: id, type: 'helicopter', status: 'ready', position, noticeMinutes: 30 },
    ...{ medicalCrew: true, nightCapable: true, ...part },
  });
const situation = (part: Partial<Situation> = {}): Situation => ({
  ...{ now, assets: [helicopter('h1', gao)], facilities: [hospital('gao', gao)], sites: [], roads: [], zones: [] },
  ...{ conditions: undefined, parameters: undefined, fixes: new Map(), light: 'day' },
  ...part,
});
const at = (kilometres: number): Position => destination(gao, 60, kilometres * 1_000);
const surgery = (from: Position, part: Partial<Situation> = {}) =>
  planCase(model, prepareReadings(model, situation(part)), { position: from, tier: 'surgery', limit: 20 });
const byAir = (from: Position, part: Partial<Situation> = {}) =>
  surgery(from, part).find(({ mode }) => mode === 'helicopter')!;
const patrolAt = (patrolId: string, position: Position, accuracyMetres = 10) => ({
  patrolId,
  fix: { position, observedAt: now, intervalMs: 60_000, accuracyMetres },
});

beforeAll(() => expect(model.detail).toBe('none'));

describe('plans for a case', () => {
  it('count from the injury of the case, where that is known: what went by stands in place of the alert', () => {
    const from = at(60);
    const [plan] = surgery(from);
    const prepared = prepareReadings(model, situation({}));
    const since = (elapsedSeconds: number) =>
      planCase(model, prepared, { position: from, tier: 'surgery', limit: 20, elapsedSeconds })[0]!;
    const alert = plan!.legs.find(({ name }) => name === 'alert')!.seconds;
    expect(plan!.confidence).toBe('robust');
    const late = since(100 * 60);
    expect(late.legs[0]).toEqual({ name: 'elapsed', seconds: 6_000 });
    expect(late.legs.some(({ name }) => name === 'alert')).toBe(false);
    expect(late.seconds).toBe(plan!.seconds - alert + 6_000);
    expect(late.confidence).toBe('outside');
    // A table that is free in two hours is free in two hours, whatever went by before.
    const busy = hospital('gao', gao, { tablesFree: 0, tableFreeAt: now + 7_200_000 });
    const readings = prepareReadings(model, situation({ facilities: [busy] }));
    const [waits] = planCase(model, readings, { position: from, tier: 'surgery', limit: 20, elapsedSeconds: 600 });
    expect(waits!.legs.some(({ name }) => name === 'table')).toBe(true);
    expect(waits!.seconds - 600).toBeGreaterThanOrEqual(7_200);
    expect(waits!.seconds - 600).toBeLessThan(7_200 + 20 * 60);
    // Told at once it is sooner than the planning guideline has it.
    expect(since(0).seconds).toBe(plan!.seconds - alert);
  });

  it('come soonest first, with legs that sum to the total and the keys of what they use', () => {
    const plans = surgery(at(60));
    const seconds = plans.map((plan) => plan.seconds);
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    for (const plan of plans) expect(plan.legs.reduce((sum, leg) => sum + leg.seconds, 0)).toBe(plan.seconds);
    expect(byAir(at(60))).toMatchObject({ assets: ['asset/h1'], facility: 'facility/gao', doubts: [] });
    expect(plans.find(({ mode }) => mode === 'unit-vehicle')).toMatchObject({ assets: [], facility: 'facility/gao' });
  });

  it('are robust, likely, marginal or outside by the readings of the parameters under which they are in time', () => {
    // Radius 94 km by the planning reading, 40 km by the pessimistic with the notice that the asset states itself.
    const states = [30, 80, 105, 160].map((kilometres) => byAir(at(kilometres)).confidence);
    expect(states).toEqual(['robust', 'likely', 'marginal', 'outside']);
    const { readings } = byAir(at(80));
    expect(readings.optimistic!).toBeLessThan(readings.planning!);
    expect(readings.planning!).toBeLessThan(readings.pessimistic!);
  });

  it('that rest on something doubtful are unknown, however soon, and name it', () => {
    const stale = { ...hospital('gao', gao), observedAt: now - 13 * 3_600_000 };
    expect(byAir(at(30), { facilities: [stale] })).toMatchObject({
      confidence: 'unknown',
      doubts: [{ key: 'facility/gao', doubt: 'expired' }],
    });
    const tracked = helicopter('h1', gao, { track: 's/h1' });
    const fixes = new Map([['s/h1', { position: gao, observedAt: 0, intervalMs: 2_000, accuracyMetres: 0 }]]);
    expect(byAir(at(30), { assets: [tracked], fixes })).toMatchObject({
      confidence: 'unknown',
      doubts: [{ key: 'asset/h1', doubt: 'stale-position' }],
    });
    expect(byAir(at(30)).confidence).toBe('robust');
  });

  it('sum up to their total from anywhere', () => {
    const prepared = prepareReadings(model, situation({ assets: [helicopter('h1', gao), helicopter('h2', at(90))] }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 0, max: 200 }), (bearing, kilometres) => {
        const position = destination(gao, bearing, kilometres * 1_000);
        for (const tier of ['team', 'surgery'] as const)
          for (const plan of planCase(model, prepared, { position, tier, limit: 50 }))
            expect(plan.legs.reduce((sum, leg) => sum + leg.seconds, 0)).toBe(plan.seconds);
      }),
      { seed: 3, numRuns: 60 },
    );
  });
});

describe('what a plan leaves uncovered', () => {
  const usual = (part: Partial<Situation>) => prepareReadings(model, situation(part)).planning;
  const patrols = [patrolAt('near', at(70)), patrolAt('far', at(200)), patrolAt('wide', at(88), 15_000)];

  it('are the patrols that lose a tier while its asset is away, and none where another does as well', () => {
    const alone = leftUncovered(model, usual({}), patrols, { now, assetSets: [['asset/h1'], [], ['asset/none']] });
    expect(alone).toEqual([['near'], [], []]);
    const two = usual({ assets: [helicopter('h1', gao), helicopter('h2', gao)] });
    expect(leftUncovered(model, two, patrols, { now, assetSets: [['asset/h1'], ['asset/h1', 'asset/h2']] })).toEqual([
      [],
      ['near'],
    ]);
  });

  it('are those whose status would change, computed anew without the asset', () => {
    const all = { assets: [helicopter('h1', gao), helicopter('h2', at(120))] };
    for (const gone of ['h1', 'h2']) {
      const rest = { assets: all.assets.filter(({ id }) => id !== gone) };
      const many = Array.from({ length: 25 }, (_, index) => patrolAt(`p${index}`, at(index * 10), index * 400));
      const lost = many.filter(({ fix }) => {
        const [before, after] = [all, rest].map((part) => coverOfPatrol(model, usual(part), fix, now));
        return (['team', 'surgery'] as const).some(
          (tier) => before![tier].state === 'met' && after![tier].state !== 'met',
        );
      });
      expect(lost.length).toBeGreaterThan(0);
      expect(leftUncovered(model, usual(all), many, { now, assetSets: [[`asset/${gone}`]] })).toEqual([
        lost.map(({ patrolId }) => patrolId),
      ]);
    }
  });

  it('are none of those of which nothing is known: they have no cover to lose', () => {
    const silent = { ...patrolAt('silent', at(70)), fix: undefined };
    const old = patrolAt('old', at(70));
    const lost = leftUncovered(model, usual({}), [silent, { ...old, fix: { ...old.fix, observedAt: 0 } }], {
      ...{ now, assetSets: [['asset/h1']] },
    });
    expect(lost).toEqual([[]]);
  });
});

import { describe, expect, it } from 'vitest';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { positionWireSchema } from '#shared/schema/report.ts';
import { northernLantern as mission } from '../../mission/northern-lantern.ts';
import { exercisePast } from './exercise-past.ts';

const until = Date.UTC(2026, 10, 23, 14, 20);
const context = { now: until, actor: 'exercise', defaultSource: 'exercise', mayDateKnowledge: true };
type Report = Record<string, unknown>;

const past = exercisePast({ seed: 7, mission, until });
const batches = [...past] as Report[][];
const reports = batches.flat();
const ofKind = (kind: string) => reports.filter((report) => report['kind'] === kind);
const at = (report: Report, field: string) => Date.parse(report[field] as string);

const ring = mission.area.coordinates[0]!;

/** Metres from a place to the mission area, 0 inside it; to the border by points a hundredth of each side apart. */
function metresOutside(place: Position): number {
  let isInside = false;
  let nearest = Number.POSITIVE_INFINITY;
  ring.slice(1).forEach(([longitude, latitude], index) => {
    const [fromLongitude, fromLatitude] = ring[index]!;
    const share = (place[1] - fromLatitude) / (latitude - fromLatitude);
    if (share >= 0 && share < 1 && place[0] < fromLongitude + share * (longitude - fromLongitude)) isInside = !isInside;
  });
  if (isInside) return 0;
  ring.slice(1).forEach(([longitude, latitude], index) => {
    const [fromLongitude, fromLatitude] = ring[index]!;
    for (let step = 0; step <= 100; step++) {
      const share = step / 100;
      const point: Position = [
        fromLongitude + share * (longitude - fromLongitude),
        fromLatitude + share * (latitude - fromLatitude),
      ];
      nearest = Math.min(nearest, distanceMetres(place, point));
    }
  });
  return nearest;
}

describe('the generated past', () => {
  it('comes in batches that one post may carry, and says its size', () => {
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(1_000);
    expect(past.size).toBe(reports.length);
    expect([...past]).toEqual(batches);
  });

  it('holds only reports that the server accepts', () => {
    for (const report of reports) {
      if (report['kind'] === 'position') expect(positionWireSchema.safeParse(report).error).toBeUndefined();
      else expect(parseFact(report, context)).toMatchObject({ ok: true });
    }
  });

  it('was known in the order given, after it happened and not after the present', () => {
    let previous = 0;
    for (const report of reports) {
      const knownAt = at(report, 'knownAt');
      expect(knownAt).toBeGreaterThanOrEqual(previous);
      expect(knownAt).toBeGreaterThan(at(report, 'observedAt'));
      previous = knownAt;
    }
    expect(previous).toBeLessThanOrEqual(until);
  });

  it('uses no message id twice', () => {
    const ids = reports.flatMap((report) => (report['messageId'] ? [report['messageId']] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^exercise:[a-z]+:.+:\d+$/.test(id as string))).toBe(true);
  });

  it('tells three years of incidents with corrections, retractions, late reports and confidential ones', () => {
    const incidents = ofKind('incident');
    const first = incidents.filter((report) => !report['amends']);
    const amended = (as: string) =>
      incidents.filter((report) => (report['amends'] as { as: string })?.as === as).length;
    expect(first.length).toBeGreaterThan(2_500);
    expect(first.length).toBeLessThan(3_500);
    expect(amended('correction') / first.length).toBeCloseTo(0.03, 1);
    expect(amended('retraction')).toBeGreaterThan(10);
    const late = first.filter((report) => at(report, 'knownAt') - at(report, 'occurredAt') > 86_400_000);
    expect(late.length).toBeGreaterThan(first.length / 20);
    const confidential = first.filter((report) => report['marking']);
    expect(confidential.length).toBeGreaterThan(30);
    expect(confidential[0]!['marking']).toMatchObject({ classification: 'confidential', releasableTo: ['jmac'] });
    expect(new Set(first.map((report) => report['type'])).size).toBeGreaterThan(15);
    expect(first.some((report) => report['position'] === undefined)).toBe(true);
  });

  it('amends only what it told before', () => {
    const told = new Set<unknown>();
    for (const report of ofKind('incident')) {
      const amends = report['amends'] as { messageId: string } | undefined;
      if (amends) expect(told.has(amends.messageId)).toBe(true);
      told.add(report['messageId']);
    }
  });

  it('clusters: a tenth of the cells with incidents holds most of them', () => {
    const cells = new Map<string, number>();
    for (const report of ofKind('incident')) {
      const position = report['position'] as [number, number] | undefined;
      if (!position) continue;
      const cell = position.map((degrees) => Math.floor(degrees * 10)).join();
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
    const counts = [...cells.values()].sort((a, b) => b - a);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const top = counts.slice(0, Math.ceil(counts.length / 10)).reduce((sum, count) => sum + count, 0);
    expect(top / total).toBeGreaterThan(0.5);
  });

  it('knows the state of every zone, sensor, facility and medical asset', () => {
    const entities = (kind: string, id: string) => new Set(ofKind(kind).map((report) => report[id])).size;
    // Nine that stand, and the one around the camp under attack.
    expect(entities('zone', 'zoneId')).toBe(10);
    expect(entities('facility', 'facilityId')).toBe(7);
    expect(entities('asset', 'assetId')).toBe(8);
    expect(entities('sensor', 'sensorId')).toBe(11);
  });

  it('leads up to the present: patrols with plans and thin positions of the last day', () => {
    const fixes = ofKind('position');
    expect(fixes.length).toBeGreaterThan(15_000);
    expect(fixes.length).toBeLessThan(120_000);
    expect(Math.min(...fixes.map((fix) => at(fix, 'observedAt')))).toBeGreaterThanOrEqual(until - 86_400_000);
    const planned = new Set(
      ofKind('patrol').flatMap((report) => (report['action'] === 'plan' ? [report['patrolId']] : [])),
    );
    expect(ofKind('patrol').filter((report) => !planned.has(report['patrolId']))).toEqual([]);
  });

  it('stays within 100 km of the mission area', () => {
    for (const report of reports) {
      const position = report['position'] as Position | undefined;
      if (position) expect(metresOutside(position)).toBeLessThan(100_000);
    }
    expect(metresOutside([2.35, 48.85])).toBeGreaterThan(100_000);
  });

  it('follows from seed and time alone', () => {
    expect([...exercisePast({ seed: 7, mission, until })]).toEqual(batches);
    const other = [...exercisePast({ seed: 8, mission, until })].flat() as Report[];
    const titles = (list: Report[]) =>
      list.flatMap((report) => (report['kind'] === 'incident' ? [report['title']] : []));
    expect(titles(other)).not.toEqual(titles(reports));
  });
});

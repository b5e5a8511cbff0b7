import { describe, expect, it } from 'vitest';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import { freshnessMultiples } from '#shared/parameters/freshness.ts';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { positionWireSchema } from '#shared/schema/report.ts';
import { northernLantern as mission } from '../../mission/northern-lantern.ts';
import { hourMs, minuteMs } from './durations.ts';
import type { DatedReport } from './exercise-report.ts';
import { factsBetween, resumingFacts, standingFacts } from './facts-between.ts';
import { fixesBetween } from './fixes-between.ts';
import { incidentFacts } from './incidents/incident-facts.ts';
import { makeWorld } from './world.ts';

const from = Date.UTC(2026, 10, 23, 6, 0, 0, 250);
const to = from + 6 * hourMs;
const context = { now: to, actor: 'exercise', defaultSource: 'exercise' };
const world = makeWorld({ seed: 7, mission });
const fixes = [...fixesBetween(world, { from, to })];
const facts = factsBetween(world, { from, to });

function byTrack(list: readonly DatedReport[]): Map<string, DatedReport[]> {
  const tracks = new Map<string, DatedReport[]>();
  for (const fix of list) {
    const key = `${fix.report['source']}/${fix.report['trackId']}`;
    const track = tracks.get(key);
    if (track) track.push(fix);
    else tracks.set(key, [fix]);
  }
  return tracks;
}

/** The fastest move between two neighbouring fixes, in km/h. */
function fastestKmh(track: readonly DatedReport[]): number {
  let fastest = 0;
  track.slice(1).forEach((fix, index) => {
    const previous = track[index]!;
    const metres = distanceMetres(previous.report['position'] as never, fix.report['position'] as never);
    fastest = Math.max(fastest, (metres / (fix.observedAt - previous.observedAt)) * 3_600);
  });
  return fastest;
}

const tracks = byTrack(fixes);
const tracksOf = (source: string) => [...tracks].filter(([key]) => key.startsWith(`${source}/`));

describe('six hours of the live exercise', () => {
  it('holds only reports that the server accepts, observed and known within the span', () => {
    for (const { report, observedAt } of fixes) {
      expect(positionWireSchema.safeParse(report).error).toBeUndefined();
      expect(observedAt > from && observedAt <= to).toBe(true);
    }
    for (const { report, knownAt } of [...facts, ...standingFacts(world, to)]) {
      expect(parseFact(report, context)).toMatchObject({ ok: true });
      expect(report['knownAt']).toBeUndefined();
      expect(knownAt).toBeLessThanOrEqual(to);
    }
    expect(new Set(facts.map((fact) => fact.report['kind']))).toEqual(
      new Set(['patrol', 'incident', 'facility', 'asset', 'sensor']),
    );
  });

  it('moves about sixty patrol vehicles, and no vehicle faster than 130 km/h', () => {
    const vehicles = tracksOf('exercise-trackers');
    expect(vehicles.length).toBeGreaterThan(60);
    for (const [, track] of vehicles) expect(fastestKmh(track)).toBeLessThan(130);
    const away = vehicles.filter(([, track]) => fastestKmh(track) > 10);
    expect(away.length).toBeGreaterThan(50);
  });

  it('flies helicopters and unmanned aircraft at speeds they have', () => {
    for (const [, track] of tracksOf('exercise-air')) expect(fastestKmh(track)).toBeLessThan(300);
    for (const [, track] of tracksOf('exercise-uas')) expect(fastestKmh(track)).toBeLessThan(180);
    expect(tracksOf('exercise-air').some(([, track]) => fastestKmh(track) > 150)).toBe(true);
    expect(tracksOf('exercise-uas').length).toBe(4);
  });

  it('lets radar contacts appear and vanish', () => {
    const contacts = tracksOf('exercise-radar');
    expect(contacts.length).toBeGreaterThan(100);
    for (const [, track] of contacts)
      expect(track.at(-1)!.observedAt - track[0]!.observedAt).toBeLessThan(25 * minuteMs);
  });

  it('lets some trackers fall silent long enough to be late, stale and lost', () => {
    const gaps = tracksOf('exercise-trackers').flatMap(([, track]) =>
      track.slice(1).map((fix, index) => (fix.observedAt - track[index]!.observedAt) / minuteMs),
    );
    const longerThan = (multiple: number) => gaps.filter((gap) => gap > multiple).length;
    expect(longerThan(freshnessMultiples.lost)).toBeGreaterThan(3);
    expect(longerThan(freshnessMultiples.late)).toBeGreaterThan(longerThan(freshnessMultiples.lost));
    expect(longerThan(freshnessMultiples.lost)).toBeLessThan(60);
  });

  it('plans the patrols it starts, and names the tracks that carry them', () => {
    const planned = new Map(
      [...standingFacts(world, from), ...facts].flatMap(({ report }) =>
        report['action'] === 'plan' ? [[report['patrolId'], report['plan'] as { tracks: string[] }]] : [],
      ),
    );
    const started = facts.filter(({ report }) => report['action'] === 'start');
    expect(started.length).toBeGreaterThan(10);
    for (const { report } of started) {
      const plan = planned.get(report['patrolId'] as string);
      expect(plan?.tracks.every((track) => tracks.has(track))).toBe(true);
    }
  });

  it('is the same in one span or in many', () => {
    const again = makeWorld({ seed: 7, mission });
    const pieces: DatedReport[] = [];
    const factPieces: DatedReport[] = [];
    for (let start = from; start < from + hourMs; start += 7_300) {
      const span = { from: start, to: Math.min(start + 7_300, from + hourMs) };
      pieces.push(...fixesBetween(again, span));
      factPieces.push(...factsBetween(again, span));
    }
    const whole = fixes.filter((fix) => fix.observedAt <= from + hourMs);
    expect(new Map([...byTrack(pieces)].sort())).toEqual(new Map([...byTrack(whole)].sort()));
    expect(factPieces).toEqual(facts.filter((fact) => fact.knownAt <= from + hourMs));
  });

  it('hands in an amendment right behind the report it amends', () => {
    const span = { from: from - 60 * 24 * hourMs, to: from };
    const amendment = [...incidentFacts(world, span)].find(({ report }) => report['amends'])!;
    const around = { from: amendment.knownAt - 1, to: amendment.knownAt };
    const ids = factsBetween(makeWorld({ seed: 7, mission }), around).map(({ report }) => report['messageId']);
    const place = ids.indexOf(amendment.report['messageId']);
    expect(place).toBeGreaterThan(0);
    expect(ids[place - 1]).toBe((amendment.report['amends'] as { messageId: string }).messageId);
  });

  it('differs with another seed', () => {
    const other = [...fixesBetween(makeWorld({ seed: 8, mission }), { from, to: from + minuteMs })];
    const same = [...fixesBetween(world, { from, to: from + minuteMs })];
    expect(other.map((fix) => fix.report)).not.toEqual(same.map((fix) => fix.report));
  });

  it('grows with the intensity and keeps the first patrols', () => {
    const span = { from, to: from + minuteMs };
    const count = (intensity: number) =>
      byTrack([...fixesBetween(makeWorld({ seed: 7, mission, intensity }), span)]).size;
    expect(count(10)).toBeGreaterThan(800);
    expect(count(40)).toBeGreaterThan(3.5 * count(10));
    const large = byTrack([...fixesBetween(makeWorld({ seed: 7, mission, intensity: 10 }), span)]);
    const small = byTrack([...fixesBetween(world, span)]);
    expect(large.get('exercise-trackers/V-001-1')).toEqual(small.get('exercise-trackers/V-001-1'));
  });

  it('closes after a silence the patrols that were known before it, and makes up nothing else of it', () => {
    const resumed = resumingFacts(world, to, from);
    const known = new Set(standingFacts(world, from).map((fact) => fact.report['patrolId']));
    const closed = resumed.filter((fact) => fact.report['action'] === 'close').map((fact) => fact.report['patrolId']);
    expect(closed.length).toBeGreaterThan(5);
    expect(resumed.some((fact) => fact.report['kind'] === 'incident' || fact.report['action'] === 'check-in')).toBe(
      false,
    );
    expect([...known].filter((id) => id !== undefined).length).toBeGreaterThan(20);
  });

  it('survives a mission without a single town or site', () => {
    const empty = makeWorld({ seed: 7, mission: { ...mission, gazetteer: [], sites: [], units: [] } });
    expect([...fixesBetween(empty, { from, to: from + minuteMs })]).toEqual([]);
    expect(factsBetween(empty, { from, to }).every((fact) => fact.report['kind'] === 'incident')).toBe(true);
  });
});

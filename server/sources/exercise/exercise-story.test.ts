import { describe, expect, it } from 'vitest';
import { clocksOfCase } from '#shared/coverage/cases/case-clocks.ts';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import { freshnessMultiples } from '#shared/parameters/freshness.ts';
import { foldCasevac } from '#shared/picture/fold-casevac.ts';
import type { CasevacBody } from '#shared/schema/medical/casevac.ts';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { northernLantern as mission } from '../../mission/northern-lantern.ts';
import { assetStateAt } from './air/trips.ts';
import { attackFacts } from './attack/attack-facts.ts';
import { attackOf, silencedSensors } from './attack/attack-plan.ts';
import { accidentFacts } from './casevac/accident-facts.ts';
import { caseFacts } from './casevac/case-facts.ts';
import { casevacFlightsOf } from './casevac/casevac-flights.ts';
import { dayMs, hourMs, minuteMs } from './durations.ts';
import type { DatedReport, Span } from './exercise-report.ts';
import { factsBetween, resumingFacts, standingFacts } from './facts-between.ts';
import { fixesBetween } from './fixes-between.ts';
import { isCutOff } from './outages.ts';
import { referenceTeams } from './patrols/patrol-slots.ts';
import { vehicleFixes } from './patrols/vehicle-fixes.ts';
import { makeWorld } from './world.ts';

const startAt = Date.UTC(2026, 10, 23, 14, 20);
const context = { now: startAt + 2 * dayMs, actor: 'exercise', defaultSource: 'exercise' };
const world = makeWorld({ seed: 7, mission, startAt });
const attack = attackOf(world)!;
const around: Span = { from: attack.at - hourMs, to: attack.at + 14 * hourMs };
const told = [...attackFacts(world, around)];
const bodies = (facts: readonly DatedReport[], kind: string) =>
  facts.map(({ report }) => report).filter((report) => report['kind'] === kind);

describe('the complex attack', () => {
  it('is under way whenever the exercise is started, day or night, with helicopters called', () => {
    for (let hour = 0; hour < 24; hour++) {
      const start = startAt + hour * hourMs;
      const other = makeWorld({ seed: 7, mission, startAt: start });
      const { at } = attackOf(other)!;
      expect(start - at).toBeGreaterThan(hourMs);
      expect(start - at).toBeLessThan(2 * hourMs);
      const flights = [-1, 0, 1]
        .flatMap((day) => casevacFlightsOf(other, Math.floor(start / dayMs) + day))
        .filter(({ call }) => call.at === at);
      expect(flights.length).toBeGreaterThan(0);
      expect(flights.every(({ homeAt }) => homeAt > start - hourMs)).toBe(true);
    }
    expect(attackOf(makeWorld({ seed: 7, mission }))).toBeUndefined();
  });

  it('is told in parts that name the whole, corrected several times, contradicted and withdrawn', () => {
    const incidents = bodies(told, 'incident');
    const whole = incidents[0]!['incidentId'];
    const parts = new Set(incidents.filter((report) => report['partOf'] === whole).map((each) => each['incidentId']));
    expect(parts.size).toBe(4);
    const of = (id: unknown) => incidents.filter((report) => report['incidentId'] === id);
    expect(of(whole).map((report) => report['type'])).toEqual(['ATK.IDF', 'ATK.CPX', 'ATK.CPX', 'ATK.CPX']);
    const killed = of(whole).map(
      (report) => (report['casualties'] as { outcome: string; count: number }[])[0]?.count ?? 0,
    );
    expect(killed).toEqual([0, 2, 3, 4]);
    const amendments = incidents.flatMap((report) => (report['amends'] ? [report['amends'] as { as: string }] : []));
    expect(amendments.filter(({ as }) => as === 'retraction')).toHaveLength(1);
    expect(amendments.filter(({ as }) => as === 'correction').length).toBeGreaterThan(3);
    for (const { report } of told) expect(parseFact(report, context)).toMatchObject({ ok: true });
  });

  it('takes sensors down, and their contacts with them, and fills the hospital', () => {
    const failed = bodies(told, 'sensor').filter((report) => report['status'] !== 'working');
    expect(new Set(failed.map((report) => report['sensorId']))).toEqual(new Set(Object.keys(silencedSensors)));
    const radar = (from: number) =>
      [...fixesBetween(world, { from, to: from + 20 * minuteMs })].filter(({ report }) =>
        String(report['trackId']).startsWith('radar-kidal'),
      ).length;
    expect(radar(attack.at - 90 * minuteMs)).toBeGreaterThan(0);
    expect(radar(attack.at + 30 * minuteMs)).toBe(0);
    expect(bodies(told, 'facility').map((report) => report['bedsFree'])).toEqual([6, 0, 2, 5]);
  });

  it('brings patrols together at the camp from where they stood by', () => {
    const metresAt = (at: number) => {
      const fixes = [...vehicleFixes(world, { from: at, to: at + 6 * minuteMs })];
      const reaction = fixes.filter(({ report }) => String(report['trackId']).startsWith('R-'));
      const byTrack = new Map(reaction.map(({ report }) => [report['trackId'], report['position']]));
      return [...byTrack.values()].map((position) => distanceMetres(position as never, attack.approach));
    };
    const before = metresAt(attack.at - 10 * minuteMs);
    expect(before).toHaveLength(6);
    expect(Math.max(...before)).toBeGreaterThan(60_000);
    const after = [4, 5, 6].map((hours) => metresAt(attack.at + hours * hourMs));
    expect(Math.min(...after.map((metres) => Math.max(...metres)))).toBeLessThan(40_000);
    const plans = factsBetween(world, { from: attack.at, to: attack.at + hourMs }).filter(({ report }) =>
      String((report['plan'] as { purpose?: string })?.purpose).startsWith('Reaction force'),
    );
    expect(plans).toHaveLength(3);
  });

  it('goes on after a silence of the server that swallowed part of it', () => {
    const resumed = resumingFacts(world, attack.at + 11 * hourMs, attack.at + 2 * hourMs);
    expect(resumed.some(({ report }) => report['sensorId'] === 'radar-kidal' && report['status'] === 'working')).toBe(
      true,
    );
  });
});

describe('helicopters for the injured', () => {
  const plain = makeWorld({ seed: 7, mission });
  const firstDay = Math.floor(startAt / dayMs);
  const flights = Array.from({ length: 10 }, (_, day) => casevacFlightsOf(plain, firstDay + day)).flat();

  it('fly several times a day, after the call, to the place, to a table, and home', () => {
    expect(flights.length).toBeGreaterThan(8);
    expect(flights.length).toBeLessThan(60);
    for (const { call, asset, launchAt, atPlaceAt, atFacilityAt, homeAt, trips } of flights) {
      expect(call.at <= call.alertAt && call.alertAt < launchAt && launchAt < atPlaceAt).toBe(true);
      expect(atPlaceAt < atFacilityAt && atFacilityAt < homeAt).toBe(true);
      expect(trips).toHaveLength(3);
      const there = assetStateAt(plain, asset, atPlaceAt + minuteMs);
      expect(distanceMetres(there.position, call.position)).toBeLessThan(100);
      expect(there.isTasked).toBe(true);
      expect(assetStateAt(plain, asset, homeAt + minuteMs).remark).toBeUndefined();
    }
  });

  it('never carry out two calls at once', () => {
    const sorted = [...flights].sort((a, b) => a.launchAt - b.launchAt);
    sorted.forEach((flight, index) => {
      const clash = sorted
        .slice(index + 1)
        .find((other) => other.asset.assetId === flight.asset.assetId && other.launchAt < flight.homeAt);
      expect(clash).toBeUndefined();
    });
  });

  it('follow incidents with injured, which say afterwards how long it took', () => {
    const facts = [...accidentFacts(plain, { from: firstDay * dayMs, to: (firstDay + 3) * dayMs })];
    const corrections = facts.filter(({ report }) => report['amends']);
    expect(corrections.length).toBeGreaterThan(1);
    for (const { report } of corrections) expect(report['narrative']).toMatch(/From injury to hospital: \d+ minutes/);
    for (const { report } of facts) expect(parseFact(report, context)).toMatchObject({ ok: true });
  });
});

describe('cases of casualties', () => {
  const span = { from: startAt - dayMs, to: startAt + 2 * dayMs };
  const facts = [...caseFacts(world, span)];
  const fold = (reports: readonly DatedReport[]) => {
    const cases = new Map<string, CasevacBody>();
    for (const { report } of reports) {
      const parsed = parseFact(report, context);
      if (!parsed.ok || parsed.value.kind !== 'casevac') throw new Error(JSON.stringify(parsed));
      const event = { ...parsed.value, sequence: 1, recordedAt: 1 };
      cases.set(event.entity, foldCasevac(cases.get(event.entity), event));
    }
    return cases;
  };

  it('follow each call, from its place to its end, and every end has its flight', () => {
    const cases = fold(facts.filter(({ knownAt }) => knownAt <= startAt + dayMs));
    expect(cases.size).toBeGreaterThan(5);
    const clocks = [...cases.values()].map((body) => clocksOfCase(body, startAt + dayMs));
    const surgery = new Set(clocks.map(({ surgery: { state } }) => state));
    expect(surgery.has('met') || surgery.has('missed')).toBe(true);
    for (const { times, status, patients, casualties, tasks } of cases.values()) {
      // Of the first ones the span holds only the end.
      if (status !== 'closed' || casualties === undefined || typeof times.surgeryAt !== 'number') continue;
      expect(times.surgeryAt).toBeGreaterThan(times.wheelsUpAt as number);
      expect(patients).toHaveLength(casualties);
      expect(tasks[0]).toMatchObject({ assetId: expect.any(String), facilityId: expect.any(String) });
    }
  });

  it('are open whenever the exercise is started, and say in time only what is known by then', () => {
    const now = fold(facts.filter(({ knownAt }) => knownAt <= startAt));
    const open = [...now.values()].filter(({ status }) => status === 'open' || status === 'assigned');
    expect(open.length).toBeGreaterThan(0);
    for (const { observedAt, report } of facts)
      for (const at of Object.values((report['times'] ?? {}) as Record<string, string>))
        if (at !== 'unknown') expect(Date.parse(at)).toBeLessThanOrEqual(observedAt);
  });
});

describe('at any hour', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => startAt + hour * hourMs);

  it('a patrol vehicle is out of reach long enough to be lost, and found again', () => {
    const teams = new Set(referenceTeams(world).flatMap((slot) => slot.vehicles.map((vehicle) => vehicle.trackId)));
    for (const hour of hours) {
      const fixes = [...vehicleFixes(world, { from: hour, to: hour + hourMs })];
      const last = new Map<unknown, number>();
      let longest = 0;
      for (const { report, observedAt } of fixes) {
        const { trackId } = report as { trackId: string };
        if (teams.has(trackId)) longest = Math.max(longest, observedAt - (last.get(trackId) ?? observedAt));
        last.set(trackId, observedAt);
      }
      expect(longest).toBeGreaterThan(freshnessMultiples.lost * minuteMs);
    }
  });

  it('the state of some facility has lapsed, and that of most has not', () => {
    for (const hour of hours) {
      const states = bodies(standingFacts(world, hour), 'facility');
      const lapsed = states.filter((report) => Date.parse(report['validUntil'] as string) < hour);
      expect(states).toHaveLength(7);
      expect(lapsed.length).toBeGreaterThan(0);
      expect(lapsed.length).toBeLessThan(4);
    }
  });

  it('radar has been cut off within three hours or so, and every source comes back', () => {
    const minutesCut = (source: string, lengthMs: number) =>
      Array.from({ length: lengthMs / minuteMs }, (_, minute) => isCutOff(world, source, startAt + minute * minuteMs));
    expect(minutesCut('exercise-radar', 6 * hourMs).filter(Boolean).length).toBeGreaterThan(7);
    for (const source of ['exercise-trackers', 'exercise-air', 'exercise-uas', 'exercise-radar', 'exercise-voice'])
      expect(minutesCut(source, dayMs).filter((isCut) => !isCut).length).toBeGreaterThan(1_200);
    expect(minutesCut('exercise-desk', dayMs)).not.toContain(true);
  });
});

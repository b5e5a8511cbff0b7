import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { DossierAnswer, DossierAround, KnownReport } from '#shared/protocol/dossier.ts';
import { northernLantern } from '../../server/mission/northern-lantern.ts';
import { exercisePast } from '../../server/sources/exercise/exercise-past.ts';
import { TestServer, until } from './test-server.ts';

const minuteMs = 60_000;
const door = { name: 'exercise', actor: 'exercise', defaultSource: 'exercise-desk', mayDateKnowledge: true };

const clockLimits = [
  ['firstAid', 'firstAidAt', 10],
  ['team', 'teamAt', 60],
  ['surgery', 'surgeryAt', 120],
] as const;

describe('the dossier of an incident', () => {
  const server = new TestServer({ mission: northernLantern });
  let attackAt = 0;
  let attackId = '';
  let dossier: DossierAnswer;

  const read = async (id: string, query = ''): Promise<DossierAnswer> => {
    const { status, text } = await server.get(`/incidents/${encodeURIComponent(id)}/dossier${query}`);
    if (status !== 200) throw new Error(`${status}: ${text}`);
    return JSON.parse(text) as DossierAnswer;
  };
  const aroundOf = (answer: DossierAnswer) => answer.around as Exclude<DossierAround, { reason: string }>;
  const of = (part: string) => `incident/${attackId.replace(/CPX$/, part)}`;
  const reportsOf = (key: string): KnownReport[] => dossier.knowledge.filter((each) => each.key === key);

  beforeAll(async () => {
    await server.start();
    server.clock.stop();
    const liveAt = server.clock.now();
    for (const batch of exercisePast({ seed: 1, mission: northernLantern, until: liveAt }))
      await server.running.submit(batch, door);
    attackAt = Math.floor((liveAt - 100 * minuteMs) / minuteMs) * minuteMs;
    attackId = `INC-${new Date(attackAt).toISOString().slice(0, 10).replaceAll('-', '')}-CPX`;
    await until('cover is computed', async () => (await server.get('/coverage/raster')).status === 200, 60_000);
    dossier = await read(attackId);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    expect(server.faults).toEqual([]);
  });

  it('tells the attack as it stands, and its parts', () => {
    expect(dossier.incident).toMatchObject({ key: `incident/${attackId}`, type: 'ATK.CPX', isRetracted: false });
    expect(dossier.incident.occurredAt).toBe(new Date(attackAt).toISOString());
    expect(dossier.incident.parts.map(({ key }) => key).sort()).toEqual(['DF', 'IDF', 'IED', 'RUMOUR'].map(of).sort());
    expect([dossier.km, dossier.minutes]).toEqual([10, 30]);
  });

  it('says who knew what when, in order, with the delay after the occurrence', () => {
    const times = dossier.knowledge.map(({ knownAt }) => Date.parse(knownAt));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const whole = reportsOf(`incident/${attackId}`);
    expect(whole.map(({ delaySeconds, as }) => [delaySeconds / 60, as])).toEqual([
      [4, 'first'],
      [12, 'correction'],
      [41, 'correction'],
    ]);
    expect(reportsOf(of('DF')).map(({ delaySeconds, isPart }) => [delaySeconds / 60, isPart])).toEqual([
      [15, true],
      [85, true],
    ]);
    expect(whole.map(({ isOvertaken }) => isOvertaken)).toEqual([true, true, false]);
    expect(whole[1]!.amends).toMatchObject({ reason: 'What the first call took for rockets was a vehicle bomb.' });
  });

  it('tells what each correction changed', () => {
    const [first, second, third] = reportsOf(`incident/${attackId}`);
    expect(first!.changes).toEqual([]);
    expect(second!.changes).toEqual([
      expect.objectContaining({ field: 'title', before: expect.stringContaining('Rockets strike') }),
      { field: 'type', before: 'ATK.IDF', after: 'ATK.CPX' },
      { field: 'verification', before: 'unverified', after: 'partly' },
      { field: 'killed', before: 0, after: 2 },
      { field: 'injured', before: 0, after: 9 },
      { field: 'missing', before: 0, after: 3 },
    ]);
    expect(third!.changes).toEqual([
      { field: 'killed', before: 2, after: 3 },
      { field: 'injured', before: 9, after: 21 },
      { field: 'missing', before: 3, after: 1 },
    ]);
  });

  it('shows the rumour beside what stands, as withdrawn', () => {
    expect(dossier.conflicts.standing).toMatchObject({ casualties: { killed: 3, injured: 21, missing: 1 } });
    expect(dossier.conflicts.others).toEqual([
      expect.objectContaining({
        ...{ key: of('RUMOUR'), on: ['casualties'], casualties: { killed: 12 } },
        grading: { reliability: 'F', credibility: '5' },
        withdrawn: {
          knownAt: new Date(attackAt + 95 * minuteMs).toISOString(),
          reason: 'Same event, wrong figure; see the report of the camp.',
        },
      }),
    ]);
    expect(reportsOf(of('RUMOUR')).map(({ as, changes }) => [as, changes.length])).toEqual([
      ['first', 0],
      ['retraction', 0],
    ]);
  });

  it('shows what another source says of the same incident and nearby, until they agree', async () => {
    const post = (body: object) =>
      server.post({
        ...{ kind: 'incident', observedAt: new Date(server.clock.now()).toISOString() },
        ...{ occurredAt: new Date(attackAt + 10 * minuteMs).toISOString(), title: 'Seen from the town', ...body },
      });
    const [lon, lat] = dossier.incident.position!;
    const near = { incidentId: 'town', source: 'town-radio', type: 'CRM.OTHER', position: [lon + 0.008, lat] };
    await post({ ...near, messageId: 'town-1', casualties: [{ outcome: 'killed', group: 'civilian', count: 2 }] });
    const { others } = (await read(attackId)).conflicts;
    expect(others.find(({ source }) => source === 'town-radio')).toMatchObject({ on: ['type', 'casualties', 'place'] });
    const amends = { messageId: 'town-1', as: 'correction' };
    await post({ ...near, messageId: 'town-2', amends, type: 'ATK.CPX', position: [lon, lat] });
    expect((await read(attackId)).conflicts.others.map(({ source }) => source)).not.toContain('town-radio');
  });

  it('finds the tracks that every fix on record, looked at one by one, finds', async () => {
    for (const [km, minutes] of [
      [10, 30],
      [1, 120],
      [60, 20],
    ] as const) {
      const { tracks } = aroundOf(await read(attackId, `?km=${km}&minutes=${minutes}`));
      const expected = await bruteForce(dossier.incident.position!, km * 1000, minutes * minuteMs);
      expect(tracks.isCut).toBe(false);
      expect(tracks.things.map(({ key }) => key).sort()).toEqual([...expected.keys()].sort());
      for (const track of tracks.things) {
        const wanted = expected.get(track.key)!;
        expect(track.distanceMetres).toBeCloseTo(wanted.least, 3);
        expect([track.fixesInside, track.fixCount]).toEqual([wanted.inside, wanted.count]);
        expect(track.fixes.length).toBe(Math.min(wanted.count, 500));
        expect(Math.abs(Date.parse(track.nearestAt) - attackAt)).toBeLessThanOrEqual(minutes * minuteMs);
      }
    }
    expect(aroundOf(dossier).tracks.things.length).toBeGreaterThan(3);
  });

  async function bruteForce(place: Position, metres: number, spanMs: number) {
    const found = new Map<string, { least: number; inside: number; count: number }>();
    for await (const { fixes } of server.running.log.readTail(0, 5_000))
      for (let row = 0; fixes && row < fixes.count; row++) {
        if (Math.abs(fixes.observedAt[row]! - attackAt) > spanMs) continue;
        const { source, trackId } = server.running.log.descriptors[fixes.descriptor[row]!]!;
        const key = `track/${source}/${trackId}`;
        const each = found.get(key) ?? { least: Number.POSITIVE_INFINITY, inside: 0, count: 0 };
        const distance = distanceMetres(place, [fixes.longitudeE7[row]! / 1e7, fixes.latitudeE7[row]! / 1e7]);
        found.set(key, {
          least: Math.min(each.least, distance),
          inside: each.inside + (distance <= metres ? 1 : 0),
          count: each.count + 1,
        });
      }
    for (const [key, { inside }] of found) if (inside === 0) found.delete(key);
    return found;
  }

  it('tells what stood around, nearest first, as it was then', () => {
    const { facilities, sites, sensors, zones, patrols, incidents } = aroundOf(dossier);
    expect(facilities.things.map(({ key }) => key)).toContain('facility/kidal-level-2');
    // The radar went silent after the explosion, not before it.
    expect(sensors.things.find(({ key }) => key === 'sensor/radar-kidal')).toMatchObject({ status: 'working' });
    expect(incidents.things.map(({ key }) => key)).toEqual(expect.arrayContaining(['DF', 'IDF'].map(of)));
    expect(zones.things.length).toBeGreaterThan(0);
    for (const { things } of [facilities, sites, zones, patrols, incidents]) {
      const distances = things.map(({ distanceMetres: metres }) => metres);
      expect(distances).toEqual([...distances].sort((a, b) => a - b));
      expect(distances.every((metres) => metres <= 10_000)).toBe(true);
    }
  });

  it('sets the clocks of the casualties against 10-1-2', () => {
    const named = dossier.cases.filter(({ isNamed }) => isNamed);
    const told = named.flatMap(({ times, clocks }) => {
      expect(times.injuryAt).toBe(new Date(attackAt).toISOString());
      return clockLimits.map(([clock, stopAt, limitMinutes]) => {
        const stoppedAt = times[stopAt];
        const passed = ((stoppedAt ? Date.parse(stoppedAt) : server.clock.now()) - attackAt) / minuteMs;
        const { state, minutes } = clocks[clock];
        expect(state).toBe(stoppedAt ? (passed <= limitMinutes ? 'met' : 'missed') : 'running');
        expect(Math.abs(minutes! - (state === 'missed' ? passed - limitMinutes : limitMinutes - passed))).toBeLessThan(
          1,
        );
        return state;
      });
    });
    expect(new Set(told)).toEqual(new Set(['met', 'missed', 'running']));
  });

  it('tells medical cover at the place as it was known then, or why there is none', async () => {
    expect(dossier.cover).toMatchObject({
      coverAt: new Date(attackAt).toISOString(),
      tiers: { team: { limitMinutes: 60 }, surgery: { limitMinutes: 120 } },
    });
    const { text } = await server.get('/incidents?limit=1');
    const [oldest] = (JSON.parse(text) as { records: { id: string }[] }).records;
    expect((await read(oldest!.id)).cover).toMatchObject({ problem: { name: 'time-before-record' } });
  });

  it('without a place tells what was reported, and why nothing is near', async () => {
    await server.post({
      ...{ kind: 'incident', messageId: 'nowhere-1', incidentId: 'nowhere', type: 'ATK.DF', title: 'Somewhere' },
      ...{ observedAt: new Date(server.clock.now()).toISOString(), occurredAt: new Date(attackAt).toISOString() },
    });
    const answer = await read('nowhere');
    expect(answer.around).toEqual({ reason: 'no-position' });
    expect(answer.cover).toMatchObject({ problem: { name: 'no-cover' } });
    expect(answer.knowledge).toHaveLength(1);
  });

  it('refuses by name what it does not understand, and an incident that is not there', async () => {
    for (const query of ['?km=0', '?km=201', '?km=x', '?minutes=0.5', '?minutes=1441', '?minutes=', '?radius=3'])
      expect([query, (await server.get(`/incidents/${attackId}/dossier${query}`)).status]).toEqual([query, 400]);
    const { status, text } = await server.get('/incidents/none/dossier');
    expect([status, JSON.parse(text)]).toMatchObject([404, { title: 'not-found' }]);
  });
});

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AreaBox } from '#shared/analysis/passage/area-box.ts';
import { defaultIntervalSeconds } from '#shared/parameters/freshness.ts';
import { trackPath } from '#shared/protocol/http.ts';
import type { PassagesAnswer, PassagesRequestWire } from '#shared/protocol/passages.ts';
import { northernLantern } from '../../server/mission/northern-lantern.ts';
import { exercisePast } from '../../server/sources/exercise/exercise-past.ts';
import { findReferenceData } from '../find-reference-data.ts';
import { ImportClient } from './import-client.ts';
import { findDifferences, findStays, type OracleTrack, type Place } from './passage-oracle.ts';
import { makeRandom, type Random } from './random.ts';
import { TestServer } from './test-server.ts';

const door = { name: 'exercise', actor: 'exercise', defaultSource: 'exercise-desk', mayDateKnowledge: true };
const hourMs = 3_600_000;
type TrackAnswer = { fixes: { observedAt: string; longitude: number; latitude: number }[] };

const server = new TestServer();
const client = new ImportClient(() => server.url);
afterAll(async () => {
  await server.stop();
  expect(server.faults).toEqual([]);
});

async function ask(body: PassagesRequestWire): Promise<PassagesAnswer> {
  const { status, text } = await server.send('/passages', body);
  if (status !== 200) throw new Error(`passages answered ${status}: ${text}`);
  return JSON.parse(text) as PassagesAnswer;
}

/** Every fix of every track, as `GET /tracks/{name}` tells them; of those that left the picture, as the log does. */
async function readTracks(): Promise<OracleTrack[]> {
  const { log, live } = server.running;
  const types = new Map(log.descriptors.map(({ source, trackId, trackType }) => [`${source}/${trackId}`, trackType]));
  const tracks: OracleTrack[] = [];
  for (const [name, type] of types) {
    const record = live.picture.records.get(`track/${name}`);
    let fixes: TrackAnswer['fixes'];
    if (record) {
      const path = trackPath(name).replace('/api/v1', '');
      fixes = (JSON.parse((await server.get(path)).text) as TrackAnswer).fixes;
    } else {
      const [source, trackId] = [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)];
      const stored = (await log.read.track(source, trackId, 0, server.clock.now(), 100_000)) ?? [];
      fixes = stored.map((fix) => ({ ...fix, observedAt: new Date(fix.observedAt).toISOString() }));
    }
    tracks.push({
      name,
      gapMs: 3 * 1_000 * defaultIntervalSeconds[type ?? 'unknown']!,
      fixes: fixes.map(({ observedAt, longitude, latitude }) => ({
        at: Date.parse(observedAt),
        place: [longitude, latitude] as const,
      })),
    });
  }
  return tracks;
}

/**
 * Where an area is put: around a fix, of any size, or between two fixes that are joined, so small that neither of them
 * need lie in it.
 */
function pickSpot(random: Random, { fixes, gapMs }: OracleTrack): { at: number; place: Place; radius: number } {
  const index = random.below(fixes.length - 1);
  const [{ at, place }, next] = [fixes[index]!, fixes[index + 1]!];
  const [dx, dy] = [next.place[0] - place[0], next.place[1] - place[1]];
  if (random.chance(0.5) || next.at - at > gapMs || (dx === 0 && dy === 0))
    return { at, place, radius: 0.01 * 150 ** random.next() };
  return { at, place: [place[0] + dx / 2, place[1] + dy / 2], radius: 0.4 * Math.hypot(dx, dy) };
}

/** A star of three to nine corners around a place: concave as a rule. */
function makeRing(random: Random, [longitude, latitude]: Place, radius: number): Place[] {
  const corners = 3 + random.below(7);
  return Array.from({ length: corners }, (_, corner): Place => {
    const [angle, length] = [((corner + 0.8 * random.next()) / corners) * 2 * Math.PI, radius * (0.2 + random.next())];
    return [longitude + length * Math.cos(angle), latitude + length * Math.sin(angle)];
  });
}

function boxOf({ west, south, east, north }: AreaBox): PassagesRequestWire['area'] {
  const corners: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [corners] };
}

type Tally = {
  areas: number;
  passages: number;
  interpolated: number;
  between: number;
  controlDiffers: number;
  read: number;
};

/** Asks for areas and spans around random fixes of these tracks, and compares each answer with the oracle's. */
async function compare(tracks: readonly OracleTrack[], areas: number, random: Random): Promise<Tally> {
  const tally: Tally = { areas, passages: 0, interpolated: 0, between: 0, controlDiffers: 0, read: 0 };
  const all = await readTracks();
  for (let area = 0; area < areas; area++) {
    const spot = pickSpot(random, random.pick(tracks.filter((track) => track.fixes.length > 1)));
    const ring = makeRing(random, spot.place, spot.radius);
    const length = Math.round(60_000 * 1_000 ** random.next());
    const from = spot.at - Math.round(length * random.next());
    const span = { from, to: from + length };
    const answer = await ask({
      area: { type: 'Polygon', coordinates: [[...ring, ring[0]!].map(([x, y]): [number, number] => [x, y])] },
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
      limit: 10_000,
    });
    const stays = all.flatMap((track) => findStays(track, ring, span));
    expect(findDifferences(answer.passages, stays)).toEqual([]);
    const entries = answer.passages.map(({ enteredAt }) => enteredAt);
    expect(entries).toEqual(entries.toSorted());
    expect(answer.tracks).toBe(new Set(stays.map(({ track }) => track)).size);
    expect(answer.truncated).toBe(false);
    const inSpan = all.flatMap((track) => track.fixes.filter((fix) => fix.at >= span.from && fix.at <= span.to));
    expect(answer.fixesRead).toBe(inSpan.length);
    const control = all.flatMap((track) => findStays(track, ring, span, false));
    if (findDifferences(answer.passages, control).length > 0) tally.controlDiffers++;
    tally.passages += stays.length;
    tally.between += stays.filter(({ fixesInside, startsInside }) => fixesInside === 0 && !startsInside).length;
    tally.interpolated += stays.filter((stay) => stay.isEntryInterpolated || stay.isExitInterpolated).length;
    tally.read += answer.fixesRead;
  }
  return tally;
}

describe('what passed through an area', () => {
  beforeAll(async () => {
    await server.start();
    const until = server.clock.now();
    for (const batch of exercisePast({ seed: 7, mission: northernLantern, until })) {
      const fixes = (batch as { kind: string }[]).filter(({ kind }) => kind === 'position');
      if (fixes.length === 0) continue;
      const results = await server.running.submit(fixes, door);
      expect(results.filter(({ status }) => status !== 'accepted')).toEqual([]);
    }
  });

  it('is what brute force finds in the past of the exercise', async () => {
    const tracks = await readTracks();
    const tally = await compare(tracks, 30, makeRandom(1));
    console.log(`passages, exercise: ${JSON.stringify(tally)}`);
    expect(tracks.reduce((sum, { fixes }) => sum + fixes.length, 0)).toBeGreaterThan(15_000);
    expect(tally.passages).toBeGreaterThan(100);
    // Dense only in the last ten minutes: before, most fixes are too far apart to be joined.
    const until = Math.max(...tracks.flatMap(({ fixes }) => fixes.map(({ at }) => at)));
    const recent = tracks.map(({ fixes, ...track }) => ({
      ...track,
      fixes: fixes.filter(({ at }) => at > until - 600_000),
    }));
    const dense = await compare(recent, 20, makeRandom(2));
    console.log(`passages, its last minutes: ${JSON.stringify(dense)}`);
    expect(dense.between).toBeGreaterThan(0);
    expect(dense.controlDiffers).toBeGreaterThan(0);
  });

  const files = ['rega_sg.json.gz', 'border_control.json.gz', 'trace_full_ac671b.json'].map((name) =>
    findReferenceData(`tracks/adsb/${name}`),
  );
  it('is what brute force finds in imported flights', async ({ skip }) => {
    const before = new Set((await readTracks()).map(({ name }) => name));
    for (const file of files) {
      const { status, accepted } = await client.load(basename(file ?? skip()), readFileSync(file!));
      expect([status, accepted > 0]).toEqual(['done', true]);
    }
    const flights = (await readTracks()).filter(({ name }) => !before.has(name));
    const tally = await compare(flights, 40, makeRandom(3));
    console.log(`passages, flights: ${JSON.stringify(tally)}`);
    expect(tally.between).toBeGreaterThan(0);
    expect(tally.controlDiffers).toBeGreaterThan(0);
  });

  it('leaves out an import that is taken back', async ({ skip }) => {
    const file = findReferenceData('tracks/gpx/cerknicko-jezero.gpx') ?? skip();
    const { importId } = await client.load(basename(file), readFileSync(file));
    const [place, between] = [
      { west: 14, south: 45.5, east: 14.7, north: 46 },
      ['2000-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ];
    const body = { area: boxOf(place), from: between[0]!, to: between[1]! };
    const there = await ask(body);
    expect(there.passages.length).toBeGreaterThan(0);
    await client.undo(importId);
    expect(await ask(body)).toEqual({
      passages: [],
      tracks: 0,
      fixesRead: there.fixesRead - 296,
      truncated: false,
    });
  });

  it('tells the earliest when there are more than asked for', async () => {
    const now = server.clock.now();
    const whole = { from: new Date(now - 2 * hourMs).toISOString(), to: new Date(now).toISOString() };
    const area = boxOf({ west: -12, south: 9, east: 8, north: 27 });
    const all = await ask({ area, ...whole, limit: 10_000 });
    const few = await ask({ area, ...whole, limit: 5 });
    expect(few).toEqual({ ...all, passages: all.passages.slice(0, 5), truncated: true });
    const vehicles = await ask({ area, ...whole, limit: 10_000, trackTypes: ['vehicle'] });
    expect(vehicles.passages).toEqual(all.passages.filter(({ trackType }) => trackType === 'vehicle'));
    expect(vehicles.passages.length).toBeGreaterThan(0);
    expect(vehicles.passages.length).toBeLessThan(all.passages.length);
  });

  it('is refused by name where the question makes no sense', async () => {
    const [from, to] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
    const area = boxOf({ west: 0, south: 0, east: 1, north: 1 });
    const polygon = (...corners: [number, number][]) => ({ type: 'Polygon', coordinates: [corners] });
    for (const body of [
      {},
      { area, from, to: '2025-12-31T00:00:00Z' },
      { area, from: '2026-02-30T00:00:00Z', to },
      { area, from, to, limit: 0 },
      { area, from, to, trackTypes: ['ship'] },
      { area, from, to, more: true },
      { area: { ...area, coordinates: [...area.coordinates, ...area.coordinates] }, from, to },
      { area: polygon([0, 0], [1, 0], [1, 1], [0, 1]), from, to },
      { area: polygon([0, 0], [1, 0], [0, 0]), from, to },
      { area: polygon([0, 80], [120, 80], [-120, 80], [0, 80]), from, to },
      { area: polygon([0, 80], [120, 95], [50, 80], [0, 80]), from, to },
    ]) {
      const { status, type, text } = await server.send('/passages', body);
      expect([status, type.split(';')[0], JSON.parse(text).title, body]).toEqual([
        ...[400, 'application/problem+json', 'bad-query', body],
      ]);
    }
    const plain = await fetch(`${server.url}/api/v1/passages`, { method: 'POST', body: 'where' });
    expect(plain.status).toBe(415);
  });
});

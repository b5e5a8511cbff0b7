import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TimelineAnswer } from '#shared/protocol/timeline.ts';
import type { ReplayCommand } from '#shared/protocol/upstream.ts';
import type { Truth } from '#shared/replay/moment.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import { timelineMarks } from '#shared/schema/timeline-marks.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { smallLeakAudience } from './leak-audience.ts';
import { CanaryBook, findCanaries, mayRead, type PlantedReport } from './leak-oracle.ts';
import { LeakReports } from './leak-reports.ts';
import { makeRandom } from './random.ts';
import { pause, TestServer, until } from './test-server.ts';
import { TestViewer } from './test-viewer.ts';

const [minuteMs, dayMs] = [60_000, 86_400_000];
const audience = smallLeakAudience;
const nobody: Viewer = { actor: 'nobody', clearance: 'unclassified', groups: [] };

/** Silence behind each burst: for late and lost tracks, silent sources, retired contacts and retired patrols. */
const silences = [20 * minuteMs, 3 * 60 * minuteMs, 26 * 60 * minuteMs, 5 * minuteMs];
/** Close enough for most fixes of a vehicle to be joined. */
const [reportsPerBurst, stepMs] = [160, 1_000];
const marks = [...timelineMarks];

type Fix = { at: number; longitudeE6: number; report: PlantedReport };
type Marked = { mark: string; known: number; happened: number };

describe('nobody is shown by a replay what they may not see', () => {
  const server = new TestServer();
  const book = new CanaryBook();
  const random = makeRandom(404);
  const maker = new LeakReports(book, random, 45);
  const fixes = new Map<string, Fix[]>();
  /** When each burst began. */
  const bursts: number[] = [];
  const findings: string[] = [];
  let moments: number[] = [];
  let events: FactEvent[] = [];
  let mistaken: Viewer | undefined;
  let [sightings, placesChecked, onTheWay, steps] = [0, 0, 0, 0];

  beforeAll(async () => {
    for (const viewer of audience) server.viewers.set(viewer.actor, viewer);
    server.identify = (request: IncomingMessage) =>
      mistaken ?? server.viewers.get(String(request.headers['x-viewer'])) ?? nobody;
    await server.start();
    for (const silenceMs of silences) {
      bursts.push(server.clock.now());
      for (let count = 0; count < reportsPerBurst; count++) await submit(vary(maker.make(server.clock.now())));
      server.clock.advance(silenceMs);
      await pause(1_200);
    }
    server.clock.stop();
    await until('cover is computed', async () => (await server.get('/coverage/raster')).status === 200);
    await until('nothing is concluded any more', async () => {
      const { sequence } = server.running.log;
      await pause(1_100);
      return sequence === server.running.log.sequence;
    });
    events = await server.running.log.read.events({ limit: 50_000 });
    const [first, second, third, last] = bursts as [number, number, number, number];
    moments = [
      ...[first - 70 * dayMs, first - 1, first + 45_000, first + 110_000, second - minuteMs, second + 70_000],
      ...[
        third + 95_000,
        third + 40_000,
        last - 60 * minuteMs,
        last + 80_000,
        first + 70_000,
        server.running.log.settledAt,
      ],
    ];
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    expect(server.faults).toEqual([]);
  });

  /** More of what the timeline marks, and of two kinds. */
  function vary(report: PlantedReport): PlantedReport {
    if (report.kind === 'incident' && random.chance(0.4)) return { ...report, type: 'CRM.ROB' };
    if (report.kind !== 'casevac' || random.chance(0.3)) return report;
    const { kind, source, marking, observedAt, messageId, amends, caseId } = report;
    const told = { kind, source, marking, observedAt, messageId, ...(amends ? { amends } : {}), caseId };
    return { ...told, action: 'open', position: book.mintPosition(), place: book.mint(), callSign: book.mint() };
  }

  async function submit(report: PlantedReport): Promise<void> {
    const actor = `actor-${book.mint()}`;
    book.plant(report, actor);
    if (report.kind === 'position') {
      const [name, [longitude]] = [`${report['source']}/${report['trackId']}`, report['position'] as [number, number]];
      const at = Date.parse(String(report['observedAt']));
      fixes.set(name, [...(fixes.get(name) ?? []), { at, longitudeE6: Math.round(longitude * 1e6), report }]);
    }
    const door = { name: 'test', actor, defaultSource: 'test', allowInternal: true };
    expect(await server.running.submit([report], door)).toMatchObject([{ status: 'accepted' }]);
    server.clock.advance(stepMs);
  }

  /** What the timeline may mark for this viewer: a second time from the rules, slow and literal. */
  function marked(viewer: Viewer, truth: Truth): Marked[] {
    const byName = new Map(events.map((event) => [`${event.source} ${event.messageId}`, event]));
    const nameOfAmended = ({ amends, source }: FactEvent) => amends && `${amends.source ?? source} ${amends.messageId}`;
    const overtaken = new Set(events.map(nameOfAmended));
    const told = events.filter((event) => markOf(event) && event.amends?.as !== 'retraction');
    const standing = told.filter(({ source, messageId }) => !overtaken.has(`${source} ${messageId}`));
    const lastOf = new Map(standing.map((event) => [`${event.kind} ${event.entity}`, event]));
    return (truth === 'known' ? told : standing).flatMap((event) => {
      if (!mayRead(viewer, event.marking)) return [];
      const isAgain = event.kind === 'incident' && lastOf.get(`incident ${event.entity}`) !== event;
      if (truth === 'happened' && isAgain) return [];
      const known = event.knownAt ?? event.recordedAt;
      let happened = Math.min(event.kind === 'incident' ? event.body.occurredAt : event.observedAt, known);
      // A correction belongs where what it corrects was, if nobody is told the time of what they may not read by that.
      for (let each: FactEvent | undefined = event; each && event.kind !== 'incident'; ) {
        each = byName.get(nameOfAmended(each) ?? '');
        if (JSON.stringify(each?.marking) !== JSON.stringify(event.marking)) break;
        happened = Math.min(happened, each!.observedAt);
      }
      return [{ mark: markOf(event)!, known, happened }];
    });
  }

  /** The next or previous moment that a mark of this viewer explains. */
  function nextMark(viewer: Viewer, truth: Truth, from: number, direction: 1 | -1): number | undefined {
    const times = marked(viewer, truth).map((each) => each[truth]);
    return times.filter((at) => (at - from) * direction > 0).sort((a, b) => (a - b) * direction)[0];
  }

  /** Where tracks are drawn: at a fix that the viewer may read, or between two such that follow each other. */
  function checkPlaces(viewer: Viewer, { picture: { tracks } }: TestViewer, at: number, mayBeOnTheWay: boolean): void {
    tracks.names.forEach((name, slot) => {
      if (!name) return;
      placesChecked++;
      const shown = tracks.longitudeE6[slot]!;
      const all = fixes.get(name) ?? [];
      const isOpen = (fix: Fix | undefined) => fix !== undefined && mayRead(viewer, fix.report.marking);
      if (all.some((fix) => isOpen(fix) && fix.longitudeE6 === shown)) return;
      const isBetween = all.some((fix, index) => {
        const next = all[index + 1];
        if (!isOpen(fix) || !isOpen(next) || at < fix.at || at > next!.at) return false;
        const share = (at - fix.at) / (next!.at - fix.at);
        return Math.abs(fix.longitudeE6 + (next!.longitudeE6 - fix.longitudeE6) * share - shown) <= 1;
      });
      if (isBetween && mayBeOnTheWay) onTheWay++;
      else findings.push(`${viewer.actor}: ${name} is drawn at ${shown}, at ${new Date(at).toISOString()}`);
    });
  }

  /** Every byte that a stream received, and when it says that the record begins. */
  function checkBytes(viewer: Viewer, stream: TestViewer): void {
    const text = Buffer.concat(stream.chunks).toString('latin1');
    for (const canary of book.leaks(viewer, text)) findings.push(`${viewer.actor}: ${canary}`);
    sightings += findCanaries(text).length;
    const { first } = stream.lastBeat!.replay!;
    // Without a mark nothing is told but the present.
    const wanted = Math.min(
      server.running.log.settledAt,
      ...marked(viewer, 'happened').map(({ happened }) => happened),
    );
    if (first !== wanted) findings.push(`${viewer.actor}: the record begins ${first}, not ${wanted}`);
    expect([stream.mismatches, stream.gaps]).toEqual([[], []]);
  }

  async function open(viewer: Viewer, takesPacked: boolean, session: string, at = moments[2]!): Promise<TestViewer> {
    const stream: TestViewer = new TestViewer({
      ...{ name: viewer.actor, keepsBytes: true, takesPacked },
      replay: { session, truth: 'happened', at },
      onFrame: ({ serverTime }) => checkPlaces(viewer, stream, serverTime, true),
    });
    await stream.connect(server.url);
    await until('the first moment is here', () => stream.isWhole && stream.lastBeat?.replay?.state === 'here', 30_000);
    return stream;
  }

  async function command(stream: TestViewer, wanted: ReplayCommand, holds: (at: number) => boolean): Promise<void> {
    stream.command(wanted);
    await until(`${JSON.stringify(wanted)} is done`, () => {
      const { replay, behindMs } = stream.lastBeat!;
      return replay!.state !== 'moving' && behindMs === 0 && stream.isWhole && holds(replay!.at);
    });
  }

  async function step(viewer: Viewer, stream: TestViewer, direction: 1 | -1): Promise<void> {
    const { at, truth, jumps } = stream.lastBeat!.replay!;
    const wanted = nextMark(viewer, truth, at, direction);
    const hasJumped = () => stream.lastBeat!.replay!.jumps > jumps;
    await command(stream, { do: 'step', direction, marks }, () => wanted === undefined || hasJumped());
    if (wanted === undefined) await pause(300);
    const reached = stream.lastBeat!.replay!.at;
    if (reached !== (wanted ?? at))
      findings.push(`${viewer.actor} ${truth}: a step from ${at} by ${direction} led to ${reached}, not ${wanted}`);
    if (wanted !== undefined) steps++;
  }

  async function roam(viewer: Viewer, takesPacked: boolean): Promise<void> {
    const stream = await open(viewer, takesPacked, `${viewer.actor} ${takesPacked}`.padEnd(8, '-').slice(0, 64));
    for (const truth of ['known', 'happened'] as const) {
      await command(stream, { do: 'truth', truth }, () => stream.lastBeat!.replay!.truth === truth);
      for (const at of moments) {
        await command(stream, { do: 'seek', at }, (shown) => shown === at);
        checkPlaces(viewer, stream, at, truth === 'happened');
        // As happened, whoever stands still is shown what is on its way.
        if (truth === 'happened' && bursts.some((began) => at > began && at < began + 120_000)) await pause(450);
      }
      for (const speed of [20, 600]) {
        await command(stream, { do: 'seek', at: bursts[1]! - 1 }, (shown) => shown === bursts[1]! - 1);
        stream.command({ do: 'speed', speed });
        await command(stream, { do: 'play' }, (shown) => shown > bursts[1]! + speed * 500);
        stream.command({ do: 'pause' });
        await until('it stands', () => stream.lastBeat?.replay?.isPlaying === false);
      }
      for (const from of [bursts[0]! - 70 * dayMs, bursts[1]!]) {
        await command(stream, { do: 'seek', at: from }, (shown) => shown === from);
        for (const direction of [1, 1, 1, 1, -1, -1] as const) await step(viewer, stream, direction);
      }
    }
    checkBytes(viewer, stream);
    stream.cut();
  }

  it('at any moment, by either truth, sought, played or stepped to', async () => {
    expect(new Set(events.map(({ kind }) => kind))).toContain('retire');
    await Promise.all(audience.flatMap((viewer) => [roam(viewer, false), roam(viewer, true)]));
    console.log(
      `replay leaks: ${audience.length} viewers, ${book.size} canaries, ${sightings} sightings, ${steps} steps, ${placesChecked} places of which ${onTheWay} on the way`,
    );
    expect(findings.slice(0, 20)).toEqual([]);
    expect(sightings).toBeGreaterThan(10_000);
    expect(onTheWay).toBeGreaterThan(300);
    expect(steps).toBeGreaterThan(500);
  }, 60_000);

  it('by what the timeline counts, or when it says that the record begins', async () => {
    const [from, to, bins] = [bursts[0]! - 70 * dayMs, server.clock.now() + 1, 7];
    let counted = 0;
    for (const viewer of audience) {
      const path = `/timeline?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}&bins=${bins}`;
      const { text } = await server.get(path, viewer.actor);
      const wanted: Record<string, number[]> = {};
      for (const { mark, happened } of marked(viewer, 'happened')) {
        wanted[mark] ??= new Array<number>(bins).fill(0);
        wanted[mark][Math.floor(((happened - from) / (to - from)) * bins)]!++;
        counted++;
      }
      expect((JSON.parse(text) as TimelineAnswer).bins, viewer.actor).toEqual(wanted);
    }
    expect(counted).toBeGreaterThan(300);
  });

  it('by asking for the picture of a moment', async () => {
    let seen = 0;
    const iso = (at: number) => new Date(at).toISOString();
    const questions = moments.slice(1, 10).map((at) => `at=${iso(at)}`);
    for (const at of moments.slice(1, 10)) questions.push(`known=${iso(at)}`, `at=${iso(at)}&known=${iso(bursts[2]!)}`);
    for (const viewer of audience)
      for (const question of questions) {
        const { status, text } = await server.get(`/picture?${question}`, viewer.actor);
        expect(status).toBe(200);
        expect(book.leaks(viewer, text), `${viewer.actor} ${question}`).toEqual([]);
        seen += findCanaries(text).length;
      }
    expect(seen).toBeGreaterThan(5_000);
  });

  it('by the name of a session that somebody else is in', async () => {
    const [one, other] = [audience.at(-1)!, audience[0]!];
    const first = await open(one, false, 'a session of one', moments[6]);
    const second = await open(other, false, 'a session of one', moments[3]);
    expect([first.lastBeat?.replay?.at, second.lastBeat?.replay?.at]).toEqual([moments[6], moments[3]]);
    for (const stream of [first, second]) stream.cut();
    expect(findings).toEqual([]);
  });

  it('and the oracle catches a viewer who is taken for another (negative control)', async () => {
    const narrow = audience[1]!;
    mistaken = { actor: 'mistaken', clearance: 'strictly-confidential', groups: ['*'] };
    const stream = await open(narrow, true, 'a mistaken session', moments[7]);
    const told = findings.splice(0).filter((finding) => finding.includes('is drawn at'));
    await step(narrow, stream, 1);
    checkBytes(narrow, stream);
    stream.cut();
    mistaken = undefined;
    const caught = findings.splice(0);
    expect(told.length).toBeGreaterThan(3);
    expect(caught.filter((finding) => /Q\d{5}X/.test(finding)).length).toBeGreaterThan(50);
    expect(caught.some((finding) => finding.includes('a step from'))).toBe(true);
    expect(caught.some((finding) => finding.includes('the record begins'))).toBe(true);
  });
});

function markOf({ kind, body }: FactEvent): string | undefined {
  if (kind === 'incident') return body.type.startsWith('ATK.') ? 'attack' : 'incident';
  if (kind === 'casevac') return body.action === 'open' ? 'casevac' : undefined;
  if (kind === 'source') return body.status === 'silent' ? 'feed-gap' : undefined;
  if (kind !== 'cover') return undefined;
  const { team, surgery, before } = body;
  const isLost = (tier: { state: string }, was: { state: string } | undefined) =>
    tier.state === 'missed' && was?.state !== 'missed';
  return isLost(team, before?.team) || isLost(surgery, before?.surgery) ? 'coverage-loss' : undefined;
}

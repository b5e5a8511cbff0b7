import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Picture } from '#shared/picture/picture.ts';
import type { Moment, Truth } from '#shared/replay/moment.ts';
import type { Door } from '../../server/ingest/ingest.ts';
import { Ingest } from '../../server/ingest/ingest.ts';
import type { EventLog } from '../../server/log/event-log.ts';
import { type LogHistory, openLogHistory } from '../../server/log/history/open-log-history.ts';
import { makeDataFolder, openTestLog } from '../../server/log/make-test-log.ts';
import { makeMetrics } from '../../server/metrics/metrics.ts';
import { northernLantern } from '../../server/mission/northern-lantern.ts';
import { concludeExpiries } from '../../server/picture/expiry-monitor.ts';
import { LivePicture } from '../../server/picture/live-picture.ts';
import { MomentPicture } from '../../server/replay/moment-picture.ts';
import { exercisePast } from '../../server/sources/exercise/exercise-past.ts';
import { NaiveLog } from './naive-fold.ts';
import { makeRandom } from './random.ts';
import { ReportMaker } from './random-reports.ts';

const start = Date.UTC(2026, 10, 20, 6);
const liveSteps = 240;
const desk: Door = { name: 'test', actor: 'desk', defaultSource: 'desk', allowInternal: true, mayDateKnowledge: true };

/** The past of the exercise, then two hours of life: late, dated back, corrected, retracted, taken back, undone. */
async function writeLog(dataDir: string): Promise<{ log: EventLog; end: number }> {
  let now = start;
  const log = await openTestLog(dataDir, { now: () => now });
  const live = new LivePicture(log);
  const ingest = new Ingest({
    log,
    metrics: makeMetrics(),
    now: () => now,
    onCommitted: (committed, facts) => live.fold(committed, facts),
  });
  const submit = async (reports: readonly unknown[], door: Door) => {
    const results = await ingest.submit(reports, door);
    return results.flatMap((result) => (result.status === 'refused' ? [result.problem.detail] : []));
  };
  for (const batch of exercisePast({ seed: 7, mission: northernLantern, until: start }))
    expect(await submit(batch, { ...desk, actor: 'exercise' })).toEqual([]);
  const random = makeRandom(11);
  const maker = new ReportMaker(random);
  for (let step = 0; step < liveSteps; step++) {
    now += random.pick([1_000, 5_000, 30_000, 90_000]);
    const drafts = Array.from({ length: 1 + random.below(12) }, () => maker.make(now - start));
    const reports = drafts.map((draft) => ({
      ...draft,
      observedAt: iso(start + draft.observedAt),
      ...(random.chance(0.1) ? { knownAt: iso(now - random.below(7_200_000)) } : {}),
    }));
    const actor = random.pick(['desk', 'desk', 'import:one', 'import:two']);
    await submit(reports, { ...desk, actor });
    if (random.chance(0.05)) await submit([takeBack(live, random.below(1e6), now)], desk);
    if (step === 120) await submit([undone('one', now)], desk);
    await submit(concludeExpiries(live, now), { ...desk, name: 'system', actor: 'system', defaultSource: 'system' });
  }
  return { log, end: now };
}

const iso = (at: number) => new Date(at).toISOString();

function takeBack({ picture: { tracks } }: LivePicture, pick: number, now: number): unknown {
  const names = tracks.names.filter(Boolean);
  const name = names[pick % names.length]!;
  const slot = tracks.find(name)!;
  const lastObservedAt = tracks.observedAt[slot]!;
  const remaining = { position: [1, 15], observedAt: lastObservedAt - 60_000, freshness: 'stale', callSign: 'BACK' };
  return {
    ...{ kind: 'retire', messageId: `back-${name}-${lastObservedAt}`, observedAt: iso(now), key: `track/${name}` },
    ...{ reason: 'undone', lastObservedAt, ...(pick % 2 === 0 ? { remaining } : {}) },
  };
}

function undone(importId: string, now: number): unknown {
  return {
    ...{ kind: 'import', messageId: `undone-${importId}`, observedAt: iso(now), importId, name: 'a.csv' },
    ...{ sha256: '0'.repeat(64), sizeBytes: 1, format: 'test', status: 'undone', startedAt: iso(now) },
    ...{ accepted: 0, duplicate: 0, refused: 0, reasons: [], sequences: [] },
  };
}

/** What a replay shows: its fold without what expired. */
function shown(replay: MomentPicture): string {
  const { picture, expired } = replay;
  if (expired.size === 0) return picture.hash();
  const own = new Picture();
  for (const record of picture.records.values()) {
    if (expired.has(record.key)) continue;
    const { slot } = own.put(record) as { slot?: number };
    if (slot !== undefined) own.tracks.copyRow(picture.tracks, picture.tracks.find(record.id)!, slot);
  }
  return own.hash();
}

describe('a replay shows what the log folded naively by the two truths shows', () => {
  const folder = makeDataFolder();
  let log: EventLog;
  let history: LogHistory;
  let naive: NaiveLog;
  let end = 0;

  beforeAll(async () => {
    ({ log, end } = await writeLog(folder.path));
    history = openLogHistory(folder.path, (error) => {
      throw error;
    });
    naive = await NaiveLog.read(log);
  }, 120_000);
  afterAll(async () => {
    await history.close();
    await log.close();
    folder.remove();
  });

  /** Moments all over the record, most of them where it is dense. */
  function draw(count: number, seed: number): number[] {
    const random = makeRandom(seed);
    const spans = [end - start, 30 * 3_600_000, 3 * 365 * 86_400_000];
    return Array.from({ length: count }, (_, index) => end - Math.floor(random.next() * spans[index % 3]!)).sort(
      (a, b) => a - b,
    );
  }

  function compare(truth: Truth, times: readonly number[], by: number): Map<number, string> {
    const pictures = truth === 'known' ? naive.asKnown(times) : naive.asHappened(times, by);
    const hashes = new Map<number, string>();
    let index = 0;
    for (const picture of pictures) hashes.set(times[index++]!, picture.hash());
    return hashes;
  }

  const momentOf = (truth: Truth, at: number, by: number): Moment => ({ truth, at, by: truth === 'known' ? at : by });

  it('at 500 moments as known then, sought in any order', async () => {
    const times = draw(500, 1);
    const wanted = compare('known', times, end);
    expect(new Set(wanted.values()).size).toBeGreaterThan(350);
    const replay = new MomentPicture(history, log.descriptors);
    for (const at of makeRandom(2).shuffle(times)) {
      await replay.seek(momentOf('known', at, at));
      if (shown(replay) !== wanted.get(at)) throw new Error(`as known at ${iso(at)} differs`);
    }
  }, 120_000);

  it('at 525 moments as happened, by 21 states of knowledge', async () => {
    const replay = new MomentPicture(history, log.descriptors);
    for (const [index, by] of draw(21, 3).entries()) {
      const times = draw(25, 100 + index);
      const wanted = compare('happened', times, by);
      for (const at of makeRandom(index).shuffle(times)) {
        await replay.seek(momentOf('happened', at, by));
        if (shown(replay) !== wanted.get(at))
          throw new Error(`as happened at ${iso(at)}, known by ${iso(by)}, differs`);
      }
    }
  }, 120_000);

  it('also when it is played there instead of sought', async () => {
    for (const truth of ['known', 'happened'] as const) {
      const times = draw(150, 5).filter((at) => at > start - 26 * 3_600_000);
      const wanted = compare(truth, times, end);
      const replay = new MomentPicture(history, log.descriptors);
      await replay.seek(momentOf(truth, times[0]! - 1, end));
      for (const at of times) {
        while (replay.heldTo < at) await replay.readAhead(at + 600_000, 5_000);
        replay.advance(at);
        if (shown(replay) !== wanted.get(at)) throw new Error(`${truth} at ${iso(at)} differs when played`);
      }
    }
  }, 120_000);

  it('and would be caught if it took one truth for the other (negative control)', async () => {
    const times = draw(40, 9).filter((at) => at > start && at < end - 60_000);
    const [known, happened] = [compare('known', times, end), compare('happened', times, end)];
    expect(times.filter((at) => known.get(at) === happened.get(at)).length).toBeLessThan(times.length / 4);
  });
});

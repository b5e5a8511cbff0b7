import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logFile } from './data-folder.ts';
import type { EventLog } from './event-log.ts';
import {
  damageRoot,
  makeBatch,
  makeDataFolder,
  makeDescriptor,
  makeFixes,
  makeIncident,
  openTestLog,
  readAll,
  readSequences,
} from './make-test-log.ts';
import { openEventLog } from './open-event-log.ts';
import { verifyLog } from './verify/verify-log.ts';

/** Each opening starts two threads, which takes a second on a busy machine. */
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

let folder: ReturnType<typeof makeDataFolder>;
let log: EventLog;

beforeEach(() => {
  folder = makeDataFolder();
});

afterEach(async () => {
  await log?.close();
  folder.remove();
});

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('append', () => {
  it('numbers new fixes, then new facts, densely from 1', async () => {
    log = await openTestLog(folder.path);
    const first = await log.append(
      makeBatch({
        descriptors: [makeDescriptor('a')],
        fixes: makeFixes([1, 2, 3].map((observedAt) => ({ descriptor: 0, observedAt }))),
        facts: [makeIncident('m1'), makeIncident('m2')],
      }),
    );
    expect([...first.fixSequences]).toEqual([1, 2, 3]);
    expect([...first.factSequences]).toEqual([4, 5]);
    const second = await log.append(makeBatch({ facts: [makeIncident('m3')] }));
    expect([...second.factSequences]).toEqual([6]);
    expect(log.sequence).toBe(6);
    expect(await readSequences(log)).toEqual(range(1, 6));
  });

  it('answers a duplicate with minus its first sequence and consumes no number for it', async () => {
    log = await openTestLog(folder.path);
    const descriptors = [makeDescriptor('a'), makeDescriptor('a', { callSign: 'ALPHA' }), makeDescriptor('b')];
    const fixes = [
      { descriptor: 0, observedAt: 20 },
      { descriptor: 0, observedAt: 10 },
      { descriptor: 1, observedAt: 20 },
      { descriptor: 2, observedAt: 20 },
    ];
    const facts = [makeIncident('m1'), makeIncident('m1'), makeIncident('m1', { source: 'other' })];
    const first = await log.append(makeBatch({ descriptors, fixes: makeFixes(fixes), facts }));
    expect([...first.fixSequences]).toEqual([1, 2, -1, 3]);
    expect([...first.factSequences]).toEqual([4, -4, 5]);
    const again = await log.append(makeBatch({ fixes: makeFixes(fixes), facts }));
    expect([...again.fixSequences]).toEqual([-1, -2, -1, -3]);
    expect([...again.factSequences]).toEqual([-4, -4, -5]);
    expect(log.sequence).toBe(5);
    expect(await log.read.counts()).toEqual({ facts: 2, fixes: 3, quarantined: 0 });
  });

  it('hands the same columns back and leaves the values alone', async () => {
    log = await openTestLog(folder.path);
    const fixes = makeFixes([{ descriptor: 0, observedAt: 10 }]);
    fixes.course[0] = 12_345;
    const committed = await log.append(makeBatch({ descriptors: [makeDescriptor('a')], fixes }));
    expect(fixes.observedAt.length).toBe(0);
    expect(committed.fixes?.course[0]).toBe(12_345);
    expect(committed.fixes?.count).toBe(1);
  });

  it('keeps recorded time from going back when the clock does, also over a restart', async () => {
    let now = 5_000;
    log = await openTestLog(folder.path, { now: () => now });
    const recorded = [await log.append(makeBatch({ facts: [makeIncident('m1')] }))];
    now = 4_000;
    recorded.push(await log.append(makeBatch({ facts: [makeIncident('m2')] })));
    await log.close();
    log = await openTestLog(folder.path, { now: () => now });
    recorded.push(await log.append(makeBatch({ facts: [makeIncident('m3')] })));
    now = 6_000;
    recorded.push(await log.append(makeBatch({ facts: [makeIncident('m4')] })));
    expect(recorded.map(({ recordedAt }) => recordedAt)).toEqual([5_000, 5_000, 5_000, 6_000]);
  });

  it('stores nothing of a batch that fails, says so, and records again after a probe', async () => {
    const faults: Error[] = [];
    log = await openTestLog(folder.path, { onFault: (error) => faults.push(error) });
    const broken = makeBatch({ facts: [makeIncident('m1')], fixes: makeFixes([{ descriptor: 7, observedAt: 1 }]) });
    await expect(log.append(broken)).rejects.toMatchObject({ name: 'NotRecording' });
    expect(log.isRecording).toBe(false);
    expect(faults).toMatchObject([{ name: 'LogFault', isFatal: false }]);
    await expect(log.append(makeBatch({ facts: [makeIncident('m2')] }))).rejects.toMatchObject({
      name: 'NotRecording',
    });
    await expect.poll(() => log.isRecording, { timeout: 10_000 }).toBe(true);
    const committed = await log.append(makeBatch({ facts: [makeIncident('m3')] }));
    expect([...committed.factSequences]).toEqual([1]);
  });

  it('stops for good when a write finds the file damaged', async () => {
    const faults: Error[] = [];
    log = await openTestLog(folder.path);
    await log.append(makeBatch({ facts: [makeIncident('m1')] }));
    await log.close();
    damageRoot(folder.path, 'event_message');
    log = await openTestLog(folder.path, { onFault: (error) => faults.push(error) });
    const append = () => log.append(makeBatch({ facts: [makeIncident('m2')] }));
    await expect(append()).rejects.toMatchObject({ name: 'NotRecording' });
    expect(faults).toMatchObject([{ name: 'LogFault', isFatal: true }]);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(log.isRecording).toBe(false);
    await expect(append()).rejects.toMatchObject({ name: 'NotRecording' });
    expect(faults).toHaveLength(1);
  });

  it('does not open a log whose head cannot be read', async () => {
    log = await openTestLog(folder.path);
    await log.append(makeBatch({ facts: [makeIncident('m1')] }));
    await log.close();
    damageRoot(folder.path, 'batch');
    await expect(openTestLog(folder.path)).rejects.toMatchObject({ name: 'LogFault', isFatal: true });
  });
});

describe('a log that is opened again', () => {
  it('has the same epoch, descriptors, sequence and rows, and still knows duplicates', async () => {
    log = await openTestLog(folder.path);
    const { epoch } = log;
    const amends = { messageId: 'm1', source: 'patrol-base', as: 'correction' as const, reason: 'wrong village' };
    const marking = { classification: 'confidential' as const, releasableTo: ['x', 'y'], originator: 'north' };
    const facts = [makeIncident('m1'), makeIncident('m2', { amends, marking, knownAt: 400_000, entity: 'm1' })];
    const descriptors = [makeDescriptor('a', { callSign: 'ALPHA', unit: 'unit-1' }), makeDescriptor('b')];
    const fixes = makeFixes([
      { descriptor: 0, observedAt: 10, longitude: -179.9999999, latitude: 89.5 },
      { descriptor: 1, observedAt: -700_000_000_000 },
    ]);
    fixes.knownAt[1] = 77;
    fixes.altitude[1] = -12;
    const { fixes: stored } = await log.append(makeBatch({ descriptors, fixes, facts }));
    const before = await readAll(log);
    await log.close();

    log = await openTestLog(folder.path);
    expect(log).toMatchObject({ epoch, sequence: 4, descriptors, isRecording: true, isExercise: true });
    expect(await readAll(log)).toEqual(before);
    expect(before[0]!.fixes).toEqual(stored);
    expect(before[0]!.facts).toEqual(facts.map((fact, at) => ({ ...fact, sequence: 3 + at, recordedAt: 1_000_000 })));
    const again = await log.append(makeBatch({ fixes: before[0]!.fixes, facts }));
    expect([...again.fixSequences, ...again.factSequences]).toEqual([-1, -2, -3, -4]);
    const next = await log.append(makeBatch({ facts: [makeIncident('m9')] }));
    expect([...next.factSequences]).toEqual([5]);
    expect(await verifyLog(folder.path)).toMatchObject({ ok: true, events: 3, fixes: 2, batches: 2, sequence: 5 });
  });

  it('reads the tail from any sequence in chunks of any size, each of one commit', async () => {
    log = await openTestLog(folder.path);
    let now = 0;
    await log.close();
    log = await openTestLog(folder.path, { now: () => now });
    await log.append(makeBatch({ descriptors: [makeDescriptor('a')] }));
    for (let round = 0; round < 12; round++) {
      now = round;
      const fixes = range(1, round % 4).map((at) => ({ descriptor: 0, observedAt: round * 10 + at }));
      const facts = range(1, round % 3).map((at) => makeIncident(`${round}-${at}`));
      await log.append(makeBatch({ fixes: makeFixes(fixes), facts }));
    }
    for (const [after, chunkRows] of [
      [0, 1],
      [0, 1_000],
      [7, 3],
      [log.sequence - 1, 5],
    ] as const) {
      expect(await readSequences(log, after, chunkRows)).toEqual(range(after + 1, log.sequence));
    }
    for (const chunk of await readAll(log, 0, 4)) {
      for (const fact of chunk.facts) expect(fact.recordedAt).toBe(chunk.recordedAt);
      for (const observedAt of chunk.fixes?.observedAt ?? [])
        expect(Math.floor(observedAt / 10)).toBe(chunk.recordedAt);
    }
    expect(await readAll(log, log.sequence)).toEqual([]);
  });
});

describe('key frames', () => {
  const records = Array.from({ length: 2_345 }, (_, at) => JSON.stringify({ at, text: 'a\nb' }, null, 1));

  beforeEach(async () => {
    log = await openTestLog(folder.path);
    await log.append(makeBatch({ facts: range(1, 9).map((at) => makeIncident(`m${at}`)) }));
  });

  it('come back with their own tracks and the facts part they share', async () => {
    expect(await log.readKeyFrame()).toBeUndefined();
    await log.saveKeyFrame({ sequence: 4, factsSequence: 4, tracks: new Uint8Array([1, 2]), records });
    await log.saveKeyFrame({ sequence: 6, factsSequence: 4, tracks: new Uint8Array([3]), records: undefined });
    const expected = { sequence: 6, factsSequence: 4, tracks: new Uint8Array([3]), records };
    expect(await log.readKeyFrame()).toEqual(expected);
    await log.close();
    log = await openTestLog(folder.path);
    expect(await log.readKeyFrame()).toEqual(expected);
  });

  it('may be of an empty picture', async () => {
    await log.saveKeyFrame({ sequence: 2, factsSequence: 2, tracks: new Uint8Array(), records: [] });
    expect(await log.readKeyFrame()).toMatchObject({ sequence: 2, records: [] });
  });

  it('are ignored when damaged, incomplete or beyond the log', async () => {
    await log.saveKeyFrame({ sequence: 3, factsSequence: 3, tracks: new Uint8Array([1]), records });
    await log.saveKeyFrame({ sequence: 5, factsSequence: 5, tracks: new Uint8Array([2]), records });
    await log.saveKeyFrame({ sequence: 7, factsSequence: 7, tracks: new Uint8Array([3]), records });
    await log.saveKeyFrame({ sequence: 99, factsSequence: 7, tracks: new Uint8Array([4]), records: undefined });
    expect(await log.readKeyFrame()).toMatchObject({ sequence: 7 });
    await log.close();
    const db = new DatabaseSync(logFile(folder.path));
    db.exec("UPDATE key_frame SET tracks = x'09' WHERE seq = 7");
    db.exec("UPDATE key_frame_records SET records = replace(records, '7', '8') WHERE facts_seq = 5 AND part = 1");
    db.close();
    log = await openTestLog(folder.path);
    expect(await log.readKeyFrame()).toEqual({
      sequence: 3,
      factsSequence: 3,
      tracks: new Uint8Array([1]),
      records,
    });
  });
});

describe('the data folder', () => {
  it('is made when missing', async () => {
    const path = join(folder.path, 'a', 'b');
    log = await openTestLog(path);
    expect(existsSync(logFile(path))).toBe(true);
  });

  it('of an exercise never becomes a real one, nor the reverse', async () => {
    const other = join(folder.path, 'real');
    log = await openTestLog(folder.path);
    await log.close();
    await expect(openTestLog(folder.path, { isExercise: false })).rejects.toMatchObject({ name: 'WrongDataFolder' });
    log = await openTestLog(other, { isExercise: false });
    await log.close();
    await expect(openTestLog(other)).rejects.toMatchObject({ name: 'WrongDataFolder' });
    log = await openTestLog(other, { isExercise: false });
    expect(log.isExercise).toBe(false);
  });

  it('has one writer at a time', async () => {
    log = await openTestLog(folder.path);
    await expect(openTestLog(folder.path)).rejects.toMatchObject({ name: 'LogInUse' });
    await log.append(makeBatch({ facts: [makeIncident('m1')] }));
    await log.close();
    log = await openTestLog(folder.path);
    expect(log.sequence).toBe(1);
  });

  it('is refused when a newer version wrote it, or when it holds another database', async () => {
    log = await openTestLog(folder.path);
    await log.close();
    const db = new DatabaseSync(logFile(folder.path));
    db.exec("UPDATE meta SET value = 99 WHERE name = 'version'");
    db.close();
    await expect(openTestLog(folder.path)).rejects.toMatchObject({ name: 'UnknownLogVersion' });
    const other = join(folder.path, 'other');
    mkdirSync(other);
    const foreign = new DatabaseSync(logFile(other));
    foreign.exec('CREATE TABLE t(x)');
    foreign.close();
    await expect(openTestLog(other)).rejects.toMatchObject({ name: 'UnknownLogVersion' });
  });

  it('cannot be a file', async () => {
    log = await openTestLog(folder.path);
    const file = logFile(folder.path);
    const opened = openEventLog({ dataDir: file, isExercise: true, now: () => 0, onFault: () => {} });
    await expect(opened).rejects.toThrow('EEXIST');
  });

  it('refuses work after it was closed', async () => {
    log = await openTestLog(folder.path);
    await log.close();
    await expect(log.append(makeBatch({}))).rejects.toMatchObject({ name: 'NotRecording' });
    await log.close();
  });
});

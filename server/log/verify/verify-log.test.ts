import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { logFile } from '../data-folder.ts';
import {
  damageRoot,
  makeBatch,
  makeDataFolder,
  makeDescriptor,
  makeFixes,
  makeIncident,
  openTestLog,
  overwrite,
} from '../make-test-log.ts';
import type { LogDamageName } from './log-damage.ts';
import { verifyLog } from './verify-log.ts';

/** Each opening starts two threads, which takes a second on a busy machine. */
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

let sound: ReturnType<typeof makeDataFolder>;
let folder: ReturnType<typeof makeDataFolder>;

/** Six batches: two fixes and two facts each, with a new descriptor in the first and the fourth. */
beforeAll(async () => {
  sound = makeDataFolder();
  let now = 1_000;
  const log = await openTestLog(sound.path, { now: () => now });
  for (let at = 0; at < 6; at++) {
    now += 1_000;
    const descriptors = at % 3 === 0 ? [makeDescriptor(`track-${at}`)] : [];
    const descriptor = at < 3 ? 0 : 1;
    const fixes = makeFixes([
      { descriptor, observedAt: at * 10, longitude: 30 + at / 10 },
      { descriptor, observedAt: at * 10 + 1, longitude: 31 + at / 10 },
    ]);
    await log.append(makeBatch({ descriptors, fixes, facts: [makeIncident(`m${at}`), makeIncident(`n${at}`)] }));
  }
  await log.close();
});

beforeEach(() => {
  folder = makeDataFolder();
  copyFileSync(logFile(sound.path), logFile(folder.path));
});

afterEach(() => folder.remove());
afterAll(() => sound.remove());

function edit(...statements: string[]): void {
  const db = new DatabaseSync(logFile(folder.path));
  for (const statement of statements) db.exec(statement);
  db.close();
}

async function findDamage(): Promise<LogDamageName | 'none'> {
  const result = await verifyLog(folder.path);
  return result.ok ? 'none' : result.fault.name;
}

describe('verification', () => {
  it('passes a sound log and counts it', async () => {
    expect(await verifyLog(folder.path)).toMatchObject({ ok: true, events: 12, fixes: 12, batches: 6, sequence: 24 });
  });

  it('passes an empty log, and a log that is being written', async () => {
    const path = join(folder.path, 'other');
    const log = await openTestLog(path);
    expect(await verifyLog(path)).toMatchObject({ ok: true, events: 0, fixes: 0, batches: 0 });
    await log.append(makeBatch({ facts: [makeIncident('m1')] }));
    expect(await verifyLog(path)).toMatchObject({ ok: true, events: 1, fixes: 0, batches: 1 });
    await log.close();
  });

  it('names a folder without a log and does not make one', async () => {
    const path = join(folder.path, 'missing');
    expect(await verifyLog(path)).toMatchObject({ ok: false, fault: { name: 'no-log' } });
    expect(await verifyLog(path)).toMatchObject({ ok: false, fault: { name: 'no-log' } });
  });

  it('names a log of a newer version', async () => {
    edit("UPDATE meta SET value = 99 WHERE name = 'version'");
    expect(await findDamage()).toBe('unknown-version');
  });

  it('finds one flipped bit in a fix', async () => {
    const file = readFileSync(logFile(folder.path));
    const longitude = Buffer.alloc(4);
    longitude.writeInt32BE(30.2e7);
    const position = file.indexOf(longitude);
    expect(position).toBeGreaterThan(0);
    overwrite(folder.path, position + 3, Uint8Array.of(file[position + 3]! ^ 1));
    expect(await findDamage()).toBe('digest-differs');
  });

  it('finds one flipped bit in the body of an event', async () => {
    const file = readFileSync(logFile(folder.path));
    const position = file.indexOf('Shots heard, m3');
    expect(position).toBeGreaterThan(0);
    overwrite(folder.path, position, Uint8Array.of(file[position]! ^ 1));
    expect(await findDamage()).toBe('digest-differs');
  });

  it('finds a damaged page', async () => {
    damageRoot(folder.path, 'fix');
    expect(await findDamage()).toBe('damaged-page');
  });

  it.each<[string, LogDamageName, string[]]>([
    ['an edited fix', 'digest-differs', ['UPDATE fix SET lat = lat + 1 WHERE seq = 9']],
    ['a course that was none', 'digest-differs', ['UPDATE fix SET course = 0 WHERE seq = 9']],
    ['a value beyond its column', 'value-out-of-range', ['UPDATE fix SET accuracy = 70000 WHERE seq = 9']],
    ['none written as a number', 'value-out-of-range', ['UPDATE fix SET course = 65535 WHERE seq = 9']],
    ['a fix given to another track', 'wrong-track', ['UPDATE fix SET track = 1 WHERE seq = 1']],
    ['a fix without descriptor', 'unknown-descriptor', ['UPDATE fix SET descriptor = 5 WHERE seq = 1']],
    ['a deleted fix', 'sequence-gap', ['DELETE FROM fix WHERE seq = 9']],
    ['an edited event', 'digest-differs', ["UPDATE event SET actor = 'other' WHERE seq = 12"]],
    ['an event moved in time', 'digest-differs', ['UPDATE event SET observed = 1 WHERE seq = 12']],
    ['a deleted event', 'sequence-gap', ['DELETE FROM event WHERE seq = 12']],
    ['an event recorded at another time', 'recorded-time-decreases', ['UPDATE event SET recorded = 1 WHERE seq = 12']],
    ['a deleted descriptor', 'unknown-descriptor', ['DELETE FROM descriptor WHERE id = 1']],
    ['an edited descriptor', 'digest-differs', [`UPDATE descriptor SET body = replace(body, 'radar', 'rador')`]],
    ['a renamed track', 'digest-differs', ["UPDATE track SET name = 'x' WHERE id = 1"]],
    ['a deleted track', 'wrong-track', ['DELETE FROM track WHERE id = 1']],
    ['a batch recorded earlier', 'recorded-time-decreases', ['UPDATE batch SET recorded = 1 WHERE first = 9']],
    ['an exercise made real', 'digest-differs', ["UPDATE meta SET value = 0 WHERE name = 'exercise'"]],
    ['a deleted box', 'wrong-box', ['DELETE FROM event_box WHERE seq = 12']],
    ['a moved box', 'wrong-box', ['UPDATE event_box SET west = 50, east = 51 WHERE seq = 12']],
    ['a whole batch cut out', 'batch-gap', cut(9, 12)],
    ['a cut tail of which the batch is left', 'sequence-gap', cut(21, 24).slice(0, 3)],
    ['a cut batch of which the rows are left', 'row-outside-batches', ['DELETE FROM batch WHERE first = 21']],
    ['an event added', 'row-outside-batches', [copyEvent(25, 'z', 24)]],
    ['two events in each other’s place', 'digest-differs', swap(11, 12)],
    ['a message stored twice', 'digest-differs', ['DROP INDEX event_message', "UPDATE event SET message = 'm0'"]],
    ['a key without a fix', 'wrong-key', ['INSERT INTO fix_by_track VALUES(0, 77, 1)']],
    ['a key of another fix', 'duplicate-key', ['INSERT INTO fix_by_track VALUES(0, 0, 2)']],
    ['keys that were never merged', 'wrong-key', ["UPDATE meta SET value = 24 WHERE name = 'indexed'"]],
  ])('finds %s', async (_, damage, statements) => {
    edit(...statements);
    expect(await findDamage()).toBe(damage);
  });

  it('cannot tell a log cut at a batch border from a shorter one: the head kept elsewhere does', async () => {
    const before = await verifyLog(folder.path);
    edit(...cut(21, 24));
    const after = await verifyLog(folder.path);
    expect(after).toMatchObject({ ok: true, batches: 5, sequence: 20 });
    expect(after.ok && before.ok && after.head !== before.head).toBe(true);
  });
});

function cut(first: number, last: number): string[] {
  const rows = ['fix', 'event', 'event_box'].map(
    (table) => `DELETE FROM ${table} WHERE seq BETWEEN ${first} AND ${last}`,
  );
  return [...rows, `DELETE FROM batch WHERE first = ${first}`];
}

function copyEvent(seq: number, message: string, from: number): string {
  return `INSERT INTO event SELECT ${seq}, observed, recorded, known, kind, entity, source, '${message}', actor, marking,
    amends, body FROM event WHERE seq = ${from}`;
}

function swap(one: number, other: number): string[] {
  return [
    `UPDATE event SET seq = -1 WHERE seq = ${one}`,
    `UPDATE event SET seq = ${one} WHERE seq = ${other}`,
    `UPDATE event SET seq = ${other} WHERE seq = -1`,
  ];
}

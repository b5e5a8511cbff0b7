import type { DatabaseSync } from 'node:sqlite';
import { type FixBatch, makeFixBatch, noAltitude, noValue } from '#shared/picture/fix-batch.ts';
import { type FixRow, fixColumns, setFixRow } from '../writer/fix-rows.ts';
import { demand } from './log-damage.ts';
import type { DescriptorChecker } from './verify-descriptors.ts';
import type { FixKeyChecker } from './verify-fix-keys.ts';

const blockRows = 20_000;

type TrackedRow = [...FixRow, track: number];

/** Fixes in sequence order, read in blocks and handed out by batch. */
export class FixStream {
  count = 0;
  readonly #select;
  readonly #descriptors: DescriptorChecker;
  readonly #keys: FixKeyChecker;
  #block: TrackedRow[] = [];
  #at = 0;
  #last = 0;

  constructor(db: DatabaseSync, descriptors: DescriptorChecker, keys: FixKeyChecker) {
    this.#descriptors = descriptors;
    this.#keys = keys;
    const sql = `SELECT ${fixColumns}, track FROM fix WHERE seq > ? ORDER BY seq LIMIT ${blockRows}`;
    this.#select = db.prepare(sql, { returnArrays: true });
  }

  takeUpTo(last: number): FixBatch | undefined {
    let fixes: FixBatch | undefined;
    for (let row = this.#peek(); row && row[0] <= last; row = this.#peek()) {
      fixes ??= makeFixBatch(Math.min(last - row[0] + 1, blockRows));
      if (fixes.count === fixes.observedAt.length) fixes = enlarge(fixes);
      this.#take(row, fixes);
    }
    return fixes;
  }

  /** Rows that no batch took. */
  countRest(): number {
    let rest = 0;
    for (; this.#peek(); this.#at++) rest++;
    return rest;
  }

  #peek(): TrackedRow | undefined {
    if (this.#at === this.#block.length) {
      this.#last = this.#block.at(-1)?.[0] ?? this.#last;
      this.#block = this.#select.all(this.#last) as unknown as TrackedRow[];
      this.#at = 0;
    }
    return this.#block[this.#at];
  }

  #take(row: TrackedRow, fixes: FixBatch): void {
    const [sequence, observed, , descriptor] = row;
    const track = row[10];
    const at = fixes.count++;
    setFixRow(fixes, at, row as unknown as FixRow);
    demand(isExact(row, fixes, at), 'value-out-of-range', `fix ${sequence} holds a value that no fix can have`);
    const expected = this.#descriptors.trackOf(descriptor);
    demand(expected !== undefined, 'unknown-descriptor', `fix ${sequence} refers to descriptor ${descriptor}`);
    demand(expected === track, 'wrong-track', `fix ${sequence} says track ${track}, its descriptor ${expected}`);
    this.#keys.add(track, observed, sequence);
    this.#at++;
    this.count++;
  }
}

/** True when the columns hold just what the row says; a narrower column would hide a changed high bit. */
function isExact(row: TrackedRow, fixes: FixBatch, at: number): boolean {
  return (
    row[1] === fixes.observedAt[at] &&
    (row[2] === null ? fixes.knownAt[at] === 0 : row[2] !== 0) &&
    row[3] === fixes.descriptor[at] &&
    row[4] === fixes.longitudeE7[at] &&
    row[5] === fixes.latitudeE7[at] &&
    isExactOrNone(row[6], fixes.course[at]!, noValue) &&
    isExactOrNone(row[7], fixes.speed[at]!, noValue) &&
    isExactOrNone(row[8], fixes.accuracy[at]!, noValue) &&
    isExactOrNone(row[9], fixes.altitude[at]!, noAltitude)
  );
}

function isExactOrNone(stored: number | null, column: number, none: number): boolean {
  return stored === null || (stored === column && column !== none);
}

function enlarge(batch: FixBatch): FixBatch {
  const larger = makeFixBatch(batch.count * 2);
  for (const name of Object.keys(larger) as (keyof FixBatch)[])
    if (name !== 'count') larger[name].set(batch[name] as never);
  larger.count = batch.count;
  return larger;
}

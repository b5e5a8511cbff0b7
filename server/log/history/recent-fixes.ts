import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Moment } from '#shared/replay/moment.ts';
import { clockToleranceMs } from '#shared/schema/parse-fact.ts';
import { inStepMs } from '../log-schema.ts';
import { type FixRow, fixColumns } from '../writer/fix-rows.ts';
import type { BatchTimes } from './batch-times.ts';

/** A fix that counts at a moment: when the picture takes it to have been observed, and when it became known. */
export type RecentFix = { track: number; at: number; known: number; row: FixRow };

/** So much of the log is read at a time, back from the moment, and so much of it at most. */
const stretchMs = 15_000;
const leastMs = 2 * stretchMs;
const longestMs = 120_000;
const mostRows = 40_000;
/** Reading on is worth its while where one row in so many tells of a track that was not met yet. */
const rowsPerTrack = 8;

/**
 * The newest fix of every track that was heard shortly before a moment, from the stretch of the log before it: most
 * tracks of a mission, at a fraction of what asking for each would cost. Whatever is newer than `since` is among them,
 * whenever it was recorded; of tracks that are not among them nothing is said.
 */
export class RecentFixes {
  readonly #times: BatchTimes;
  readonly #inStep;
  readonly #late;
  readonly #aside;
  readonly #ahead;

  constructor(db: DatabaseSync, times: BatchTimes) {
    this.#times = times;
    const prepare = (text: string) => db.prepare(text, { returnArrays: true });
    this.#inStep = prepare(`SELECT track, ${fixColumns} FROM fix WHERE seq > ? AND seq <= ? AND known IS NULL`);
    this.#late = prepare(
      `SELECT track, ${fixColumns} FROM fix WHERE seq > ? AND seq <= ? AND known IS NULL AND observed > ? AND observed <= ?`,
    );
    this.#aside = prepare(
      `SELECT track, ${fixColumns} FROM fix WHERE seq IN (SELECT seq FROM fix_aside WHERE observed > ? AND observed <= ?)`,
    );
    this.#ahead = prepare(
      `SELECT track, ${fixColumns} FROM fix WHERE seq IN (SELECT seq FROM fix_aside WHERE observed > ? AND observed <= ? AND seq <= ?)`,
    );
  }

  /** `isStanding` says whether a fix of *as happened* was taken back. */
  find(moment: Moment, isStanding: (fix: RecentFix) => boolean): Map<number, RecentFix> {
    const { truth, at, by } = moment;
    const newest = new Map<number, RecentFix>();
    const take = ([track, ...row]: [number, ...FixRow]): void => {
      const recorded = this.#times.recordedAt(row[0]);
      const known = row[2] ?? recorded;
      const fix: RecentFix = { track, at: Math.min(row[1], recorded), known, row };
      if (fix.at > at || known > (truth === 'known' ? at : by)) return;
      const other = newest.get(track);
      if (other && !isNewer(fix, other)) return;
      if (truth === 'known' || isStanding(fix)) newest.set(track, fix);
    };
    const since = this.#readBack(moment, (row) => {
      take(row);
      return newest.size;
    });
    for (const row of read(this.#aside, since, at)) take(row);
    // A clock that is ahead is believed no further than when its fix was recorded.
    for (const row of read(this.#ahead, at, at + clockToleranceMs, this.#times.lastBy(at))) take(row);
    // Of what is older something newer may have been recorded before.
    for (const [track, fix] of newest) if (fix.at <= since) newest.delete(track);
    return newest;
  }

  /** Reads the log back from a moment while it tells of more tracks; since when nothing is missing. */
  #readBack({ truth, at }: Moment, take: (row: [number, ...FixRow]) => number): number {
    const end = this.#times.lastBy(at);
    // Of what was recorded after the moment only what was observed by then counts.
    if (truth === 'happened')
      for (const row of read(this.#late, end, this.#times.lastBy(at + inStepMs), at - longestMs, at)) take(row);
    let since = at;
    let last = end;
    let found = 0;
    // Of an imported past nothing was recorded yet, and all of it is aside.
    const isDense = end - this.#times.lastBy(at - longestMs) > mostRows;
    const earliest = isDense ? this.#times.recordedAt(end - mostRows) : at - longestMs;
    while (since > earliest) {
      const before = found;
      since = Math.max(since - stretchMs, earliest);
      const first = this.#times.lastBy(since);
      for (const row of read(this.#inStep, first, last)) found = take(row);
      // The first stretches are read whatever they tell: trackers report every half minute, one after the other.
      if (at - since >= leastMs && (last - first) / rowsPerTrack > found - before) break;
      last = first;
    }
    return since;
  }
}

function isNewer(one: RecentFix, other: RecentFix): boolean {
  if (one.at !== other.at) return one.at > other.at;
  return one.known > other.known || (one.known === other.known && one.row[0] > other.row[0]);
}

function read(statement: StatementSync, ...values: number[]): Iterable<[number, ...FixRow]> {
  return statement.iterate(...values) as Iterable<unknown> as Iterable<[number, ...FixRow]>;
}

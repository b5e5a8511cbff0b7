import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Moment } from '#shared/replay/moment.ts';
import { inStepMs } from '../log-schema.ts';
import { type FixRow, fixColumns } from '../writer/fix-rows.ts';
import type { BatchTimes } from './batch-times.ts';

/** A fix that counts at a moment: when the picture takes it to have been observed, and when it became known. */
export type RecentFix = { track: number; at: number; known: number; row: FixRow };

/** How far back the log is read for most of the tracks at once, and how much of it at most. */
const longestMs = 90_000;
const mostRows = 40_000;

/**
 * The newest fix of every track that was heard shortly before a moment, from one stretch of the log: most tracks of a
 * mission, at a fraction of what asking for each would cost. Whatever is newer than `since` is among them, whenever it was
 * recorded; of tracks that are not among them nothing is said.
 */
export class RecentFixes {
  readonly #times: BatchTimes;
  readonly #inStep;
  readonly #aside;

  constructor(db: DatabaseSync, times: BatchTimes) {
    this.#times = times;
    const prepare = (text: string) => db.prepare(text, { returnArrays: true });
    this.#inStep = prepare(`SELECT track, ${fixColumns} FROM fix WHERE seq > ? AND seq <= ? AND known IS NULL`);
    this.#aside = prepare(
      `SELECT track, ${fixColumns} FROM fix WHERE seq IN (SELECT seq FROM fix_aside WHERE observed > ? AND observed <= ?)`,
    );
  }

  /** `isStanding` says whether a fix of *as happened* was taken back. */
  find(moment: Moment, isStanding: (fix: RecentFix) => boolean): Map<number, RecentFix> {
    const { truth, at, by } = moment;
    const [first, last, since] = this.#stretch(moment);
    const newest = new Map<number, RecentFix>();
    const take = ([track, ...row]: [number, ...FixRow]): void => {
      const recorded = this.#times.recordedAt(row[0]);
      const known = row[2] ?? recorded;
      const fix: RecentFix = { track, at: Math.min(row[1], recorded), known, row };
      if (fix.at <= since || fix.at > at || known > (truth === 'known' ? at : by)) return;
      const other = newest.get(track);
      if (other && !isNewer(fix, other)) return;
      if (truth === 'known' || isStanding(fix)) newest.set(track, fix);
    };
    for (const row of read(this.#inStep, first, last)) take(row);
    for (const row of read(this.#aside, since, at)) take(row);
    return newest;
  }

  /** Sequence numbers after which and up to which the log is read, and since when nothing is missing. */
  #stretch({ truth, at }: Moment): [first: number, last: number, since: number] {
    const last = this.#times.lastBy(truth === 'known' ? at : at + inStepMs);
    let since = at - longestMs;
    if (last - this.#times.lastBy(since) > mostRows) since = this.#times.recordedAt(Math.max(1, last - mostRows));
    return [this.#times.lastBy(since), last, since];
  }
}

function isNewer(one: RecentFix, other: RecentFix): boolean {
  if (one.at !== other.at) return one.at > other.at;
  return one.known > other.known || (one.known === other.known && one.row[0] > other.row[0]);
}

function read(statement: StatementSync, from: number, to: number): Iterable<[number, ...FixRow]> {
  return statement.iterate(from, to) as Iterable<unknown> as Iterable<[number, ...FixRow]>;
}

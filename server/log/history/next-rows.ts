import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Moment } from '#shared/replay/moment.ts';
import { clockToleranceMs } from '#shared/schema/parse-fact.ts';
import { inStepMs } from '../log-schema.ts';
import { type FixRow, fixColumns } from '../writer/fix-rows.ts';
import type { BatchTimes } from './batch-times.ts';
import type { FactIndex } from './fact-index.ts';
import type { AdvanceQuery, AdvanceReply, RecordTexts, ToldMoment } from './history-messages.ts';
import { type KeyHistory, packRecords } from './key-history.ts';
import { TimedRows } from './timed-rows.ts';

/** At least this much of the record is read at a time, however dense it is. */
const leastStepMs = 1_000;
/** When more than so many fixes came since, a seek costs no more than a look at them. */
const mostLookedAt = 200_000;

/** What follows a moment in the order of its truth: as known in that of the log, as happened in that of events. */
export class NextRows {
  readonly #index: FactIndex;
  readonly #histories: KeyHistory;
  readonly #times: BatchTimes;
  readonly #inStep;
  readonly #late;
  readonly #datedKnown;
  readonly #datedLimit;
  readonly #aside;
  readonly #ahead;
  readonly #asideLimit;
  readonly #datedSince;
  readonly #selectDescribed;
  readonly #describedAs: { key: string; actor: string }[] = [];

  constructor(db: DatabaseSync, parts: { index: FactIndex; histories: KeyHistory; times: BatchTimes }) {
    this.#index = parts.index;
    this.#histories = parts.histories;
    this.#times = parts.times;
    const prepare = (text: string) => db.prepare(text, { returnArrays: true });
    this.#inStep = prepare(`SELECT ${fixColumns} FROM fix WHERE seq > ? AND seq <= ? AND known IS NULL ORDER BY seq`);
    this.#late = prepare(
      `SELECT ${fixColumns} FROM fix WHERE seq > ? AND seq <= ? AND known IS NULL AND observed <= ? ORDER BY seq`,
    );
    this.#datedKnown = prepare(`SELECT ${fixColumns} FROM fix WHERE known > ? AND known <= ? ORDER BY known, seq`);
    this.#datedLimit = prepare('SELECT known FROM fix WHERE known > ? AND known <= ? ORDER BY known LIMIT 1 OFFSET ?');
    this.#aside = prepare(
      `SELECT ${fixColumns} FROM fix WHERE seq IN (SELECT seq FROM fix_aside WHERE observed > ? AND observed <= ?)`,
    );
    this.#ahead = prepare(
      `SELECT ${fixColumns} FROM fix WHERE seq IN (SELECT seq FROM fix_aside WHERE observed > ? AND observed <= ? AND seq <= ?)`,
    );
    this.#asideLimit = prepare(
      'SELECT observed FROM fix_aside WHERE observed > ? AND observed <= ? ORDER BY observed LIMIT 1 OFFSET ?',
    );
    // What has no time of knowledge became known with its commit, after every moment that was told before.
    this.#datedSince = prepare('SELECT 1 FROM fix WHERE seq > ? AND +known <= ? AND (observed <= ? OR NOT ?) LIMIT 1');
    this.#selectDescribed = db.prepare(
      `SELECT track.source || '/' || track.name AS name, body ->> 'actor' AS actor
       FROM descriptor JOIN track ON track.id = track WHERE descriptor.id >= ? ORDER BY descriptor.id`,
    );
  }

  after({ from, upTo, mostRows }: AdvanceQuery): AdvanceReply {
    const reached = this.#reach(from, upTo, mostRows);
    const rows = from.truth === 'known' ? this.#known(from.at, reached) : this.#happened(from, reached);
    const places = this.#index
      .between(from.truth, from.at, reached)
      .filter((place) => this.#index.counts(place, { ...from, at: reached }));
    const facts = JSON.stringify(this.#histories.readFacts(places));
    const factTimes = Float64Array.from(places, (place) => this.#index.facts[place]![from.truth]);
    const told = { reached, sequence: this.#times.last, isOutdated: this.#isOutdated(from) };
    return { ...told, bases: this.#bases(from, places), ...rows.inOrder(), facts, factTimes };
  }

  /** Whether something of a moment or before it came in since that was told. */
  #isOutdated(from: ToldMoment): boolean {
    const { truth, at, by, sequence } = from;
    if (this.#index.hasLearnt(sequence, from) || this.#times.last - sequence > mostLookedAt) return true;
    const [known, isHappened] = truth === 'known' ? [at, 0] : [by, 1];
    return this.#datedSince.get(sequence, known, at, isHappened) !== undefined;
  }

  #bases(from: Moment, places: readonly number[]): RecordTexts {
    if (from.truth === 'known') return { texts: [], hashes: new Uint32Array(0) };
    const keys = new Set<string>();
    for (const place of places)
      if (this.#index.facts[place]!.kind === 'patrol') keys.add(this.#index.facts[place]!.key);
    this.#histories.prepare(keys, from);
    const expired = [...keys].filter((key) => this.#histories.isOver(key, from));
    return packRecords(expired.flatMap((key) => this.#histories.recordAt(key, from) ?? []));
  }

  /** The time up to which about so many rows lie. */
  #reach({ truth, at }: Moment, upTo: number, mostRows: number): number {
    const low = this.#times.lastBy(at);
    const late = truth === 'known' ? 0 : inStepMs;
    let reached = upTo;
    if (this.#times.lastBy(upTo + late) - low > mostRows) reached = this.#times.recordedAt(low + mostRows) - late;
    // Of fixes out of step the log does not say how many lie in a span, but the index that goes by this truth.
    const limit = truth === 'known' ? this.#datedLimit : this.#asideLimit;
    const dated = limit.get(at, reached, mostRows) as unknown as [number] | undefined;
    if (dated) reached = Math.min(reached, dated[0]);
    return Math.min(upTo, Math.max(reached, at + leastStepMs));
  }

  #known(after: number, upTo: number): TimedRows {
    const rows = new TimedRows();
    const take = (row: FixRow): void => {
      const recorded = this.#times.recordedAt(row[0]);
      rows.add(row, row[2] ?? recorded, recorded);
    };
    for (const row of read(this.#inStep, this.#times.lastBy(after), this.#times.lastBy(upTo))) take(row);
    for (const row of read(this.#datedKnown, after, upTo)) take(row);
    return rows;
  }

  #happened({ at: after, by }: Moment, upTo: number): TimedRows {
    this.#follow();
    const takenBack = this.#takenBackBy(by);
    const rows = new TimedRows();
    const take = (row: FixRow, isAside: boolean): void => {
      const [sequence, observed, known, descriptor] = row;
      const recorded = this.#times.recordedAt(sequence);
      const time = Math.min(observed, recorded);
      // Late ones of this stretch of the log are among those aside.
      if (!isAside && recorded - observed > inStepMs) return;
      if (time <= after || time > upTo || (known ?? recorded) > by) return;
      const { key, actor } = this.#describedAs[descriptor]!;
      if ((this.#index.undone.get(actor) ?? Number.POSITIVE_INFINITY) <= by || takenBack.get(key)?.has(time)) return;
      rows.add(row, time, recorded);
    };
    const last = this.#times.lastBy(upTo);
    for (const row of read(this.#inStep, this.#times.lastBy(after), last)) take(row, false);
    // Of what was recorded after this span only what was observed in it counts.
    for (const row of read(this.#late, last, this.#times.lastBy(upTo + inStepMs), upTo)) take(row, false);
    for (const row of read(this.#aside, after, upTo)) take(row, true);
    // A clock that is ahead is believed no further than when its fix was recorded.
    for (const row of read(this.#ahead, upTo, upTo + clockToleranceMs, last)) take(row, true);
    return rows;
  }

  #follow(): void {
    for (const { name, actor } of this.#selectDescribed.all(this.#describedAs.length))
      this.#describedAs.push({ key: `track/${name}`, actor: String(actor) });
  }

  #takenBackBy(by: number): Map<string, Set<number>> {
    const found = new Map<string, Set<number>>();
    for (const place of this.#index.takeBacks) {
      const { key, known, lastObserved } = this.#index.facts[place]!;
      if (known > by) continue;
      const times = found.get(key) ?? new Set();
      found.set(key, times.add(lastObserved));
    }
    return found;
  }
}

function read(statement: StatementSync, ...values: number[]): Iterable<FixRow> {
  return statement.iterate(...values) as Iterable<unknown> as Iterable<FixRow>;
}

import type { DatabaseSync } from 'node:sqlite';
import { readMeta } from '../log-schema.ts';
import type { BatchTimes } from './batch-times.ts';

/** A row of `fix`. `observed` is as its clock said. */
export type TrackFixRow = Record<'seq' | 'track' | 'observed' | 'descriptor' | 'lon' | 'lat', number> &
  Record<'known' | 'course' | 'speed' | 'accuracy' | 'altitude', number | null>;

/** A stretch of the order in which fixes became known: after `low`, up to and including `high`. */
export type KnownStretch = { low: KnownPlace; high: KnownPlace };
export type KnownPlace = { known: number; sequence: number };

const everything: KnownStretch = {
  low: { known: Number.NEGATIVE_INFINITY, sequence: 0 },
  high: { known: Number.MAX_SAFE_INTEGER, sequence: Number.MAX_SAFE_INTEGER },
};

/**
 * The fixes of one track, newest first, that became known in a stretch: from the index of fixes, and from those that the
 * index does not hold yet, which are kept in memory.
 */
export class KnownFixes {
  readonly #db: DatabaseSync;
  readonly #times: BatchTimes;
  readonly #select;
  readonly #selectTail;
  #tail = new Map<number, TrackFixRow[]>();
  #indexed = 0;
  #tailEnd = 0;
  /** The newest fix of a track on record, by track; of most that are silent nothing newer will be asked for. */
  readonly #last = new Map<number, TrackFixRow>();

  constructor(db: DatabaseSync, times: BatchTimes) {
    this.#db = db;
    this.#times = times;
    this.#select = db.prepare(
      `SELECT fix.* FROM fix_by_track i CROSS JOIN fix USING(seq)
       WHERE i.track = ?1 AND i.observed < ?2
       AND ((fix.known IS NULL AND fix.seq > ?3 AND fix.seq <= ?4) OR (fix.known > ?5 AND fix.known <= ?6))
       ORDER BY i.observed DESC LIMIT 1`,
    );
    this.#selectTail = db.prepare('SELECT * FROM fix WHERE seq > ? ORDER BY seq');
    this.follow();
  }

  /** Takes in what was committed since; to be called in the transaction in which fixes are asked for. */
  follow(): void {
    const indexed = Number(readMeta(this.#db, 'indexed'));
    if (indexed !== this.#indexed) {
      this.#indexed = indexed;
      this.#tail = new Map();
      this.#tailEnd = indexed;
    }
    for (const row of this.#selectTail.iterate(this.#tailEnd) as Iterable<unknown> as Iterable<TrackFixRow>) {
      this.#tailEnd = row.seq;
      this.#last.delete(row.track);
      const rows = this.#tail.get(row.track);
      if (rows) rows.push(row);
      else this.#tail.set(row.track, [row]);
    }
  }

  /** The newest fix by its own clock that was observed before `before`; ask again with its time for the next. */
  newest(track: number, before: number, { low, high }: KnownStretch): TrackFixRow | undefined {
    const indexed = this.#select.get(track, before, low.sequence, high.sequence, low.known, high.known) as
      | TrackFixRow
      | undefined;
    let newest = indexed;
    for (const row of this.#tail.get(track) ?? []) {
      if (row.observed >= before || (newest && row.observed < newest.observed)) continue;
      const isKnown =
        row.known === null
          ? row.seq > low.sequence && row.seq <= high.sequence
          : row.known > low.known && row.known <= high.known;
      if (isKnown) newest = row;
    }
    return newest;
  }

  /** The newest fix of a track on record, whenever it became known. */
  last(track: number): TrackFixRow | undefined {
    let last = this.#last.get(track);
    if (!last) {
      last = this.newest(track, Number.MAX_SAFE_INTEGER, everything);
      if (last) this.#last.set(track, last);
    }
    return last;
  }

  /** When the picture takes a fix to have been observed: a clock that is ahead is not believed. */
  believed(row: TrackFixRow): number {
    const recorded = this.#times.recordedAt(row.seq);
    return Math.min(row.observed, recorded);
  }

  knownPlace(row: TrackFixRow): KnownPlace {
    return { known: row.known ?? this.#times.recordedAt(row.seq), sequence: row.seq };
  }

  /** The stretch that begins behind a fact and ends with a time. */
  stretch(after: KnownPlace | undefined, upTo: number, upToSequence = Number.MAX_SAFE_INTEGER): KnownStretch {
    const sequence = Math.min(this.#times.lastBy(upTo), upToSequence);
    return { low: after ?? { known: Number.NEGATIVE_INFINITY, sequence: 0 }, high: { known: upTo, sequence } };
  }
}

export function isLater(one: KnownPlace, other: KnownPlace): boolean {
  return one.known > other.known || (one.known === other.known && one.sequence > other.sequence);
}

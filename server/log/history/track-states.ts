import type { DatabaseSync } from 'node:sqlite';
import { retireRadarAfterMs } from '#shared/picture/expiry.ts';
import { makeFixBatch, makeSingleFix, type TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { freshnessCodes } from '#shared/picture/track-table.ts';
import type { Moment } from '#shared/replay/moment.ts';
import { clockToleranceMs } from '#shared/schema/parse-fact.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import { type FixRow, setFixRow } from '../writer/fix-rows.ts';
import type { FactIndex, IndexedFact } from './fact-index.ts';
import type { TrackStatesReply } from './history-messages.ts';
import type { KeyHistory } from './key-history.ts';
import { isLater, type KnownFixes, type KnownPlace, type TrackFixRow } from './known-fixes.ts';
import type { RecentFix, RecentFixes } from './recent-fixes.ts';

/** Where a track is at a moment: by a fix, or put back by a retirement. */
type State = { at: number; place: KnownPlace } & (
  | { row: FixRow; putBack?: undefined }
  | { row?: undefined; putBack: FactEvent<'retire'> }
);
type Track = { id: number; key: string };

/** Where every track of the log is at a moment, each found by itself. */
export class TrackStates {
  readonly #tracks: Track[] = [];
  readonly #described: { actor: string; trackType: string | null }[] = [];
  readonly #index: FactIndex;
  readonly #histories: KeyHistory;
  readonly #fixes: KnownFixes;
  readonly #recent: RecentFixes;
  readonly #selectTracks;
  readonly #selectDescribed;

  constructor(
    db: DatabaseSync,
    parts: { index: FactIndex; histories: KeyHistory; fixes: KnownFixes; recent: RecentFixes },
  ) {
    this.#index = parts.index;
    this.#histories = parts.histories;
    this.#fixes = parts.fixes;
    this.#recent = parts.recent;
    this.#selectTracks = db.prepare(
      "SELECT id, 'track/' || source || '/' || name AS key FROM track WHERE id >= ? ORDER BY id",
    );
    this.#selectDescribed = db.prepare(
      "SELECT body ->> 'actor' AS actor, body ->> 'trackType' AS trackType FROM descriptor WHERE id >= ? ORDER BY id",
    );
    this.follow();
  }

  follow(): void {
    for (const row of this.#selectTracks.all(this.#tracks.length)) this.#tracks.push(row as unknown as Track);
    for (const row of this.#selectDescribed.all(this.#described.length))
      this.#described.push(row as unknown as { actor: string; trackType: string | null });
  }

  statesAt(moment: Moment): TrackStatesReply {
    const states: State[] = [];
    const keys: string[] = [];
    const lost = new Map<number, number>();
    const recent = this.#recent.find(moment, ({ track, at, row }) =>
      this.#stands(this.#tracks[track]!.key, at, row[3], moment.by),
    );
    for (const track of this.#tracks) {
      const state = this.#stateOf(track, recent.get(track.id), moment);
      if (!state) continue;
      if (this.#isGone(state, moment)) {
        const descriptor = state.row![3];
        lost.set(descriptor, Math.max(lost.get(descriptor) ?? 0, state.at));
        continue;
      }
      states.push(state);
      keys.push(track.key);
    }
    return { ...this.#pack(states, keys, moment), lost: [...lost] };
  }

  /** A radar contact long lost: of *as happened* that follows from its age, and the next fix brings it back as new. */
  #isGone({ row, at }: State, moment: Moment): boolean {
    if (moment.truth === 'known' || !row || moment.at - at <= retireRadarAfterMs) return false;
    return this.#described[row[3]]!.trackType === 'radar';
  }

  #stateOf(track: Track, recent: RecentFix | undefined, moment: Moment): State | undefined {
    // What was retired in between depends on more than the newest fix.
    if (recent && !this.#index.retired.has(track.key))
      return { at: recent.at, place: { known: recent.known, sequence: recent.row[0] }, row: recent.row };
    if (!this.#index.retired.has(track.key)) {
      const last = this.#last(track, moment);
      if (last) return last;
    }
    const facts = this.#index.placesOf(track.key).map((place) => this.#index.facts[place]!);
    return moment.truth === 'known' ? this.#known(track, facts, moment) : this.#happened(track, facts, moment);
  }

  /** Where a track is that has nothing on record beyond the moment, and was heard by an honest clock. */
  #last(track: Track, { truth, at, by }: Moment): State | undefined {
    const row = this.#fixes.last(track.id);
    if (!row || row.observed > at) return undefined;
    const place = this.#fixes.knownPlace(row);
    const isKnown = place.known <= (truth === 'known' ? at : by);
    if (!isKnown || this.#fixes.believed(row) !== row.observed) return undefined;
    if (truth === 'happened' && !this.#stands(track.key, row.observed, row.descriptor, by)) return undefined;
    return { at: row.observed, place, row: columnsOf(row) };
  }

  /** Whether nobody took a fix back, neither by itself nor with what was imported. */
  #stands(key: string, at: number, descriptor: number, by: number): boolean {
    if ((this.#index.undone.get(this.#described[descriptor]!.actor) ?? Number.POSITIVE_INFINITY) <= by) return false;
    if (!this.#index.retired.has(key)) return true;
    return !this.#index.placesOf(key).some((place) => {
      const { takesBack, known, lastObserved } = this.#index.facts[place]!;
      return takesBack && known <= by && lastObserved === at;
    });
  }

  #known(track: Track, facts: readonly IndexedFact[], { at }: Moment): State | undefined {
    let state: State | undefined;
    let after: KnownPlace | undefined;
    const retired = facts.filter(({ kind, known }) => kind === 'retire' && known <= at).sort(byKnown);
    for (const fact of retired) {
      const place = { known: fact.known, sequence: fact.sequence };
      state = newer(state, this.#best(track.id, after, fact.known, fact.sequence));
      if (state && state.at <= fact.lastObserved) state = this.#putBack(fact, place);
      after = place;
    }
    return newer(state, this.#best(track.id, after, at));
  }

  /** The fix that the picture holds after everything in a stretch: the newest, of equals the one that came last. */
  #best(track: number, after: KnownPlace | undefined, upTo: number, upToSequence?: number): State | undefined {
    const stretch = this.#fixes.stretch(after, upTo, upToSequence);
    let best: State | undefined;
    let row = this.#fixes.newest(track, upTo + clockToleranceMs + 1, stretch);
    while (row && (!best || row.observed >= best.at)) {
      best = newer(best, { at: this.#fixes.believed(row), place: this.#fixes.knownPlace(row), row: columnsOf(row) });
      // Nearly always the clock was right, and no other fix can be as new as this one.
      if (row.observed === best!.at) break;
      row = this.#fixes.newest(track, row.observed, stretch);
    }
    return best;
  }

  #putBack(fact: IndexedFact, place: KnownPlace): State | undefined {
    const [event] = this.#histories.readFacts([this.#index.placeOf(fact.sequence)]) as FactEvent<'retire'>[];
    const { remaining } = event!.body;
    if (!remaining) return undefined;
    return { at: Math.min(remaining.observedAt, event!.recordedAt), place, putBack: event! };
  }

  #happened(track: Track, facts: readonly IndexedFact[], moment: Moment): State | undefined {
    const removed = facts
      .filter(
        ({ kind, tells, known, happened }) => kind === 'retire' && tells && known <= moment.by && happened <= moment.at,
      )
      .sort((a, b) => a.happened - b.happened || a.sequence - b.sequence);
    let state: State | undefined;
    let after = Number.NEGATIVE_INFINITY;
    for (const { happened, lastObserved } of removed) {
      state = this.#standing(track, { ...moment, at: happened }, after) ?? state;
      if (state && state.at <= lastObserved) state = undefined;
      after = happened;
    }
    return this.#standing(track, moment, after) ?? state;
  }

  /** The newest fix observed after one time and up to the moment that nobody took back. */
  #standing({ id, key }: Track, { at, by }: Moment, after: number): State | undefined {
    const stretch = this.#fixes.stretch(undefined, by);
    let best: State | undefined;
    let row = this.#fixes.newest(id, at + clockToleranceMs + 1, stretch);
    while (row && (!best || row.observed >= best.at) && row.observed > after) {
      const believed = this.#fixes.believed(row);
      if (believed <= at && believed > after && this.#stands(key, believed, row.descriptor, by)) {
        best = newer(best, { at: believed, place: this.#fixes.knownPlace(row), row: columnsOf(row) });
        if (row.observed === best!.at) break;
      }
      row = this.#fixes.newest(id, row.observed, stretch);
    }
    return best;
  }

  #pack(states: readonly State[], keys: readonly string[], { truth, at }: Moment): Omit<TrackStatesReply, 'lost'> {
    const rows = makeFixBatch(states.length);
    rows.count = states.length;
    const freshness = new Uint8Array(states.length);
    const putBacks: TrackStatesReply['putBacks'] = [];
    states.forEach((state, index) => {
      if (state.row) setFixRow(rows, index, state.row);
      else {
        const { body, sequence } = state.putBack;
        copyRow(rows, index, makeSingleFix(body.remaining!));
        rows.descriptor[index] = -1 - putBacks.length;
        putBacks.push({ descriptor: describePutBack(state.putBack), putBackBy: sequence });
      }
      rows.observedAt[index] = state.at;
      if (truth === 'known') freshness[index] = this.#freshness(keys[index]!, state, at);
    });
    return { rows, freshness, putBacks };
  }

  /** What the server had concluded last of this very fix. */
  #freshness(key: string, state: State, at: number): number {
    const places = this.#index.placesOf(key);
    let latest: IndexedFact | undefined;
    for (const place of places) {
      const fact = this.#index.facts[place]!;
      if (fact.kind !== 'freshness' || fact.known > at || fact.lastObserved !== state.at) continue;
      if (
        isLater({ known: fact.known, sequence: fact.sequence }, state.place) &&
        (!latest || byKnown(fact, latest) > 0)
      )
        latest = fact;
    }
    if (latest) return freshnessCodes[latest.state as keyof typeof freshnessCodes];
    return state.putBack ? freshnessCodes[state.putBack.body.remaining!.freshness] : 0;
  }
}

function newer(state: State | undefined, other: State | undefined): State | undefined {
  if (!state || !other) return state ?? other;
  if (other.at !== state.at) return other.at > state.at ? other : state;
  return isLater(other.place, state.place) ? other : state;
}

function byKnown(one: IndexedFact, other: IndexedFact): number {
  return one.known - other.known || one.sequence - other.sequence;
}

function columnsOf(row: TrackFixRow): FixRow {
  const { seq, observed, known, descriptor, lon, lat, course, speed, accuracy, altitude } = row;
  return [seq, observed, known, descriptor, lon, lat, course, speed, accuracy, altitude];
}

function copyRow(rows: ReturnType<typeof makeFixBatch>, at: number, single: ReturnType<typeof makeFixBatch>): void {
  for (const name of ['longitudeE7', 'latitudeE7', 'course', 'speed', 'accuracy', 'altitude'] as const)
    rows[name][at] = single[name][0]!;
}

/** As the picture describes a track that an event put back (see `Picture`). */
function describePutBack({ body, actor, marking }: FactEvent<'retire'>): TrackDescriptor {
  const name = body.key.slice('track/'.length);
  const slash = name.indexOf('/');
  const { callSign, trackType, unit, affiliation } = body.remaining!;
  return {
    ...{ source: name.slice(0, slash), trackId: name.slice(slash + 1), actor, marking },
    ...(callSign === undefined ? {} : { callSign }),
    ...(trackType === undefined ? {} : { trackType }),
    ...(unit === undefined ? {} : { unit }),
    ...(affiliation === undefined ? {} : { affiliation }),
  };
}

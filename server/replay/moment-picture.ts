import { isSameMarking } from '#shared/picture/combine-markings.ts';
import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import { type Change, type PictureRecord, trackName } from '#shared/picture/record.ts';
import { isSameRecord } from '#shared/picture/record-hash.ts';
import { asHappened, type Moment } from '#shared/replay/moment.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import type { AdvanceReply, RecordTexts, TrackStatesReply } from '../log/history/history-messages.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';
import type { PictureUpdate } from '../picture/live-picture.ts';
import { Slices } from './clips/slices.ts';
import { Expiry } from './expiry.ts';
import type { MovablePicture } from './movable-picture.ts';
import { recordPool } from './record-pool.ts';
import type { FixesAhead } from './shown-tracks.ts';

type Ahead = { rows: AdvanceReply; facts: FactEvent[]; fix: number; fact: number };

/**
 * The picture of one moment of the record, which can be moved: to any other by what differs, and forward by what follows.
 * In: answers of the history. Out: the same changes that a live picture makes, to whoever listens.
 */
export class MomentPicture implements MovablePicture {
  readonly picture = new Picture();
  moment: Moment | undefined;
  /** Something of what was read already came in since: to be sought where it is. */
  isOutdated = false;
  readonly #history: LogHistory;
  readonly #descriptors: readonly TrackDescriptor[];
  readonly #expiry = new Expiry(this.picture);
  #publish: (update: PictureUpdate) => void = () => {};
  #ahead: Ahead[] = [];
  /** What lies ahead is held up to this time. */
  #heldTo = Number.NEGATIVE_INFINITY;
  #generation = 0;
  /** Up to which sequence number of the log it was told. */
  #sequence = 0;
  /** Which descriptor the record of each slot was made from, as far as that is known. */
  #describedBy: number[] = [];
  readonly #slots: ({ slot: number; name: string } | undefined)[] = [];
  /** The record of the track of each slot: it is asked for every fix that lies ahead. */
  readonly #tracks: (PictureRecord | undefined)[] = [];
  readonly #concludes: boolean;

  /** Without conclusions it is what was reported, and whoever reads it concludes what time makes of it. */
  constructor(history: LogHistory, descriptors: readonly TrackDescriptor[], { concludes = true } = {}) {
    this.#history = history;
    this.#descriptors = descriptors;
    this.#concludes = concludes;
  }

  /** Keys of records that expired by the rules of *as happened*: in the fold, and not in the picture. */
  get expired(): ReadonlySet<string> {
    return this.#expiry.gone;
  }

  /** When sources were heard through tracks that had left before the moment that was sought. */
  get heardBefore(): ReadonlyMap<string, number> {
    return this.#expiry.heardBefore;
  }

  get shown(): Picture {
    return this.picture;
  }

  get heldTo(): number {
    return this.#heldTo;
  }

  /** Time of the next item among those that lie ahead. */
  get nextTime(): number | undefined {
    for (const { rows, facts, fix, fact } of this.#ahead) {
      const hasFix = fix < rows.fixes.count;
      if (fact < facts.length)
        return hasFix ? Math.min(rows.fixTimes[fix]!, rows.factTimes[fact]!) : rows.factTimes[fact]!;
      if (hasFix) return rows.fixTimes[fix]!;
    }
    return undefined;
  }

  get rowsAhead(): number {
    return this.#ahead.reduce(
      (sum, { rows, facts, fix, fact }) => sum + rows.fixes.count - fix + facts.length - fact,
      0,
    );
  }

  listen(publish: (update: PictureUpdate) => void): void {
    this.#publish = publish;
  }

  /** False when another seek came in between, which then decides. */
  async seek(to: Moment): Promise<boolean> {
    const generation = ++this.#generation;
    const from = this.moment?.truth === to.truth ? { ...this.moment, sequence: this.#sequence } : undefined;
    const reply = await this.#history.seek(from, to);
    const slices = new Slices();
    const puts: PictureRecord[] = [];
    for (const record of takeRecords(reply.puts)) {
      puts.push(record);
      await slices.turn(32);
    }
    if (generation !== this.#generation) return false;
    this.#sequence = reply.sequence;
    this.isOutdated = false;
    const changes: Change[] = [];
    const slots: number[] = [];
    const kept = new Set<string>();
    for (const record of puts) {
      kept.add(record.key);
      if (!isSameRecord(this.picture.records.get(record.key), record)) changes.push(this.picture.put(record));
    }
    const gone = from
      ? reply.removed
      : [...this.picture.records.keys()].filter((key) => !isTrack(key) && !kept.has(key));
    for (const key of gone) push(changes, this.picture.remove(key));
    this.#expiry.heardBefore = this.#heardThrough(reply.tracks.lost);
    this.#placeTracks(reply.tracks, changes, slots);
    this.#describedBy = [];
    this.moment = to;
    this.#ahead = [];
    this.#heldTo = to.at;
    this.#tell(changes, slots);
    return true;
  }

  /** Reads on, so that the picture can be moved forward; false when a seek came in between. */
  async readAhead(upTo: number, mostRows: number): Promise<boolean> {
    const generation = this.#generation;
    const from = { ...this.moment!, at: this.#heldTo, sequence: this.#sequence };
    const rows = await this.#history.advance({ from, upTo, mostRows });
    if (generation !== this.#generation) return false;
    this.#heldTo = Math.max(this.#heldTo, rows.reached);
    // Of what came in since all is ahead, or else a seek has yet to tell of it.
    if (rows.isOutdated) this.isOutdated = true;
    if (!this.isOutdated) this.#sequence = rows.sequence;
    this.#ahead.push({ rows, facts: JSON.parse(rows.facts) as FactEvent[], fix: 0, fact: 0 });
    return true;
  }

  eachAhead(take: Parameters<FixesAhead>[0]): void {
    for (const { rows, fix } of this.#ahead) {
      const { fixes, fixTimes } = rows;
      for (let row = fix; row < fixes.count; row++) {
        const slot = this.#slotOf(fixes.descriptor[row]!);
        if (slot < 0) continue;
        const id = fixes.descriptor[row]!;
        const isOpen = this.#describedBy[slot] === id || this.#isMarkedLike(slot, id);
        const { tracks } = this.picture;
        const longitudeE6 = isOpen ? Math.round(fixes.longitudeE7[row]! / 10) : tracks.longitudeE6[slot]!;
        const latitudeE6 = isOpen ? Math.round(fixes.latitudeE7[row]! / 10) : tracks.latitudeE6[slot]!;
        if (!take(slot, fixTimes[row]!, longitudeE6, latitudeE6)) return;
      }
    }
  }

  /** Nobody is shown on the way to a fix under another marking: who sees the track may not know of that. */
  #isMarkedLike(slot: number, descriptor: number): boolean {
    const record = this.#tracks[slot];
    return record !== undefined && isSameMarking(record.marking, this.#descriptors[descriptor]!.marking);
  }

  /** Slot of the track of a descriptor, remembered: it is asked for every fix that lies ahead. */
  #slotOf(descriptor: number): number {
    const { source, trackId } = this.#descriptors[descriptor]!;
    const known = this.#slots[descriptor];
    if (known !== undefined && this.picture.tracks.names[known.slot] === known.name) return known.slot;
    const name = trackName(source, trackId);
    const slot = this.picture.tracks.find(name) ?? -1;
    if (slot >= 0) this.#slots[descriptor] = { slot, name };
    return slot;
  }

  /** Moves forward to a time up to which was read ahead. */
  advance(at: number, { inPassing } = { inPassing: false }): void {
    const moment = this.moment!;
    const changes: Change[] = [];
    const slots: number[] = [];
    while (this.#ahead[0]) {
      this.#fold(this.#ahead[0], at, changes, slots);
      if (this.#ahead[0].rows.reached > at) break;
      this.#ahead.shift();
    }
    this.moment = { ...moment, at, by: moment.truth === 'known' ? at : moment.by };
    this.#tell(changes, slots, inPassing);
  }

  #fold(ahead: Ahead, at: number, changes: Change[], slots: number[]): void {
    const { rows, facts } = ahead;
    if (ahead.fix === 0 && ahead.fact === 0) this.#holdBases(rows.bases);
    for (;;) {
      const fixTime = ahead.fix < rows.fixes.count ? rows.fixTimes[ahead.fix]! : Number.POSITIVE_INFINITY;
      const factTime = ahead.fact < facts.length ? rows.factTimes[ahead.fact]! : Number.POSITIVE_INFINITY;
      if (fixTime > at && factTime > at) return;
      const isFix =
        fixTime < factTime || (fixTime === factTime && rows.fixSequences[ahead.fix]! < facts[ahead.fact]!.sequence);
      if (isFix) this.#foldFix(rows, ahead.fix++, changes, slots);
      else this.#foldFact(facts[ahead.fact]!, rows.factTimes[ahead.fact++]!, changes, slots);
    }
  }

  /** What had expired is held again for what follows of it; until then it stays gone. */
  #holdBases(bases: RecordTexts): void {
    for (const record of takeRecords(bases)) {
      if (this.picture.records.has(record.key)) continue;
      this.picture.put(record);
      this.#expiry.gone.add(record.key);
    }
  }

  #foldFix({ fixes, fixSequences, fixRecorded }: AdvanceReply, row: number, changes: Change[], slots: number[]): void {
    const id = fixes.descriptor[row]!;
    const described = this.#slotOf(id);
    if (described >= 0 && this.#describedBy[described] === id) {
      // Nothing new is said of the track: it only moves.
      if (this.picture.moveTrack(described, fixes, row, fixRecorded[row]!)) slots.push(described);
      return;
    }
    const descriptor = this.#descriptors[id]!;
    const slot = this.picture.foldFix(
      { batch: fixes, row, descriptor, sequence: fixSequences[row]!, recordedAt: fixRecorded[row]! },
      changes,
    );
    if (slot < 0) return;
    slots.push(slot);
    this.#describedBy[slot] = id;
  }

  #foldFact(event: FactEvent, time: number, changes: Change[], slots: number[]): void {
    const taken = this.moment!.truth === 'happened' ? asHappened(event, time) : event;
    for (const change of this.picture.foldFact(taken)) {
      changes.push(change);
      if (change.slot !== undefined) slots.push(change.slot);
    }
    // A track that leaves or is put back is described anew.
    if (event.kind === 'retire') this.#describedBy = [];
    if (event.kind !== 'freshness') return;
    const slot = this.picture.tracks.find(event.body.track);
    if (slot !== undefined) slots.push(slot);
  }

  #heardThrough(lost: TrackStatesReply['lost']): Map<string, number> {
    const heard = new Map<string, number>();
    for (const [descriptor, at] of lost) {
      const { source } = this.#descriptors[descriptor]!;
      heard.set(source, Math.max(heard.get(source) ?? 0, at));
    }
    return heard;
  }

  #placeTracks({ rows, freshness, putBacks }: TrackStatesReply, changes: Change[], slots: number[]): void {
    const { picture } = this;
    const places: number[] = [];
    for (let row = 0; row < rows.count; row++) {
      const id = rows.descriptor[row]!;
      const origin = id < 0 ? putBacks[-1 - id]! : { descriptor: this.#descriptors[id]! };
      places.push(picture.placeTrack(origin, { batch: rows, row, freshness: freshness[row]! }, changes));
    }
    const isHere = new Uint8Array(picture.tracks.length);
    for (const slot of places) isHere[slot] = 1;
    for (let slot = 0; slot < isHere.length; slot++)
      if (!isHere[slot] && picture.tracks.names[slot])
        push(changes, picture.remove(`track/${picture.tracks.names[slot]}`));
    for (const slot of places) slots.push(slot);
  }

  #tell(changes: Change[], slots: number[], inPassing = false): void {
    for (const change of changes)
      if (change.slot !== undefined) this.#tracks[change.slot] = change.kind === 'put' ? change.record : undefined;
    const { truth, at } = this.moment!;
    const told = this.#concludes ? this.#expiry.conclude(truth, at, { changes, slots }, inPassing) : { changes, slots };
    if (told.changes.length > 0 || told.slots.length > 0) this.#publish(told);
  }
}

function* takeRecords({ texts, hashes }: RecordTexts): Generator<PictureRecord> {
  for (const [index, text] of texts.entries()) yield recordPool.take(text, hashes[index]!);
}

function isTrack(key: string): boolean {
  return key.startsWith('track/');
}

function push(changes: Change[], change: Change | undefined): void {
  if (change) changes.push(change);
}

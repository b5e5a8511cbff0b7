import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { Change, PictureRecord } from '#shared/picture/record.ts';
import { parseRecord } from '#shared/picture/record-hash.ts';
import { asHappened, type Moment } from '#shared/replay/moment.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import type { AdvanceReply, TrackStatesReply } from '../log/history/history-messages.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';
import { recordSeparator } from '../log/writer/key-frame-rows.ts';
import type { PictureUpdate } from '../picture/live-picture.ts';
import { Expiry } from './expiry.ts';
import type { MovablePicture } from './movable-picture.ts';

type Ahead = { rows: AdvanceReply; facts: FactEvent[]; fix: number; fact: number };

/**
 * The picture of one moment of the record, which can be moved: to any other by what differs, and forward by what follows.
 * In: answers of the history. Out: the same changes that a live picture makes, to whoever listens.
 */
export class MomentPicture implements MovablePicture {
  readonly picture = new Picture();
  moment: Moment | undefined;
  readonly #history: LogHistory;
  readonly #descriptors: readonly TrackDescriptor[];
  readonly #expiry = new Expiry(this.picture);
  #publish: (update: PictureUpdate) => void = () => {};
  #ahead: Ahead[] = [];
  /** What lies ahead is held up to this time. */
  #heldTo = Number.NEGATIVE_INFINITY;
  #generation = 0;

  constructor(history: LogHistory, descriptors: readonly TrackDescriptor[]) {
    this.#history = history;
    this.#descriptors = descriptors;
  }

  /** Keys of records that expired by the rules of *as happened*: in the fold, and not in the picture. */
  get expired(): ReadonlySet<string> {
    return this.#expiry.gone;
  }

  get shown(): Picture {
    return this.picture;
  }

  get heldTo(): number {
    return this.#heldTo;
  }

  /** Rows that lie ahead and were not folded yet. */
  get ahead(): readonly Ahead[] {
    return this.#ahead;
  }

  listen(publish: (update: PictureUpdate) => void): void {
    this.#publish = publish;
  }

  /** False when another seek came in between, which then decides. */
  async seek(to: Moment): Promise<boolean> {
    const generation = ++this.#generation;
    const from = this.moment?.truth === to.truth ? this.moment : undefined;
    const reply = await this.#history.seek(from, to);
    if (generation !== this.#generation) return false;
    const changes: Change[] = [];
    const slots: number[] = [];
    const kept = new Set<string>();
    for (const text of reply.puts === '' ? [] : reply.puts.split(recordSeparator)) {
      const record = parseRecord(text);
      kept.add(record.key);
      if (!isSame(this.picture.records.get(record.key), text)) changes.push(this.picture.put(record));
    }
    const gone = from
      ? reply.removed
      : [...this.picture.records.keys()].filter((key) => !isTrack(key) && !kept.has(key));
    for (const key of gone) push(changes, this.picture.remove(key));
    this.#placeTracks(reply.tracks, changes, slots);
    this.#moveTo(to);
    this.#ahead = [];
    this.#heldTo = to.at;
    this.#tell(changes, slots);
    return true;
  }

  /** Reads on, so that the picture can be moved forward; false when a seek came in between. */
  async readAhead(upTo: number, mostRows: number, stepMs = 0): Promise<boolean> {
    const generation = this.#generation;
    const from = { ...this.moment!, at: this.#heldTo };
    const rows = await this.#history.advance({ from, upTo, mostRows, stepMs });
    if (generation !== this.#generation) return false;
    this.#heldTo = Math.max(this.#heldTo, rows.reached);
    this.#ahead.push({ rows, facts: JSON.parse(rows.facts) as FactEvent[], fix: 0, fact: 0 });
    return true;
  }

  /** Moves forward to a time up to which was read ahead. */
  advance(at: number): void {
    const moment = this.moment!;
    const changes: Change[] = [];
    const slots: number[] = [];
    while (this.#ahead[0]) {
      this.#fold(this.#ahead[0], at, changes, slots);
      if (this.#ahead[0].rows.reached > at) break;
      this.#ahead.shift();
    }
    this.#moveTo({ ...moment, at, by: moment.truth === 'known' ? at : moment.by });
    this.#tell(changes, slots);
  }

  #fold(ahead: Ahead, at: number, changes: Change[], slots: number[]): void {
    const { rows, facts } = ahead;
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

  #foldFix({ fixes, fixSequences, fixRecorded }: AdvanceReply, row: number, changes: Change[], slots: number[]): void {
    const descriptor = this.#descriptors[fixes.descriptor[row]!]!;
    const slot = this.picture.foldFix(
      { batch: fixes, row, descriptor, sequence: fixSequences[row]!, recordedAt: fixRecorded[row]! },
      changes,
    );
    if (slot >= 0) slots.push(slot);
  }

  #foldFact(event: FactEvent, time: number, changes: Change[], slots: number[]): void {
    const taken = this.moment!.truth === 'happened' ? asHappened(event, time) : event;
    for (const change of this.picture.foldFact(taken)) {
      changes.push(change);
      if (change.slot !== undefined) slots.push(change.slot);
    }
    if (event.kind !== 'freshness') return;
    const slot = this.picture.tracks.find(event.body.track);
    if (slot !== undefined) slots.push(slot);
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

  #moveTo(moment: Moment): void {
    this.moment = moment;
  }

  #tell(changes: Change[], slots: number[]): void {
    const { truth, at } = this.moment!;
    const told = this.#expiry.conclude(truth, at, changes, slots);
    if (told.changes.length > 0 || told.slots.length > 0) this.#publish(told);
  }
}

function isSame(record: PictureRecord | undefined, text: string): boolean {
  return record !== undefined && JSON.stringify(record) === text;
}

function isTrack(key: string): boolean {
  return key.startsWith('track/');
}

function push(changes: Change[], change: Change | undefined): void {
  if (change) changes.push(change);
}

import { isSameMarking } from '#shared/picture/combine-markings.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { Change, PictureRecord } from '#shared/picture/record.ts';
import { isSameRecord, recordHash } from '#shared/picture/record-hash.ts';
import type { Moment, Truth } from '#shared/replay/moment.ts';
import type { PictureUpdate } from '../../picture/live-picture.ts';
import { Expiry } from '../expiry.ts';
import type { MovablePicture } from '../movable-picture.ts';
import type { FixesAhead } from '../shown-tracks.ts';
import { type Excerpt, ExcerptState, linesUpTo, nearestState } from './excerpt/excerpt.ts';
import { Slices } from './slices.ts';

/**
 * So much is told in one turn, so that nobody sees a picture between two moments. The first picture is sent only when it
 * is whole; later only a clip that was made to be heavy differs by more, and its moments are then sent anew.
 */
const mostAtOnce = 4_000;

type Told = { changes: Change[]; slots: number[] };

/**
 * The picture of one moment of a clip. In: the lines of its excerpts. Out: the changes that the picture of the log made for
 * whoever made the clip. All of it lies in memory, so that it can be moved anywhere without waiting for a disk.
 */
export class ClipPicture implements MovablePicture {
  readonly picture = new Picture();
  moment: Moment | undefined;
  readonly #find: (truth: Truth) => Promise<Excerpt>;
  readonly #expiry = new Expiry(this.picture, { concludesSources: false });
  /** All of it is in memory anyway. */
  readonly rowsAhead = 0;
  /** Nothing comes into a clip any more. */
  readonly isOutdated = false;
  #publish: (update: PictureUpdate) => void = () => {};
  #excerpt: Excerpt | undefined;
  #line = 0;
  /** Row of the newest fix of each track of the excerpt. */
  #latest: Int32Array = new Int32Array(0);
  #heldTo = Number.NEGATIVE_INFINITY;
  #generation = 0;
  /** On the way to another moment it is of neither. */
  #isBetween = false;

  constructor(find: (truth: Truth) => Promise<Excerpt>) {
    this.#find = find;
  }

  get shown(): Picture {
    return this.picture;
  }

  /** Everything is here, but what is drawn depends on how far ahead it was looked: so this goes as with the log. */
  get heldTo(): number {
    return this.#heldTo;
  }

  listen(publish: (update: PictureUpdate) => void): void {
    this.#publish = publish;
  }

  async readAhead(upTo: number): Promise<boolean> {
    this.#heldTo = Math.max(this.#heldTo, upTo);
    return true;
  }

  eachAhead(take: Parameters<FixesAhead>[0]): void {
    const { at, items, changes, keys, trackOf, rows } = this.#excerpt!;
    const { records, tracks } = this.picture;
    for (let line = this.#line; line < at.length && at[line]! <= this.#heldTo; line++) {
      const item = items[line]!;
      const change = item < 0 ? changes[-1 - item]! : undefined;
      // Told again because something else about its track changed.
      if (!change && rows.observedAt[item] !== at[line]) continue;
      const key = change ? keyOf(change) : keys[trackOf[item]!]!;
      const record = records.get(key);
      if (record?.kind !== 'track') continue;
      // On the way to another marking, or out of sight, it stays where it is.
      const stays =
        change !== undefined && (change.kind === 'remove' || !isSameMarking(change.record.marking, record.marking));
      if (change && !stays) continue;
      const slot = tracks.find(record.id)!;
      const [from, row] = stays ? [tracks, slot] : [rows, item];
      if (!take(slot, at[line]!, from.longitudeE6[row]!, from.latitudeE6[row]!)) return;
    }
  }

  async seek(to: Moment): Promise<boolean> {
    const generation = ++this.#generation;
    const slices = new Slices();
    const excerpt = await this.#find(to.truth);
    if (generation !== this.#generation) return false;
    const line = linesUpTo(excerpt, to.at);
    const state = this.#startFor(excerpt, line);
    while (state.line < line) {
      state.step(excerpt);
      await slices.turn(512);
      if (generation !== this.#generation) return false;
    }
    const different = await this.#compare(state.records, slices, () => generation !== this.#generation);
    if (!different) return false;
    const told: Told = { changes: [], slots: [] };
    this.#isBetween = true;
    for (const _ of this.#place(excerpt, state, different, told)) {
      if (told.changes.length + told.slots.length < mostAtOnce) continue;
      this.#tell(to, { changes: told.changes.splice(0), slots: told.slots.splice(0) }, { inPassing: true });
      await slices.turn();
      if (generation !== this.#generation) return false;
    }
    this.#isBetween = false;
    this.#excerpt = excerpt;
    this.#line = line;
    this.#latest = state.latest;
    this.moment = to;
    this.#heldTo = to.at;
    this.#tell(to, told);
    return true;
  }

  advance(at: number): void {
    const excerpt = this.#excerpt!;
    const { picture } = this;
    const changes: Change[] = [];
    const slots: number[] = [];
    while (this.#line < excerpt.at.length && excerpt.at[this.#line]! <= at) {
      const item = excerpt.items[this.#line++]!;
      if (item >= 0) {
        this.#latest[excerpt.trackOf[item]!] = item;
        slots.push(this.#placeRow(excerpt, item));
        continue;
      }
      const change = excerpt.changes[-1 - item]!;
      const made = change.kind === 'put' ? picture.put(change.record) : picture.remove(change.key);
      if (made) changes.push(made);
    }
    const moment = this.moment!;
    this.moment = { ...moment, at, by: moment.truth === 'known' ? at : moment.by };
    this.#tell(this.moment, { changes, slots });
  }

  /** From where it is, or from what lies nearer. */
  #startFor(excerpt: Excerpt, line: number): ExcerptState {
    const nearest = nearestState(excerpt, line);
    if (this.#isBetween || excerpt !== this.#excerpt || this.#line > line || this.#line < nearest.line) return nearest;
    return new ExcerptState(this.picture.records, this.#latest, this.#line);
  }

  /** Records that have to be put; undefined when that is no longer wanted. Nothing is changed, so that others may look. */
  async #compare(
    records: ReadonlyMap<string, PictureRecord>,
    slices: Slices,
    isGivenUp: () => boolean,
  ): Promise<PictureRecord[] | undefined> {
    const different: PictureRecord[] = [];
    for (const record of records.values()) {
      if (!isSameRecord(this.picture.records.get(record.key), record)) {
        different.push(record);
        // It will be asked for at once for all of them.
        recordHash(record);
      }
      await slices.turn(64);
      if (isGivenUp()) return undefined;
    }
    return different;
  }

  /** Step by step, so that it can be told in parts. */
  *#place(
    excerpt: Excerpt,
    { records, latest }: ExcerptState,
    different: readonly PictureRecord[],
    { changes, slots }: Told,
  ): Generator<void> {
    const { picture } = this;
    for (const record of different) yield void changes.push(picture.put(record));
    // All of them are there now: with no more than them, nothing has to go.
    const keys = picture.records.size > records.size ? picture.records.keys() : [];
    for (const key of keys) {
      const removed = records.has(key) ? undefined : picture.remove(key);
      if (removed) yield void changes.push(removed);
    }
    for (const [track, key] of excerpt.keys.entries())
      if (latest[track]! >= 0 && records.has(key)) yield void slots.push(this.#placeRow(excerpt, latest[track]!));
  }

  #placeRow({ keys, trackOf, rows }: Excerpt, row: number): number {
    const { tracks } = this.picture;
    const slot = tracks.find(keys[trackOf[row]!]!.slice('track/'.length))!;
    tracks.copyRow(rows, row, slot);
    return slot;
  }

  #tell({ truth, at }: Moment, folded: Told, { inPassing } = { inPassing: false }): void {
    const told = this.#expiry.conclude(truth, at, folded, inPassing);
    if (told.changes.length > 0 || told.slots.length > 0) this.#publish(told);
  }
}

function keyOf(change: Change): string {
  return change.kind === 'put' ? change.record.key : change.key;
}

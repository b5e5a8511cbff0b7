import type { LinkProfile } from '#shared/parameters/freshness.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { Change, PictureRecord } from '#shared/picture/record.ts';
import { FrameEncoder } from '#shared/protocol/position-frame.ts';
import { canSee, redact, type Viewer } from '../access/viewer.ts';
import type { PictureUpdate } from '../picture/live-picture.ts';
import { FactRing, type RingLimits } from './fact-ring.ts';
import { History, isHistory } from './history-parts.ts';
import { PackedParts } from './snapshot-parts.ts';

/** What an audience is shown of: the live picture, or that of a replay. */
export type ShownPicture = Pick<Picture, 'records' | 'tracks'>;

const historyKeptMs = 5 * 60_000;

/**
 * What one set of rights at one rate may know: its own picture, its facts in order, and one frame a tick encoded once
 * for all its viewers. In: updates of the live picture. Out: facts numbered densely from 0 and frames numbered from 1,
 * in which nothing appears that `canSee` denies. Slots are its own, so that they betray no hidden track.
 */
export class Audience {
  /** Unique in the life of the process: a cursor of an audience that is gone must not fit its successor. */
  readonly id: string;
  readonly viewer: Viewer;
  readonly profile: LinkProfile;
  readonly picture = new Picture();
  readonly facts: FactRing;
  readonly packedParts = new PackedParts();
  /** Number of the last frame; 1 is the state at creation. */
  frame = 1;
  readonly #live: ShownPicture;
  readonly #encoder = new FrameEncoder();
  /** Frame in which each slot last changed. */
  #changedAt = new Uint32Array(1_024);
  /** Audience slot by live slot and back; −1 where there is none. */
  #slotOfLive = new Int32Array(1_024).fill(-1);
  #liveOfSlot = new Int32Array(1_024).fill(-1);
  #isDirty = new Uint8Array(1_024);
  #dirty: number[] = [];
  #parted: { facts: number; at: number; standing: PictureRecord[]; history: History } | undefined;
  #checked: { facts: number; frame: number; hash: string } | undefined;

  constructor(id: string, viewer: Viewer, profile: LinkProfile, live: ShownPicture, ring?: RingLimits) {
    this.facts = new FactRing(ring);
    this.id = id;
    this.viewer = viewer;
    this.profile = profile;
    this.#live = live;
    for (const record of live.records.values()) {
      const slot = record.kind === 'track' ? live.tracks.find(record.id) : undefined;
      this.#translate({ kind: 'put', record, ...(slot === undefined ? {} : { slot }) });
    }
    for (const slot of this.#dirty) this.picture.tracks.copyRow(live.tracks, this.#liveOfSlot[slot]!, slot);
    this.#clearDirty(this.frame);
  }

  /** Facts at once, positions with the next tick. */
  publish({ changes, slots }: PictureUpdate): void {
    const seen: Change[] = [];
    for (const change of changes) {
      const own = this.#translate(change);
      if (own) seen.push(own);
    }
    if (seen.length > 0) this.facts.push(seen);
    for (const live of slots) {
      const slot = this.#slotOfLive[live] ?? -1;
      if (slot >= 0) this.#markDirty(slot);
    }
  }

  /** Closes a tick: the shared frame relative to the one before, or undefined when nothing moved. */
  tick(serverTime: number): Uint8Array | undefined {
    const slots = this.#dirty.filter((slot) => this.#liveOfSlot[slot]! >= 0).sort((a, b) => a - b);
    if (slots.length === 0) return undefined;
    const base = this.frame++;
    const header = { frame: this.frame, base, isAbsolute: false, facts: this.facts.next, serverTime };
    const bytes = this.#encoder.encode(
      header,
      slots,
      slots.length,
      this.#live.tracks,
      (slot) => this.#liveOfSlot[slot]!,
      this.picture.tracks,
    );
    this.#clearDirty(this.frame);
    return bytes;
  }

  /** Closes a tick without a frame, for who writes down what moved instead of sending it: the slots that did. */
  settle(): number[] {
    const slots = this.#dirty.filter((slot) => this.#liveOfSlot[slot]! >= 0);
    for (const slot of slots) this.picture.tracks.copyRow(this.#live.tracks, this.#liveOfSlot[slot]!, slot);
    if (slots.length > 0) this.frame++;
    this.#clearDirty(this.frame);
    return slots;
  }

  /** An absolute frame of all that changed after `frame`, for a viewer that skipped some or has just come. */
  catchUp(frame: number, serverTime: number): Uint8Array {
    const { tracks } = this.picture;
    const slots: number[] = [];
    for (let slot = 0; slot < tracks.length; slot++)
      if (tracks.names[slot] && this.#changedAt[slot]! > frame) slots.push(slot);
    const header = { frame: this.frame, base: frame, isAbsolute: true, facts: this.facts.next, serverTime };
    return this.#encoder.encode(header, slots, slots.length, tracks, (slot) => slot, tracks);
  }

  /**
   * The records of this moment in what stands now and what can follow; the same for all who come at it. The history is
   * kept for minutes, so that those who come one after the other share what was packed: what has changed meanwhile is
   * not in it any more and counts as what stands now.
   */
  partRecords(serverTime: number): { standing: readonly PictureRecord[]; history: History } {
    const facts = this.facts.next;
    if (this.#parted?.facts === facts) return this.#parted;
    const records = [...this.picture.records.values()];
    const isFresh = this.#parted && serverTime - this.#parted.at < historyKeptMs;
    const { history, at } = isFresh
      ? this.#parted!
      : {
          history: new History(
            records.filter((each) => isHistory(each, serverTime)),
            this.profile,
          ),
          at: serverTime,
        };
    this.#parted = { facts, at, history, standing: records.filter((record) => !history.has(record)) };
    return this.#parted;
  }

  /** Hash of what a viewer holds that has been sent everything; computed once however many ask. */
  check(): { facts: number; frame: number; hash: string } {
    const { frame } = this;
    const facts = this.facts.next;
    if (this.#checked?.facts !== facts || this.#checked.frame !== frame)
      this.#checked = { facts, frame, hash: this.picture.hash() };
    return this.#checked;
  }

  /** A change of the live picture as this audience sees it, applied to its own picture; undefined when it sees none. */
  #translate(change: Change): Change | undefined {
    if (change.kind === 'remove' || !canSee(this.viewer, change.record)) {
      const removed = this.picture.remove(change.kind === 'remove' ? change.key : change.record.key);
      if (removed?.slot !== undefined) this.#unmap(removed.slot);
      return removed;
    }
    const own = this.picture.put(redact(this.viewer, change.record));
    if (own.slot !== undefined && change.slot !== undefined) this.#map(own.slot, change.slot);
    return own;
  }

  #map(slot: number, live: number): void {
    this.#slotOfLive = widened(this.#slotOfLive, live, -1);
    this.#liveOfSlot = widened(this.#liveOfSlot, slot, -1);
    this.#isDirty = widened(this.#isDirty, slot, 0);
    this.#changedAt = widened(this.#changedAt, slot, 0);
    if (this.#liveOfSlot[slot] === live) return;
    this.#slotOfLive[live] = slot;
    this.#liveOfSlot[slot] = live;
    this.#changedAt[slot] = 0;
    this.#markDirty(slot);
  }

  #unmap(slot: number): void {
    const live = this.#liveOfSlot[slot]!;
    if (this.#slotOfLive[live] === slot) this.#slotOfLive[live] = -1;
    this.#liveOfSlot[slot] = -1;
  }

  #markDirty(slot: number): void {
    if (this.#isDirty[slot]) return;
    this.#isDirty[slot] = 1;
    this.#dirty.push(slot);
  }

  #clearDirty(frame: number): void {
    for (const slot of this.#dirty) {
      this.#isDirty[slot] = 0;
      this.#changedAt[slot] = frame;
    }
    this.#dirty = [];
  }
}

function widened<T extends Int32Array | Uint8Array | Uint32Array>(column: T, index: number, fill: number): T {
  if (index < column.length) return column;
  const wider = new (column.constructor as new (size: number) => T)(Math.max(index + 1, column.length * 2));
  wider.fill(fill);
  wider.set(column);
  return wider;
}

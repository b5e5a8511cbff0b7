import { type FixBatch, noAltitude, noValue } from './fix-batch.ts';

/** Freshness as the server concluded it, in the order of `freshnessStates`. */
export const freshnessCodes = { live: 0, late: 1, stale: 2, lost: 3 } as const;

/** What a fix says of a track, as columns at wire precision. */
export type TrackColumns = Pick<
  TrackTable,
  'observedAt' | 'longitudeE6' | 'latitudeE6' | 'course' | 'speed' | 'accuracy' | 'altitude' | 'freshness'
>;

/**
 * Where every track is, as columns by slot; the one hot structure of server, viewers and replay.
 * Values are held at wire precision, so that all of them agree to the bit. Columns are replaced when the table grows:
 * never keep a column across a call of `add`.
 */
export class TrackTable {
  /** Slots in use lie below this; freed ones have an empty name. */
  length = 0;
  size = 0;
  names: string[] = [];
  nameHash = new Uint32Array(0);
  observedAt = new Float64Array(0);
  /** Degrees × 10⁶ (0.11 m). */
  longitudeE6 = new Int32Array(0);
  latitudeE6 = new Int32Array(0);
  /** Whole degrees, 0–359, or `noValue`. */
  course = new Uint16Array(0);
  /** Metres a second × 10, or `noValue`. */
  speed = new Uint16Array(0);
  accuracy = new Uint16Array(0);
  altitude = new Int16Array(0);
  freshness = new Uint8Array(0);
  /** Expected interval between fixes, from the track's record; not part of the hash. */
  intervalMs = new Float64Array(0);

  readonly #slotByName = new Map<string, number>();
  readonly #free: number[] = [];

  find(name: string): number | undefined {
    return this.#slotByName.get(name);
  }

  /** The slot of a new track; the caller fills its columns. `given` where another table decides it. */
  add(name: string, given?: number): number {
    const slot = given ?? this.#free.pop() ?? this.length;
    const freed = given === undefined ? -1 : this.#free.indexOf(given);
    if (freed >= 0) this.#free.splice(freed, 1);
    if (slot >= this.nameHash.length) this.#grow(slot + 1);
    this.#slotByName.set(name, slot);
    this.names[slot] = name;
    this.nameHash[slot] = hashText(name);
    this.observedAt[slot] = 0;
    this.longitudeE6[slot] = 0;
    this.latitudeE6[slot] = 0;
    this.course[slot] = noValue;
    this.speed[slot] = noValue;
    this.accuracy[slot] = noValue;
    this.altitude[slot] = noAltitude;
    this.freshness[slot] = 0;
    this.intervalMs[slot] = 60_000;
    this.length = Math.max(this.length, slot + 1);
    this.size++;
    return slot;
  }

  remove(slot: number): void {
    const name = this.names[slot];
    if (!name) return;
    this.#slotByName.delete(name);
    this.names[slot] = '';
    this.observedAt[slot] = 0;
    this.#free.push(slot);
    this.size--;
  }

  clear(): void {
    this.#slotByName.clear();
    this.#free.length = 0;
    this.names = [];
    this.length = 0;
    this.size = 0;
  }

  /** Takes a fix at wire precision. The caller has checked that it is newer. */
  setFix(slot: number, batch: FixBatch, row: number): void {
    this.observedAt[slot] = batch.observedAt[row]!;
    this.longitudeE6[slot] = Math.round(batch.longitudeE7[row]! / 10);
    this.latitudeE6[slot] = Math.round(batch.latitudeE7[row]! / 10);
    const course = batch.course[row]!;
    this.course[slot] = course === noValue ? noValue : Math.round(course / 100) % 360;
    const speed = batch.speed[row]!;
    this.speed[slot] = speed === noValue ? noValue : speed >> 1;
    this.accuracy[slot] = batch.accuracy[row]!;
    this.altitude[slot] = batch.altitude[row]!;
    this.freshness[slot] = 0;
  }

  copyRow(from: TrackColumns, fromSlot: number, slot: number): void {
    this.observedAt[slot] = from.observedAt[fromSlot]!;
    this.longitudeE6[slot] = from.longitudeE6[fromSlot]!;
    this.latitudeE6[slot] = from.latitudeE6[fromSlot]!;
    this.course[slot] = from.course[fromSlot]!;
    this.speed[slot] = from.speed[fromSlot]!;
    this.accuracy[slot] = from.accuracy[fromSlot]!;
    this.altitude[slot] = from.altitude[fromSlot]!;
    this.freshness[slot] = from.freshness[fromSlot]!;
  }

  /** Order-free hash over all tracks: the same set of tracks and values gives the same number whatever the slots. */
  hash(): number {
    let sum = 0;
    for (let slot = 0; slot < this.length; slot++) if (this.names[slot]) sum = (sum + this.#hashRow(slot)) >>> 0;
    return sum;
  }

  #hashRow(slot: number): number {
    const at = this.observedAt[slot]!;
    let h = this.nameHash[slot]!;
    h = mix(h, at % 0x1_0000_0000);
    h = mix(h, at / 0x1_0000_0000);
    h = mix(h, this.longitudeE6[slot]!);
    h = mix(h, this.latitudeE6[slot]!);
    h = mix(h, this.course[slot]! | (this.speed[slot]! << 16));
    h = mix(h, this.accuracy[slot]! | (this.altitude[slot]! << 16));
    return mix(h, this.freshness[slot]!);
  }

  #grow(least: number): void {
    const capacity = Math.max(1_024, least, this.nameHash.length * 2);
    const grow = <T extends Float64Array | Int32Array | Uint32Array | Uint16Array | Int16Array | Uint8Array>(
      column: T,
    ): T => {
      const wider = new (column.constructor as new (size: number) => T)(capacity);
      wider.set(column as never);
      return wider;
    };
    this.nameHash = grow(this.nameHash);
    this.observedAt = grow(this.observedAt);
    this.longitudeE6 = grow(this.longitudeE6);
    this.latitudeE6 = grow(this.latitudeE6);
    this.course = grow(this.course);
    this.speed = grow(this.speed);
    this.accuracy = grow(this.accuracy);
    this.altitude = grow(this.altitude);
    this.freshness = grow(this.freshness);
    this.intervalMs = grow(this.intervalMs);
  }
}

function mix(h: number, value: number): number {
  const k = Math.imul(value | 0, 0x85ebca6b);
  const x = Math.imul(h ^ (k ^ (k >>> 13)), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 code units; 32 bits. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  return h >>> 0;
}

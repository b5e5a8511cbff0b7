import type { TrackTable } from '../picture/track-table.ts';
import { ByteReader, ByteWriter } from './byte-writer.ts';

/**
 * The binary form of positions, column by column, about nine bytes a track. A relative frame says what changed since
 * frame `base`; an absolute frame says what is, and stands on any state. Layout, all numbers little-endian:
 *
 *   u8 version · u8 flags (1 absolute) · u16 zero · u32 frame · u32 base · u32 facts · u32 count · f64 serverTime
 *   then, each preceded by its length as u32: slot gaps · ages · longitudes · latitudes · courses · speeds · attributes
 *
 * Slots ascend; ages are serverTime − observedAt in ms (signed); the others are differences to the receiver's row
 * (values, in an absolute frame). Attributes are sparse: (gap of row, accuracy, altitude, freshness). `facts` is the
 * number of facts the sender had published before: a receiver must hold them first, because they name the slots.
 */
const frameVersion = 1;
const headerBytes = 28;
const flagAbsolute = 1;

export type FrameHeader = {
  frame: number;
  /** Frame that the receiver must have applied; meaningless when absolute. */
  base: number;
  isAbsolute: boolean;
  facts: number;
  count: number;
  serverTime: number;
};

export class MalformedFrame extends Error {
  override readonly name = 'MalformedFrame';
}

/** Encodes frames for one audience; keeps its column buffers between frames. */
export class FrameEncoder {
  readonly #columns = Array.from({ length: 7 }, () => new ByteWriter(16_384));

  /**
   * Encodes the rows `slots` (ascending) of `next`. For a relative frame `last` holds what receivers have; it is
   * brought up to date row by row, so it must not be `next`.
   */
  encode(
    header: Omit<FrameHeader, 'count'>,
    slots: ArrayLike<number>,
    count: number,
    next: TrackTable,
    rowOf: (slot: number) => number,
    last: TrackTable,
  ): Uint8Array {
    const [gaps, ages, longitudes, latitudes, courses, speeds, attributes] = this.#columns as [
      ByteWriter,
      ByteWriter,
      ByteWriter,
      ByteWriter,
      ByteWriter,
      ByteWriter,
      ByteWriter,
    ];
    for (const column of this.#columns) column.reset();
    const absolute = header.isAbsolute;
    let previousSlot = -1;
    let previousAttribute = -1;
    for (let index = 0; index < count; index++) {
      const slot = slots[index]!;
      const row = rowOf(slot);
      gaps.unsigned(slot - previousSlot - 1);
      previousSlot = slot;
      ages.signed(header.serverTime - next.observedAt[row]!);
      longitudes.signed(next.longitudeE6[row]! - (absolute ? 0 : last.longitudeE6[slot]!));
      latitudes.signed(next.latitudeE6[row]! - (absolute ? 0 : last.latitudeE6[slot]!));
      courses.signed(next.course[row]! - (absolute ? 0 : last.course[slot]!));
      speeds.signed(next.speed[row]! - (absolute ? 0 : last.speed[slot]!));
      const changed =
        absolute ||
        next.accuracy[row] !== last.accuracy[slot] ||
        next.altitude[row] !== last.altitude[slot] ||
        next.freshness[row] !== last.freshness[slot];
      if (changed) {
        attributes.unsigned(index - previousAttribute - 1);
        previousAttribute = index;
        attributes.unsigned(next.accuracy[row]!);
        attributes.signed(next.altitude[row]!);
        attributes.unsigned(next.freshness[row]!);
      }
      if (!absolute) last.copyRow(next, row, slot);
    }
    return this.#assemble(header, count);
  }

  #assemble(header: Omit<FrameHeader, 'count'>, count: number): Uint8Array {
    const size = this.#columns.reduce((sum, column) => sum + 4 + column.length, headerBytes);
    const frame = new Uint8Array(size);
    const view = new DataView(frame.buffer);
    view.setUint8(0, frameVersion);
    view.setUint8(1, header.isAbsolute ? flagAbsolute : 0);
    view.setUint32(4, header.frame, true);
    view.setUint32(8, header.base, true);
    view.setUint32(12, header.facts, true);
    view.setUint32(16, count, true);
    view.setFloat64(20, header.serverTime, true);
    let offset = headerBytes;
    for (const column of this.#columns) {
      view.setUint32(offset, column.length, true);
      frame.set(column.bytes.subarray(0, column.length), offset + 4);
      offset += 4 + column.length;
    }
    return frame;
  }
}

/** Reads only the header; throws MalformedFrame. */
export function readFrameHeader(bytes: Uint8Array): FrameHeader {
  if (bytes.length < headerBytes) throw new MalformedFrame('frame is shorter than its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== frameVersion)
    throw new MalformedFrame(`frame version ${view.getUint8(0)} is not ${frameVersion}`);
  const flags = view.getUint8(1);
  return {
    isAbsolute: (flags & flagAbsolute) !== 0,
    frame: view.getUint32(4, true),
    base: view.getUint32(8, true),
    facts: view.getUint32(12, true),
    count: view.getUint32(16, true),
    serverTime: view.getFloat64(20, true),
  };
}

/**
 * Applies a frame to the receiver's table. The caller has checked `base` and `facts`. Rows without a named track are
 * skipped: their removal was announced in a fact. Throws MalformedFrame and may then have applied part of the frame:
 * the receiver asks for a fresh picture.
 */
export function applyFrame(
  bytes: Uint8Array,
  header: FrameHeader,
  table: TrackTable,
  touched?: (slot: number) => void,
): void {
  const columns = readColumns(bytes);
  const [gaps, ages, longitudes, latitudes, courses, speeds, attributes] = columns as [
    ByteReader,
    ByteReader,
    ByteReader,
    ByteReader,
    ByteReader,
    ByteReader,
    ByteReader,
  ];
  const attributesEnd = bytes.length;
  const absolute = header.isAbsolute;
  let slot = -1;
  let nextAttribute = attributes.offset < attributesEnd ? attributes.unsigned() : -1;
  for (let index = 0; index < header.count; index++) {
    slot += gaps.unsigned() + 1;
    if (slot >= table.length) throw new MalformedFrame(`frame names slot ${slot}, which no fact announced`);
    table.observedAt[slot] = header.serverTime - ages.signed();
    table.longitudeE6[slot] = longitudes.signed() + (absolute ? 0 : table.longitudeE6[slot]!);
    table.latitudeE6[slot] = latitudes.signed() + (absolute ? 0 : table.latitudeE6[slot]!);
    table.course[slot] = courses.signed() + (absolute ? 0 : table.course[slot]!);
    table.speed[slot] = speeds.signed() + (absolute ? 0 : table.speed[slot]!);
    if (index === nextAttribute) {
      table.accuracy[slot] = attributes.unsigned();
      table.altitude[slot] = attributes.signed();
      table.freshness[slot] = attributes.unsigned();
      nextAttribute = attributes.offset < attributesEnd ? index + attributes.unsigned() + 1 : -1;
    }
    touched?.(slot);
  }
}

function readColumns(bytes: Uint8Array): ByteReader[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const columns: ByteReader[] = [];
  let offset = headerBytes;
  for (let index = 0; index < 7; index++) {
    if (offset + 4 > bytes.length) throw new MalformedFrame('a column is missing');
    columns.push(new ByteReader(bytes, offset + 4));
    offset += 4 + view.getUint32(offset, true);
  }
  if (offset !== bytes.length) throw new MalformedFrame('the columns do not fill the frame');
  return columns;
}

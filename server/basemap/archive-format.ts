import { Buffer } from 'node:buffer';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';

/**
 * The PMTiles version 3 container (specification: github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md): a header of
 * 127 bytes, a root directory, JSON metadata, leaf directories, tile data. Pure: bytes in, values out, and back.
 */
export const headerBytes = 127;
/** Header and root directory must lie within the first 16 KiB. */
export const rootDirectoryLimit = 16_384 - headerBytes;

export const compressions = { none: 1, gzip: 2, brotli: 3, zstandard: 4 } as const;
export const tileTypes = { vector: 1 } as const;

/** Where a part of the file lies, bytes. */
export type Span = { offset: number; length: number };

export type ArchiveHeader = {
  root: Span;
  metadata: Span;
  leaves: Span;
  data: Span;
  addressedTiles: number;
  tileEntries: number;
  tileContents: number;
  internalCompression: number;
  tileCompression: number;
  tileType: number;
  minzoom: number;
  maxzoom: number;
  bounds: BoundingBox;
};

/**
 * `runLength` tiles from `tileId` on share the bytes at `offset` in the tile data; a run of 0 points to a leaf directory
 * at `offset` in the leaves.
 */
export type DirectoryEntry = Span & { tileId: number; runLength: number };

const spans = ['root', 'metadata', 'leaves', 'data'] as const;
const counts = ['addressedTiles', 'tileEntries', 'tileContents'] as const;
const codes = ['internalCompression', 'tileCompression', 'tileType', 'minzoom', 'maxzoom'] as const;

export function formatHeader(header: ArchiveHeader): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write('PMTiles', 0, 'latin1');
  bytes.writeUInt8(3, 7);
  for (const [i, name] of spans.entries()) {
    bytes.writeBigUInt64LE(BigInt(header[name].offset), 8 + i * 16);
    bytes.writeBigUInt64LE(BigInt(header[name].length), 16 + i * 16);
  }
  for (const [i, name] of counts.entries()) bytes.writeBigUInt64LE(BigInt(header[name]), 72 + i * 8);
  bytes.writeUInt8(1, 96); // clustered: tile data lies in the order of tile ids
  for (const [i, name] of codes.entries()) bytes.writeUInt8(header[name], 97 + i);
  for (const [i, degrees] of header.bounds.entries()) bytes.writeInt32LE(Math.round(degrees * 1e7), 102 + i * 4);
  bytes.writeUInt8(header.minzoom, 118);
  return bytes;
}

export function parseHeader(bytes: Buffer): { ok: true; value: ArchiveHeader } | { ok: false; problem: string } {
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, 7) !== 'PMTiles') {
    return { ok: false, problem: 'not a PMTiles archive' };
  }
  if (bytes[7] !== 3) return { ok: false, problem: `PMTiles version ${bytes[7]}; only version 3 is read` };
  const long = (at: number) => Number(bytes.readBigUInt64LE(at));
  const span = (at: number): Span => ({ offset: long(at), length: long(at + 8) });
  const degrees = (at: number) => bytes.readInt32LE(at) / 1e7;
  const value: ArchiveHeader = {
    root: span(8),
    metadata: span(24),
    leaves: span(40),
    data: span(56),
    addressedTiles: long(72),
    tileEntries: long(80),
    tileContents: long(88),
    internalCompression: bytes.readUInt8(97),
    tileCompression: bytes.readUInt8(98),
    tileType: bytes.readUInt8(99),
    minzoom: bytes.readUInt8(100),
    maxzoom: bytes.readUInt8(101),
    bounds: [degrees(102), degrees(106), degrees(110), degrees(114)],
  };
  return { ok: true, value };
}

/** Entries must be in order of `tileId`. Four columns of varints: id deltas, runs, lengths, offsets. */
export function formatDirectory(entries: readonly DirectoryEntry[]): Buffer {
  const bytes: number[] = [];
  const put = (value: number) => {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  };
  put(entries.length);
  for (const [i, { tileId }] of entries.entries()) put(tileId - (entries[i - 1]?.tileId ?? 0));
  for (const { runLength } of entries) put(runLength);
  for (const { length } of entries) put(length);
  for (const [i, { offset }] of entries.entries()) {
    const previous = entries[i - 1];
    put(previous && offset === previous.offset + previous.length ? 0 : offset + 1);
  }
  return Buffer.from(bytes);
}

/** Throws a RangeError when the bytes end early. */
export function parseDirectory(bytes: Uint8Array): DirectoryEntry[] {
  let at = 0;
  const take = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('directory ends early');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const count = take();
  if (count > bytes.length) throw new RangeError('directory ends early');
  const entries = Array.from({ length: count }, () => ({ tileId: 0, runLength: 0, length: 0, offset: 0 }));
  let tileId = 0;
  for (const entry of entries) {
    tileId += take();
    entry.tileId = tileId;
  }
  for (const entry of entries) entry.runLength = take();
  for (const entry of entries) entry.length = take();
  for (const [i, entry] of entries.entries()) {
    const offset = take();
    const previous = entries[i - 1];
    entry.offset = offset === 0 && previous ? previous.offset + previous.length : offset - 1;
  }
  return entries;
}

/** The last entry whose run or leaf may hold the tile. */
export function findEntry(entries: readonly DirectoryEntry[], tileId: number): DirectoryEntry | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.tileId <= tileId) low = middle + 1;
    else high = middle;
  }
  const entry = entries[low - 1];
  return entry && (entry.runLength === 0 || tileId < entry.tileId + entry.runLength) ? entry : undefined;
}

/** Position on the Hilbert curve of its zoom, counted after all tiles of lower zooms. z up to 26 is exact. */
export function tileIdOf(z: number, x: number, y: number): number {
  let id = (4 ** z - 1) / 3;
  let [column, row] = [x, y];
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const right = Math.floor(column / side) % 2;
    const lower = Math.floor(row / side) % 2;
    id += side * side * ((3 * right) ^ lower);
    column %= side;
    row %= side;
    if (lower === 0) {
      if (right === 1) [column, row] = [side - 1 - column, side - 1 - row];
      [column, row] = [row, column];
    }
  }
  return id;
}

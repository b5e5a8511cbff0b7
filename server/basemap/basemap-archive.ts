import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import {
  type ArchiveHeader,
  compressions,
  type DirectoryEntry,
  findEntry,
  headerBytes,
  parseDirectory,
  parseHeader,
  type Span,
  tileIdOf,
  tileTypes,
} from './archive-format.ts';

/** The file is missing, damaged or of a kind that is not served. Trying again does not help. */
export class BasemapError extends Error {
  override name = 'BasemapError';
  readonly retryable = false;
}

/**
 * An open basemap. `tile` gives the stored bytes of a vector tile, still gzipped: serve them as they are with
 * `Content-Type: application/vnd.mapbox-vector-tile`, `Content-Encoding: gzip` and `ETag: etag`, never compressed again.
 * `undefined` means that nothing is there (open sea, outside the bounds or the zooms): answer 204, which the map draws
 * as empty; a 404 would make it draw a coarser tile and report an error. `etag` is quoted, stands for the whole archive
 * and changes when the file is replaced. `layers` are the names of the vector layers.
 */
export type Basemap = {
  tile(z: number, x: number, y: number): Promise<Uint8Array | undefined>;
  etag: string;
  minzoom: number;
  maxzoom: number;
  attribution: string;
  bounds: BoundingBox;
  layers: readonly string[];
  close(): Promise<void>;
};

/** Nothing an archive holds in one piece is larger: a damaged length must not exhaust memory. */
const pieceLimitBytes = 64 * 1024 * 1024;
const leafCacheSize = 64;
/** The format allows a root and two levels of leaves. */
const deepestDirectory = 3;

/** Opens a PMTiles archive of gzipped vector tiles. Throws BasemapError. */
export async function openBasemap(file: string): Promise<Basemap> {
  const handle = await open(file, 'r').catch((error: Error) => {
    throw new BasemapError(`basemap ${file} cannot be opened: ${error.message}`);
  });
  try {
    return await readBasemap(handle);
  } catch (error) {
    await handle.close();
    throw new BasemapError(`basemap ${file}: ${error instanceof Error ? error.message : error}`);
  }
}

async function readBasemap(handle: FileHandle): Promise<Basemap> {
  const { size, mtimeMs } = await handle.stat();
  const start = await readSpan(handle, { offset: 0, length: Math.min(headerBytes, size) });
  const parsed = parseHeader(start);
  if (!parsed.ok) throw new BasemapError(parsed.problem);
  const header = parsed.value;
  if (header.tileType !== tileTypes.vector) throw new BasemapError('holds no vector tiles');
  if (header.tileCompression !== compressions.gzip) throw new BasemapError('tiles are not gzipped');
  const root = await readDirectory(handle, header, header.root);
  const metadata = parseMetadata(unpack(header, await readSpan(handle, header.metadata)));
  const hash = createHash('sha256').update(start).update(`${size} ${mtimeMs}`).digest('base64url');
  const findTile = makeTileFinder(handle, header, root);

  return {
    async tile(z, x, y) {
      if (!isTile(z, x, y) || z < header.minzoom || z > header.maxzoom) return undefined;
      const entry = await findTile(tileIdOf(z, x, y));
      return entry && readSpan(handle, { offset: header.data.offset + entry.offset, length: entry.length });
    },
    etag: `"${hash.slice(0, 22)}"`,
    minzoom: header.minzoom,
    maxzoom: header.maxzoom,
    bounds: header.bounds,
    ...metadata,
    close: () => handle.close(),
  };
}

/** Leaf directories are read when first needed; the most recent are kept. */
function makeTileFinder(handle: FileHandle, header: ArchiveHeader, root: DirectoryEntry[]) {
  const leaves = new Map<number, DirectoryEntry[]>();

  async function leafAt(entry: DirectoryEntry): Promise<DirectoryEntry[]> {
    const span = { offset: header.leaves.offset + entry.offset, length: entry.length };
    const leaf = leaves.get(entry.offset) ?? (await readDirectory(handle, header, span));
    leaves.delete(entry.offset);
    leaves.set(entry.offset, leaf);
    if (leaves.size > leafCacheSize) leaves.delete(leaves.keys().next().value!);
    return leaf;
  }

  return async (tileId: number): Promise<DirectoryEntry | undefined> => {
    let directory = root;
    for (let depth = 1; depth <= deepestDirectory; depth++) {
      const entry = findEntry(directory, tileId);
      if (!entry || entry.runLength > 0) return entry;
      directory = await leafAt(entry);
    }
    return undefined;
  };
}

async function readDirectory(handle: FileHandle, header: ArchiveHeader, span: Span): Promise<DirectoryEntry[]> {
  return parseDirectory(unpack(header, await readSpan(handle, span)));
}

async function readSpan(handle: FileHandle, { offset, length }: Span): Promise<Buffer> {
  if (length > pieceLimitBytes) throw new BasemapError('the archive is damaged: a part is too large');
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await handle.read(bytes, 0, length, offset);
  if (bytesRead < length) throw new BasemapError('the archive is damaged: it ends early');
  return bytes;
}

function unpack(header: ArchiveHeader, bytes: Buffer): Buffer {
  if (header.internalCompression === compressions.none) return bytes;
  if (header.internalCompression !== compressions.gzip) throw new BasemapError('directories are not gzipped');
  return gunzipSync(bytes, { maxOutputLength: pieceLimitBytes });
}

function parseMetadata(bytes: Buffer): { attribution: string; layers: string[] } {
  const metadata = JSON.parse(bytes.toString('utf8'));
  const layers = Array.isArray(metadata?.vector_layers) ? metadata.vector_layers : [];
  return {
    attribution: typeof metadata?.attribution === 'string' ? metadata.attribution : '',
    layers: layers.flatMap((layer: { id?: unknown }) => (typeof layer?.id === 'string' ? [layer.id] : [])),
  };
}

function isTile(z: number, x: number, y: number): boolean {
  const side = 2 ** z;
  return [z, x, y].every((value) => Number.isInteger(value) && value >= 0) && x < side && y < side;
}

import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import {
  type ArchiveHeader,
  compressions,
  type DirectoryEntry,
  formatDirectory,
  formatHeader,
  headerBytes,
  rootDirectoryLimit,
  tileTypes,
} from './archive-format.ts';

/** One gzipped vector tile; `tileId` from `tileIdOf`. */
export type ArchiveTile = { tileId: number; bytes: Uint8Array };

const entriesPerLeaf = 4096;

/**
 * Writes a PMTiles archive in one go and returns its size in bytes. Equal tiles are stored once. The file appears under
 * its name only when it is complete and on disk.
 */
export async function writeArchive(options: {
  file: string;
  tiles: readonly ArchiveTile[];
  metadata: Record<string, unknown>;
  minzoom: number;
  maxzoom: number;
  bounds: BoundingBox;
  /** Vector tiles unless told otherwise; the codes of the format. */
  tileType?: number;
  tileCompression?: number;
}): Promise<number> {
  const { file, minzoom, maxzoom, bounds } = options;
  const { entries, contents } = layOut(options.tiles);
  const { root, leaves } = formatDirectories(entries);
  const metadata = gzipSync(JSON.stringify(options.metadata));
  const data = Buffer.concat(contents);

  let end = headerBytes;
  const place = (bytes: Buffer) => {
    const span = { offset: end, length: bytes.length };
    end += bytes.length;
    return span;
  };
  const header: ArchiveHeader = {
    root: place(root),
    metadata: place(metadata),
    leaves: place(leaves),
    data: place(data),
    addressedTiles: options.tiles.length,
    tileEntries: entries.length,
    tileContents: contents.length,
    internalCompression: compressions.gzip,
    tileCompression: options.tileCompression ?? compressions.gzip,
    tileType: options.tileType ?? tileTypes.vector,
    minzoom,
    maxzoom,
    bounds,
  };
  await writeWhole(file, Buffer.concat([formatHeader(header), root, metadata, leaves, data]));
  return end;
}

function layOut(tiles: readonly ArchiveTile[]): { entries: DirectoryEntry[]; contents: Uint8Array[] } {
  const entries: DirectoryEntry[] = [];
  const contents: Uint8Array[] = [];
  const offsets = new Map<string, number>();
  let end = 0;
  for (const { tileId, bytes } of [...tiles].sort((a, b) => a.tileId - b.tileId)) {
    const hash = createHash('sha256').update(bytes).digest('base64');
    const offset = offsets.get(hash) ?? end;
    if (offset === end) {
      offsets.set(hash, offset);
      contents.push(bytes);
      end += bytes.length;
    }
    const last = entries.at(-1);
    if (last && last.offset === offset && last.tileId + last.runLength === tileId) last.runLength += 1;
    else entries.push({ tileId, runLength: 1, offset, length: bytes.length });
  }
  return { entries, contents };
}

function formatDirectories(entries: readonly DirectoryEntry[]): { root: Buffer; leaves: Buffer } {
  const whole = gzipSync(formatDirectory(entries));
  if (whole.length <= rootDirectoryLimit) return { root: whole, leaves: Buffer.alloc(0) };
  const leaves: Buffer[] = [];
  const pointers: DirectoryEntry[] = [];
  let offset = 0;
  for (let from = 0; from < entries.length; from += entriesPerLeaf) {
    const leaf = gzipSync(formatDirectory(entries.slice(from, from + entriesPerLeaf)));
    pointers.push({ tileId: entries[from]!.tileId, runLength: 0, offset, length: leaf.length });
    leaves.push(leaf);
    offset += leaf.length;
  }
  return { root: gzipSync(formatDirectory(pointers)), leaves: Buffer.concat(leaves) };
}

async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    const handle = await open(partial, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

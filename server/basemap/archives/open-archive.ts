import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Compression, type Header, PMTiles, ResolvedValueCache } from 'pmtiles';
import type { Archive } from '#shared/protocol/basemaps.ts';
import { ArchiveError } from './archive-error.ts';
import { type Description, describeArchive } from './archive-metadata.ts';
import { FileHandleSource } from './file-source.ts';
import { leavePacked, unpackUpTo } from './unpack.ts';

/** `encoding` is what the bytes are still packed with, as HTTP names it. */
export type ArchiveTile = { bytes: Uint8Array; encoding: 'gzip' | undefined };

/** An archive that stays open. `tile` gives undefined where nothing is; it throws ArchiveError where the file is damaged. */
export type OpenArchive = {
  archive: Archive;
  tile: (z: number, x: number, y: number) => Promise<ArchiveTile | undefined>;
  close: () => Promise<void>;
};

const headerBytes = 127;
const directoryLimit = 2 * 1024 * 1024;
const contentLimit = 32 * 1024 * 1024;
/** Deeper tile numbers are not exact in the reader. */
const deepestZoom = 26;
const cachedDirectories = 64;

/** Opens one file of the basemap folder and reads what it says about itself. Throws ArchiveError. */
export async function openArchive(path: string, file: string, id: string): Promise<OpenArchive> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new ArchiveError('unreadable', `the server may not read it (${error.code ?? error.message})`);
  });
  try {
    return await readArchive(handle, file, id);
  } catch (error) {
    await handle.close();
    throw error instanceof ArchiveError ? error : new ArchiveError('damaged', (error as Error).message);
  }
}

async function readArchive(handle: FileHandle, file: string, id: string): Promise<OpenArchive> {
  const stats = await handle.stat();
  const start = await readStart(handle, stats.size);
  const version = createHash('sha256').update(start).update(versionOf(stats)).digest('base64url').slice(0, 16);
  const source = new FileHandleSource(handle, `${id}@${version}`, stats.size);
  const cache = new ResolvedValueCache(cachedDirectories, false, unpackUpTo(directoryLimit));
  const unpacking = new PMTiles(source, cache, unpackUpTo(contentLimit));
  const header = await unpacking.getHeader();
  checkSize(header, stats.size);
  const metadata = header.jsonMetadataLength > 0 ? await unpacking.getMetadata() : {};
  const { dataDate, ...described } = describeArchive(header, metadata, file);
  const isGzip = header.tileCompression === Compression.Gzip;
  // Gzipped tiles travel as they are stored; a browser unpacks them.
  const reader = isGzip ? new PMTiles(source, cache, leavePacked) : unpacking;
  return {
    archive: {
      ...{ id, file, version, bytes: stats.size },
      ...(described satisfies Omit<Description, 'dataDate'>),
      ...{ date: dataDate ?? stats.mtime.toISOString(), isDataDate: dataDate !== undefined },
      bounds: boundsOf(header),
      ...{ minzoom: header.minZoom, maxzoom: header.maxZoom },
    },
    async tile(z, x, y) {
      if (!isTile(z, x, y)) return undefined;
      const found = await reader.getZxy(z, x, y);
      return found && { bytes: new Uint8Array(found.data), encoding: isGzip ? 'gzip' : undefined };
    },
    close: () => handle.close(),
  };
}

/** Says whether the file is what it was. */
export function versionOf({ size, mtimeMs, ino }: Pick<Stats, 'size' | 'mtimeMs' | 'ino'>): string {
  return `${size} ${mtimeMs} ${ino}`;
}

async function readStart(handle: FileHandle, size: number): Promise<Buffer> {
  if (size === 0) throw new ArchiveError('empty', 'it has no bytes');
  const start = Buffer.alloc(Math.min(headerBytes, size));
  await handle.read(start, 0, start.length, 0);
  if (start.toString('latin1', 0, 7) !== 'PMTiles'.slice(0, size)) {
    throw new ArchiveError('not-an-archive', 'its first bytes are not those of a PMTiles archive');
  }
  if (size < headerBytes) throw new ArchiveError('cut-short', 'it ends within its header');
  if (start[7] !== 3) throw new ArchiveError('unsupported', `PMTiles version ${start[7]}; only version 3 is read`);
  return start;
}

function checkSize(header: Header, size: number): void {
  const ends = [
    header.rootDirectoryOffset + header.rootDirectoryLength,
    header.jsonMetadataOffset + header.jsonMetadataLength,
    header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
    header.tileDataOffset + (header.tileDataLength ?? 0),
  ];
  const end = Math.max(...ends);
  if (end > size)
    throw new ArchiveError('cut-short', `it has ${size} of ${end} bytes; perhaps it is still being copied`);
  const { minZoom, maxZoom, minLon, maxLon, minLat, maxLat } = header;
  const isBox = minLon <= maxLon && minLat <= maxLat && Math.abs(minLat) <= 90 && Math.abs(maxLat) <= 90;
  if (!isBox || minZoom > maxZoom || maxZoom > deepestZoom) {
    throw new ArchiveError('damaged', 'the bounds or zooms in its header make no sense');
  }
}

/** Archives of the whole world may name the poles, which no map of square tiles reaches. */
function boundsOf({ minLon, minLat, maxLon, maxLat }: Header): Archive['bounds'] {
  const limit = 85.0511;
  return [Math.max(-180, minLon), Math.max(-limit, minLat), Math.min(180, maxLon), Math.min(limit, maxLat)];
}

function isTile(z: number, x: number, y: number): boolean {
  const side = 2 ** z;
  return [z, x, y].every((value) => Number.isInteger(value) && value >= 0) && z <= deepestZoom && x < side && y < side;
}

import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { Compression } from 'pmtiles';
import { ArchiveError } from './archive-error.ts';

type Unpack = (bytes: ArrayBuffer, compression: Compression) => Promise<ArrayBuffer>;

/** A decompressor that gives up beyond a size, so that a few bytes cannot become a memory full of them. */
export function unpackUpTo(maxOutputLength: number): Unpack {
  return async (bytes, compression) => {
    try {
      return unpack(new Uint8Array(bytes), compression, { maxOutputLength });
    } catch (error) {
      if (error instanceof ArchiveError) throw error;
      throw new ArchiveError('damaged', `a part of it cannot be unpacked: ${(error as Error).message}`);
    }
  };
}

/** Bytes as they are stored. */
export const leavePacked: Unpack = async (bytes) => bytes;

function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  compression: Compression,
  options: { maxOutputLength: number },
): ArrayBuffer {
  if (compression === Compression.None || compression === Compression.Unknown) return bytes.buffer;
  if (compression === Compression.Gzip) return exact(gunzipSync(bytes, options));
  if (compression === Compression.Brotli) return exact(brotliDecompressSync(bytes, options));
  if (compression === Compression.Zstd) return exact(zstdDecompressSync(bytes, options));
  throw new ArchiveError('unsupported', `compression ${compression} is not known`);
}

/** A Buffer may be a window on a larger pool; the reader takes the whole of what it gets. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

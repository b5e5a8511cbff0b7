import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFileError } from './import-format.ts';

const pieceBytes = 262_144;

export type FileBytesOptions = {
  path: string;
  /** Nothing beyond this is read, so that a file still being written has an end. */
  sizeBytes: number;
  isGzip?: boolean | undefined;
  /** Told of the bytes taken from the disk, also where they are compressed. */
  onBytes?: ((bytes: number) => void) | undefined;
  limits?: InflationLimits | undefined;
};

/** What a compressed file may become. Real logs and tables shrink to between a twentieth and a half. */
export type InflationLimits = { maxBytes: number; maxRatio: number };

const inflationLimits: InflationLimits = { maxBytes: 1_073_741_824, maxRatio: 200 };
/** Below this a high ratio is a small file of blanks, not an attack. */
const ratioFromBytes = 4_194_304;

/** A file in pieces, inflated on the way when it is gzip. Holds one piece at a time, whatever the file unpacks to. */
export async function* readFileBytes(options: FileBytesOptions): AsyncGenerator<Buffer> {
  if (options.sizeBytes === 0) return;
  if (options.isGzip) yield* inflate(options);
  else yield* readPieces(options);
}

async function* readPieces({ path, sizeBytes, onBytes }: FileBytesOptions): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path, { end: sizeBytes - 1, highWaterMark: pieceBytes })) {
    yield piece as Buffer;
    onBytes?.((piece as Buffer).length);
  }
}

async function* inflate(options: FileBytesOptions): AsyncGenerator<Buffer> {
  const { onBytes, limits = inflationLimits } = options;
  let readBytes = 0;
  let inflatedBytes = 0;
  const gunzip = createGunzip({ chunkSize: pieceBytes });
  const pieces = readPieces({
    ...options,
    onBytes: (bytes) => {
      readBytes += bytes;
      onBytes?.(bytes);
    },
  });
  // Pieces of 16 KiB, so that the ratio is judged against what was really consumed and not against what waits.
  pipeline(Readable.from(cut(pieces, 16_384), { highWaterMark: 1 }), gunzip, () => {});
  try {
    for await (const piece of gunzip) {
      inflatedBytes += (piece as Buffer).length;
      checkInflation(inflatedBytes, Math.min(readBytes + pieceBytes, options.sizeBytes), limits);
      yield piece as Buffer;
    }
  } catch (error) {
    throw describeGzipError(error);
  }
}

async function* cut(pieces: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  for await (const piece of pieces)
    for (let at = 0; at < piece.length; at += bytes) yield piece.subarray(at, at + bytes);
}

function checkInflation(inflatedBytes: number, readBytes: number, { maxBytes, maxRatio }: InflationLimits): void {
  if (inflatedBytes > maxBytes)
    throw new UnreadableFileError(`the gzip archive unpacks to more than ${formatMebibytes(maxBytes)}`);
  if (inflatedBytes > ratioFromBytes && inflatedBytes > readBytes * maxRatio)
    throw new UnreadableFileError(
      `the gzip archive unpacks to more than ${maxRatio} times its size: it is taken for a zip bomb`,
    );
}

export function formatMebibytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MiB`;
}

/** Faults of the archive in words; others are left as they are. */
function describeGzipError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return new UnreadableFileError('the gzip archive is cut off before its end');
  if (code.startsWith('Z_')) return new UnreadableFileError('the gzip archive is damaged');
  return error;
}

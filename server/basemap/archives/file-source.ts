import type { FileHandle } from 'node:fs/promises';
import type { RangeResponse, Source } from 'pmtiles';
import { ArchiveError } from './archive-error.ts';

/** Nothing an archive holds in one piece is larger: a damaged length must not exhaust memory. */
const pieceLimitBytes = 64 * 1024 * 1024;

/** The bytes of an open file for the `pmtiles` reader, which asks for parts by offset and length. */
export class FileHandleSource implements Source {
  readonly #handle: FileHandle;
  readonly #key: string;
  readonly #size: number;

  constructor(handle: FileHandle, key: string, size: number) {
    this.#handle = handle;
    this.#key = key;
    this.#size = size;
  }

  getKey(): string {
    return this.#key;
  }

  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    // The reader begins with a fixed piece that may be more than a small file has.
    const wanted = offset === 0 ? Math.min(length, this.#size) : length;
    if (wanted > pieceLimitBytes) throw new ArchiveError('damaged', 'a part of it is said to be impossibly large');
    if (offset + wanted > this.#size) throw new ArchiveError('cut-short', 'a part of it lies beyond its end');
    const bytes = new Uint8Array(wanted);
    const { bytesRead } = await this.#handle.read(bytes, 0, wanted, offset);
    if (bytesRead < wanted) throw new ArchiveError('cut-short', 'it ended while it was read');
    return { data: bytes.buffer };
  }
}

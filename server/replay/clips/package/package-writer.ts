import { createHash, type Hash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';
import { signatureLength, signatureMark } from './package-format.ts';

const deflateAtOnce = 32 * 1024;

export type WrittenFile = { bytes: number; sha256: string };

/** Files, one after the other and piece by piece → the bytes of a package, in order. */
export class PackageWriter {
  sizeBytes = 0;
  readonly #zip: Zip;
  readonly #whole = createHash('sha256');
  readonly #madeAt: Date;
  #out: Uint8Array[] = [];
  #file: { entry: ZipDeflate; hash: Hash; bytes: number } | undefined;

  constructor(madeAt: number) {
    this.#madeAt = new Date(madeAt);
    this.#zip = new Zip((error, bytes, isLast) => {
      if (error) throw error;
      // The directory ends with the length of the comment that follows.
      if (isLast) new DataView(bytes.buffer, bytes.byteOffset).setUint16(bytes.length - 2, signatureLength, true);
      this.#whole.update(bytes);
      this.#give(bytes);
    });
  }

  /** Bytes that are ready since the last call. */
  take(): Uint8Array[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  begin(name: string): void {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = this.#madeAt;
    this.#file = { entry, hash: createHash('sha256'), bytes: 0 };
    this.#zip.add(entry);
  }

  /** Small pieces, because packing them takes the thread. */
  *write(text: string): Generator<void> {
    const bytes = Buffer.from(text);
    const file = this.#file!;
    file.bytes += bytes.length;
    file.hash.update(bytes);
    for (let start = 0; start < bytes.length; start += deflateAtOnce) {
      // A copy: what is given may be kept until the next piece.
      file.entry.push(Uint8Array.from(bytes.subarray(start, start + deflateAtOnce)), false);
      yield;
    }
  }

  end(): WrittenFile {
    const { entry, hash, bytes } = this.#file!;
    entry.push(new Uint8Array(0), true);
    return { bytes, sha256: hash.digest('hex') };
  }

  finish(): void {
    this.#zip.end();
    this.#give(Buffer.from(signatureMark + this.#whole.digest('hex'), 'latin1'));
  }

  #give(bytes: Uint8Array): void {
    this.sizeBytes += bytes.length;
    this.#out.push(bytes);
  }
}

import { type FileBytesOptions, readFileBytes } from './file-bytes.ts';
import { UnreadableFileError } from './import-format.ts';

/** A file as UTF-8 text in pieces, without byte-order mark; bytes that are not UTF-8 text end it with a named error. */
export async function* readFileText(options: FileBytesOptions): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  try {
    for await (const bytes of readFileBytes(options)) {
      if (bytes.includes(0)) throw new UnreadableFileError('NUL bytes: this is not a text file', line);
      const text = decodeText(decoder, bytes, line);
      yield text;
      line += countLineBreaks(text);
    }
    yield decodeText(decoder, undefined, line);
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError(describeSystemError(error), line);
  }
}

function decodeText(decoder: TextDecoder, bytes: Buffer | undefined, line: number): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw new UnreadableFileError(`not UTF-8 text (near line ${line}): save the file as UTF-8`, line);
  }
}

export function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

const systemFaults: Record<string, string> = {
  ENOENT: 'no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'it is a directory, not a file',
  ENOTDIR: 'part of the path is not a directory',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'the path is a loop of links',
};

/** A failed file operation in words. */
export function describeSystemError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code) return systemFaults[code] ?? `reading failed (${code})`;
  return `reading failed (${error instanceof Error ? error.message : String(error)})`;
}

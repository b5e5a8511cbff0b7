import { type FileBytesOptions, readFileBytes } from './file-bytes.ts';
import { UnreadableFileError } from './import-format.ts';
import { makeTextDecoding, type TextEncodingName } from './text-decoding.ts';

export type FileTextOptions = FileBytesOptions & { encoding?: TextEncodingName | undefined };

/** A file as text in pieces, without byte-order mark; bytes that are not text of its encoding end it with a named error. */
export async function* readFileText({ encoding = 'utf-8', ...source }: FileTextOptions): AsyncGenerator<string> {
  const decoding = makeTextDecoding(encoding);
  let line = 1;
  try {
    for await (const bytes of readFileBytes(source)) {
      const nul = bytes.indexOf(0);
      if (nul !== -1) {
        line += countLineBreaks(bytes.toString('latin1', 0, nul));
        throw new UnreadableFileError('NUL bytes: this is not a text file', line);
      }
      const text = decoding.decode(bytes, line);
      yield text;
      line += countLineBreaks(text);
    }
    yield decoding.flush(line);
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError(describeSystemError(error), line);
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

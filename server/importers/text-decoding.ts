import { UnreadableFileError } from './import-format.ts';

/** How the bytes of a file become text. The second takes each line by itself: UTF-8, else what Windows wrote before it. */
export type TextEncodingName = 'utf-8' | 'utf-8-or-windows-1252';

/** Pieces in, text out, in order; `flush` gives what was held back. Throws `UnreadableFileError` with the line. */
export type TextDecoding = { decode: (bytes: Buffer, line: number) => string; flush: (line: number) => string };

/** A line longer than this is decoded in parts, so that no more of a file is held. */
const maxHeldBytes = 1_048_576;

export function makeTextDecoding(encoding: TextEncodingName): TextDecoding {
  return encoding === 'utf-8' ? makeStrictDecoding() : makeLineDecoding();
}

function makeStrictDecoding(): TextDecoding {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const fail = (line: number): never => {
    throw new UnreadableFileError(`not UTF-8 text (near line ${line}): save the file as UTF-8`, line);
  };
  return {
    decode: (bytes, line) => {
      try {
        return decoder.decode(bytes, { stream: true });
      } catch {
        return fail(line + countLinesBeforeFault(bytes));
      }
    },
    flush: (line) => {
      try {
        return decoder.decode();
      } catch {
        return fail(line);
      }
    },
  };
}

/** How many whole lines of a piece come before the first that is not UTF-8. */
function countLinesBeforeFault(bytes: Buffer): number {
  let from = 0;
  // The rest of a character that began in the piece before.
  while (from < 3 && (bytes[from]! & 0xc0) === 0x80) from++;
  for (let lines = 0; ; lines++) {
    const end = bytes.indexOf(0x0a, from) + 1;
    if (end === 0 || tryUtf8(bytes.subarray(from, end)) === undefined) return lines;
    from = end;
  }
}

function makeLineDecoding(): TextDecoding {
  let held: Buffer = Buffer.alloc(0);
  return {
    decode: (bytes) => {
      const all = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
      const end = all.length > maxHeldBytes ? all.length : all.lastIndexOf(0x0a) + 1;
      held = all.subarray(end);
      return decodeLines(all.subarray(0, end));
    },
    flush: () => decodeLines(held),
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

function decodeLines(bytes: Buffer): string {
  const whole = tryUtf8(bytes);
  if (whole !== undefined) return whole;
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    const next = bytes.indexOf(0x0a, from);
    const to = next === -1 ? bytes.length : next + 1;
    const line = bytes.subarray(from, to);
    lines.push(tryUtf8(line) ?? windows1252.decode(line));
    from = to;
  }
  return lines.join('');
}

function tryUtf8(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

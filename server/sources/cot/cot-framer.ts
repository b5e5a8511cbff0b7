import { SaxesParser } from 'saxes';
import { type Problem, refuse } from '#shared/schema/problem.ts';
import { type CotFields, makeCotCollector } from './cot-collector.ts';

/**
 * Bytes of one connection in, whole CoT events out, however the bytes were cut. Each event is parsed while it arrives
 * and its bytes are kept for quarantine, at most `maxEventBytes`. The first fault of the XML ends the stream for good:
 * where one event ends and the next begins is not known any more.
 */
export type CotFramer = {
  /** Yields the events that these bytes complete, in order; a fault comes last, and nothing after it. */
  push: (bytes: Uint8Array) => Generator<FramedCot>;
  /** Bytes held of an event that has begun and not ended. */
  pendingLength: () => number;
  /** A copy of them. */
  copyPending: () => Uint8Array;
};

export type FramedCot =
  | { kind: 'event'; fields: CotFields; bytes: Uint8Array }
  | { kind: 'fault'; problem: Problem; bytes: Uint8Array };

/** A position is about 500 bytes and the longest drawing a few thousand. */
export const maxEventBytes = 65_536;

const openAngle = 0x3c;
const closeAngle = 0x3e;
const startBytes = 2_048;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function makeCotFramer(): CotFramer {
  let buffer = Buffer.allocUnsafe(startBytes);
  let length = 0;
  /** Bytes of `buffer` that the parser has seen; it is fed up to each `>`. */
  let fed = 0;
  let document: CotDocument | undefined;
  let isBroken = false;

  function* push(bytes: Uint8Array): Generator<FramedCot> {
    let from = 0;
    while (!isBroken) {
      if (length === 0) from = skipBetweenEvents(bytes, from);
      if (from >= bytes.length) return;
      const at = bytes.indexOf(closeAngle, from);
      const end = at === -1 ? bytes.length : at + 1;
      const kept = bytes.subarray(from, Math.min(end, from + maxEventBytes - length));
      append(kept);
      from += kept.length;
      if (buffer[0] !== openAngle) yield fail('an event does not begin with "<": only XML is understood');
      else if (from < end) yield fail('an event is longer than 64 KiB');
      else if (at !== -1) {
        const outcome = feed();
        if (typeof outcome === 'string') yield fail(outcome);
        else if (outcome) yield { kind: 'event', fields: outcome, bytes: takeBytes() };
      }
    }
  }

  function append(bytes: Uint8Array): void {
    if (length + bytes.length > buffer.length) {
      const larger = Buffer.allocUnsafe(Math.min(maxEventBytes, Math.max(buffer.length * 2, length + bytes.length)));
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
    buffer.set(bytes, length);
    length += bytes.length;
  }

  /** Gives the parser what ends in a `>`; the event is whole when that closed its root element. A text is a fault. */
  function feed(): CotFields | string | undefined {
    const piece = buffer.subarray(fed, length);
    fed = length;
    if (piece.includes('<!DOCTYPE') || piece.includes('<!ENTITY'))
      return 'document types and entities are not accepted';
    document ??= openDocument();
    try {
      document.write(utf8.decode(piece));
    } catch (error) {
      return describeFault(error);
    }
    return document.findFields();
  }

  function takeBytes(): Uint8Array {
    const bytes = copyPending();
    length = 0;
    fed = 0;
    document = undefined;
    return bytes;
  }

  function copyPending(): Uint8Array {
    return Uint8Array.from(buffer.subarray(0, length));
  }

  function fail(detail: string): FramedCot {
    isBroken = true;
    return { kind: 'fault', problem: refuse('malformed-cot', detail).problem, bytes: takeBytes() };
  }

  return { push, pendingLength: () => length, copyPending };
}

type CotDocument = { write: (text: string) => void; findFields: () => CotFields | undefined };

function openDocument(): CotDocument {
  const parser = new SaxesParser({ xmlns: false, position: false } as const);
  const collector = makeCotCollector();
  parser.on('opentag', (tag) => collector.openElement(tag.name, tag.attributes));
  parser.on('closetag', collector.closeElement);
  return { write: (text) => void parser.write(text), findFields: collector.findFields };
}

function describeFault(error: unknown): string {
  if (error instanceof TypeError) return 'an event is not UTF-8 text';
  return error instanceof Error ? error.message.replace(/\.$/, '') : 'an event is not well-formed';
}

/** Between events stand white space and, with some senders, byte-order marks. */
function skipBetweenEvents(bytes: Uint8Array, start: number): number {
  let from = start;
  while (from < bytes.length && separators.has(bytes[from]!)) from += 1;
  return from;
}

const separators = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

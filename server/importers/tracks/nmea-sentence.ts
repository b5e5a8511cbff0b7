import { type Parsed, refuse } from '#shared/schema/problem.ts';

/** One NMEA 0183 sentence whose checksum is right. */
export type NmeaSentence = {
  /** Without tag block and line break, from `$` or `!` to the checksum. */
  text: string;
  /** Sentence without its talker: `RMC`, `VDM`. */
  type: string;
  /** The first is the talker with the type. */
  fields: string[];
  /** Epoch milliseconds that the recorder put in front (`\c:…*hh\`). */
  recordedAt?: number;
};

/** Sentences are at most 82 characters; AIS receivers and tag blocks write somewhat longer ones. */
export const maxSentenceCharacters = 1_024;

/** A line of a log → its sentence. A sentence without or with a wrong checksum is refused: a digit of it may be wrong. */
export function parseNmeaSentence(line: string): Parsed<NmeaSentence> {
  const tag = /^\\([^\\]*)\\/.exec(line);
  const text = (tag ? line.slice(tag[0].length) : line).trim();
  if (!/^[$!]/.test(text)) return refuse('invalid-report', 'the line is not an NMEA sentence');
  const match = /^[$!]([^*]*)\*([0-9A-Fa-f]{2})$/.exec(text);
  if (!match) return refuse('invalid-report', 'the sentence has no checksum or is cut off');
  const [, content, checksum] = match as unknown as [string, string, string];
  if (checksumOf(content) !== Number.parseInt(checksum, 16)) return refuse('invalid-report', 'the checksum is wrong');
  const fields = content.split(',');
  const recordedAt = tag ? readTagTime(tag[1]!) : undefined;
  const type = fields[0]!.slice(-3);
  return { ok: true, value: { text, type, fields, ...(recordedAt === undefined ? {} : { recordedAt }) } };
}

function checksumOf(content: string): number {
  let sum = 0;
  for (let at = 0; at < content.length; at += 1) sum ^= content.charCodeAt(at);
  return sum;
}

/** `c:` of a tag block: epoch seconds, or milliseconds where the number is that long. */
function readTagTime(tag: string): number | undefined {
  const [content, checksum] = tag.split('*') as [string, string | undefined];
  if (checksum === undefined || checksumOf(content) !== Number.parseInt(checksum, 16)) return undefined;
  const digits = /(?:^|,)c:(\d{9,13})(?:,|$)/.exec(content)?.[1];
  if (!digits) return undefined;
  return digits.length > 11 ? Number(digits) : Number(digits) * 1_000;
}

import ggencoder from 'ggencoder';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { NmeaSentence } from './nmea-sentence.ts';

/** What is taken from an AIS message; "not known" values are absent. */
export type AisMessage = {
  type: number;
  mmsi: string;
  /** Where a position belongs to the type: it, or undefined when the ship does not know it. */
  position?: readonly [longitude: number, latitude: number] | undefined;
  speedKnots?: number | undefined;
  courseDegrees?: number | undefined;
  altitudeMetres?: number | undefined;
  second?: number | undefined;
  name?: string | undefined;
  /** Epoch milliseconds told by a base station. */
  toldTime?: number | undefined;
};

/** Bits without which a message of the type says nothing about where; a cut-off one would decode as zeros. */
const leastBits: Readonly<Record<number, number>> = {
  1: 168,
  2: 168,
  3: 168,
  4: 168,
  5: 232,
  9: 168,
  18: 168,
  19: 312,
  21: 219,
  24: 160,
  27: 96,
};

/** So many messages in several parts may be open at once; the oldest is given up for a new one. */
const maxOpen = 64;

type Open = { session: object; line: number; next: number; count: number };

export type AisDecoder = {
  /** Undefined while parts are missing and for messages that say nothing of a place, a name or the time. */
  decode: (sentence: NmeaSentence, line: number) => Parsed<AisMessage | undefined>;
  /** Lines of first parts whose others never came, since it was last asked; all of them at the end of the log. */
  takeAbandoned: (isEnd: boolean) => number[];
};

/** Decodes AIS sentences (VDM, VDO), also of several parts, in the order of the log. */
export function makeAisDecoder(): AisDecoder {
  const open = new Map<string, Open>();
  let abandoned: number[] = [];

  function startParts(key: string, count: number, line: number): Open {
    const previous = open.get(key);
    if (previous) abandoned.push(previous.line);
    open.delete(key);
    if (open.size === maxOpen) {
      const [oldestKey, oldest] = open.entries().next().value!;
      abandoned.push(oldest.line);
      open.delete(oldestKey);
    }
    const started: Open = { session: {}, line, next: 1, count };
    open.set(key, started);
    return started;
  }

  return {
    decode: (sentence, line) => {
      const [, countText, partText, sequence, channel] = sentence.fields;
      const count = Number(countText);
      const part = Number(partText);
      if (sentence.fields.length !== 7 || !isPartNumber(count) || !isPartNumber(part) || part > count)
        return refuse('invalid-report', 'the AIS sentence does not have its seven fields');
      if (count === 1) return readMessage(new ggencoder.AisDecode(sentence.text, {}));
      const key = `${sentence.fields[0]}/${sequence}/${channel}`;
      const parts = part === 1 ? startParts(key, count, line) : open.get(key);
      if (!parts || parts.next !== part || parts.count !== count)
        return refuse('invalid-report', 'a part of an AIS message without the parts before it');
      parts.next += 1;
      const decoded = new ggencoder.AisDecode(sentence.text, parts.session);
      if (decoded.error) return refuse('invalid-report', 'the parts of an AIS message do not fit together');
      if (part < count) return { ok: true, value: undefined };
      open.delete(key);
      return readMessage(decoded);
    },
    takeAbandoned: (isEnd) => {
      if (isEnd) {
        abandoned.push(...[...open.values()].map(({ line }) => line));
        open.clear();
      }
      const taken = abandoned;
      abandoned = [];
      return taken;
    },
  };
}

function isPartNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 9;
}

type Decoded = InstanceType<typeof ggencoder.AisDecode>;

function readMessage(decoded: Decoded): Parsed<AisMessage | undefined> {
  const { aistype: type, mmsi, sog, cog, utc } = decoded;
  if (type === undefined) return refuse('invalid-report', 'the AIS payload cannot be decoded');
  const least = leastBits[type];
  if (least === undefined) return { ok: true, value: undefined };
  if (decoded.msglen * 6 < least) return refuse('invalid-report', 'the AIS payload is cut off');
  const isLongRange = type === 27;
  const message: AisMessage = {
    type,
    mmsi,
    speedKnots: sog !== undefined && sog < (isLongRange ? 63 : type === 9 ? 1_023 : 102.25) ? sog : undefined,
    courseDegrees: cog !== undefined && cog < 360 ? cog : undefined,
    second: utc,
    name: decoded.shipname?.replace(/\s+/g, ' ').trim() || undefined,
  };
  if (type === 4) return { ok: true, value: { ...message, toldTime: readToldTime(decoded) } };
  if (type === 9 && decoded.alt !== undefined && decoded.alt < 4_095) message.altitudeMetres = decoded.alt;
  // Latitude 91 and longitude 181 say "not known"; the decoder leaves both out then.
  if (decoded.lon !== undefined && decoded.lat !== undefined && decoded.lon >= -180 && decoded.lat >= -90)
    message.position = [roundDegrees(decoded.lon), roundDegrees(decoded.lat)];
  return { ok: true, value: message };
}

/** AIS measures in ten-thousandths of a minute, which is about 1.7 millionths of a degree. */
function roundDegrees(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

/** Year, month, day, hour, minute and second of a base station; undefined where it says that it does not know them. */
function readToldTime(decoded: Decoded): number | undefined {
  const [year, month, day] = [decoded.GetInt(38, 14), decoded.GetInt(52, 4), decoded.GetInt(56, 5)] as const;
  const [hour, minute, second] = [decoded.GetInt(61, 5), decoded.GetInt(66, 6), decoded.GetInt(72, 6)] as const;
  if (year < 1990 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

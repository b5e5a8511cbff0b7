import { type GGAPacket, type GLLPacket, parseNmeaSentence, type RMCPacket } from 'nmea-simple';
import { isPosition, type Position } from '#shared/geo/position.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { NmeaSentence } from './nmea-sentence.ts';

/** What a satellite receiver said about one moment, gathered from its sentences. */
export type SatelliteFix = {
  /** Line of the first sentence. */
  line: number;
  observedAt: number;
  position: Position;
  altitudeMetres?: number | undefined;
  speedKnots?: number | undefined;
  courseDegrees?: number | undefined;
};

type Moment = {
  line: number;
  /** Milliseconds since midnight, UTC. */
  timeOfDay: number;
  rmc?: NmeaSentence;
  gga?: NmeaSentence;
  gll?: NmeaSentence;
};

export type FoundFix = { line: number; fix: Parsed<SatelliteFix> };

const dayMs = 86_400_000;
const positionTypes = { RMC: 'rmc', GGA: 'gga', GLL: 'gll' } as const;

/**
 * Sentences of one moment (RMC, GGA, GLL, in whatever order) → one fix, given once the next moment begins. RMC and ZDA
 * carry the date, which holds for the others; past midnight it moves on by itself. `startAt` dates what comes before.
 */
export function makeSatelliteReader(startAt?: number): {
  add: (sentence: NmeaSentence, line: number) => FoundFix | undefined;
  flush: () => FoundFix | undefined;
} {
  let day = startAt === undefined ? undefined : Math.floor(startAt / dayMs) * dayMs;
  let lastTimeOfDay = startAt === undefined ? undefined : startAt - day!;
  let moment: Moment | undefined;

  function flush(): FoundFix | undefined {
    const done = moment;
    moment = undefined;
    if (!done) return undefined;
    const told = done.rmc && readDay(done.rmc);
    if (told !== undefined) day = told;
    else if (day !== undefined && lastTimeOfDay !== undefined && lastTimeOfDay - done.timeOfDay > dayMs / 2)
      day += dayMs;
    lastTimeOfDay = done.timeOfDay;
    return { line: done.line, fix: readMoment(done, day) };
  }

  return {
    add: (sentence, line) => {
      if (sentence.type === 'ZDA') day = readZdaDay(sentence) ?? day;
      if (!isPositionType(sentence.type)) return undefined;
      const timeOfDay = readTimeOfDay(sentence.fields[sentence.type === 'GLL' ? 5 : 1]);
      if (timeOfDay === undefined) return { line, fix: refuse('invalid-report', 'the receiver gave no time') };
      const found = moment && moment.timeOfDay !== timeOfDay ? flush() : undefined;
      moment ??= { line, timeOfDay };
      moment[positionTypes[sentence.type]] = sentence;
      return found;
    },
    flush,
  };
}

/** Epoch milliseconds told whole by one sentence; undefined for any other. */
export function readWholeTime(sentence: NmeaSentence): number | undefined {
  const day = sentence.type === 'RMC' ? readDay(sentence) : sentence.type === 'ZDA' ? readZdaDay(sentence) : undefined;
  const timeOfDay = readTimeOfDay(sentence.fields[1]);
  return day === undefined || timeOfDay === undefined ? undefined : day + timeOfDay;
}

function isPositionType(type: string): type is keyof typeof positionTypes {
  return Object.hasOwn(positionTypes, type);
}

function readMoment({ line, timeOfDay, rmc, gga, gll }: Moment, day: number | undefined): Parsed<SatelliteFix> {
  const place = [rmc, gga, gll].map((sentence) => sentence && readPlace(sentence)).find((found) => found !== undefined);
  if (!place) return refuse('invalid-report', 'the receiver had no position');
  if (!isPosition(place[0], place[1])) return refuse('invalid-report', 'latitude or longitude is outside the globe');
  if (day === undefined)
    return refuse('invalid-report', 'the log gives no date: say when it was recorded (--observed-at)');
  const height = gga && readHeight(gga);
  const motion = rmc && readPacket<RMCPacket>(rmc);
  return {
    ok: true,
    value: {
      line,
      observedAt: day + timeOfDay,
      position: place,
      altitudeMetres: height,
      speedKnots: rmc?.fields[7] ? motion?.speedKnots : undefined,
      courseDegrees: rmc?.fields[8] ? motion?.trackTrue : undefined,
    },
  };
}

/** Position of a sentence that says it is valid. An empty field would be read as 0. */
function readPlace(sentence: NmeaSentence): Position | undefined {
  const { type, fields } = sentence;
  const from = type === 'RMC' ? 3 : type === 'GGA' ? 2 : 1;
  const isValid = type === 'GGA' ? /^[1-9]$/.test(fields[6] ?? '') : (type === 'RMC' ? fields[2] : fields[6]) === 'A';
  const isWhole =
    /^\d{3,4}\.\d+$/.test(fields[from] ?? '') &&
    /^[NS]$/.test(fields[from + 1] ?? '') &&
    /^\d{3,5}\.\d+$/.test(fields[from + 2] ?? '') &&
    /^[EW]$/.test(fields[from + 3] ?? '');
  if (!isValid || !isWhole) return undefined;
  const packet = readPacket<RMCPacket | GGAPacket | GLLPacket>(sentence);
  return packet && [roundDegrees(packet.longitude), roundDegrees(packet.latitude)];
}

function readHeight(gga: NmeaSentence): number | undefined {
  const height = gga.fields[9] ? readPacket<GGAPacket>(gga)?.altitudeMeters : undefined;
  return height !== undefined && height >= -1_000 && height <= 30_000 ? height : undefined;
}

function readPacket<Packet>(sentence: NmeaSentence): Packet | undefined {
  try {
    return parseNmeaSentence(sentence.text) as Packet;
  } catch {
    // The library throws for sentences it does not know; their fields have been checked before.
    return undefined;
  }
}

function roundDegrees(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

/** Midnight of the date in an RMC sentence: ddmmyy, a year below 73 being of this century. */
function readDay(rmc: NmeaSentence): number | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)$/.exec(rmc.fields[9] ?? '');
  if (!match) return undefined;
  const [day, month, year] = match.slice(1).map(Number) as [number, number, number];
  return makeDay(year + (year < 73 ? 2_000 : 1_900), month, day);
}

function readZdaDay({ fields }: NmeaSentence): number | undefined {
  const [day, month, year] = fields.slice(2, 5).map(Number) as [number, number, number];
  return year >= 1_980 && year < 2_200 ? makeDay(year, month, day) : undefined;
}

function makeDay(year: number, month: number, day: number): number | undefined {
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : undefined;
}

function readTimeOfDay(text: string | undefined): number | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?$/.exec(text ?? '');
  if (!match) return undefined;
  const [hours, minutes, seconds] = match.slice(1, 4).map(Number) as [number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const milliseconds = Number((match[4] ?? '').padEnd(3, '0').slice(0, 3));
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds;
}

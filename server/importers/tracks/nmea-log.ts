import { createHash } from 'node:crypto';
import type { ImportFile, ImportFormat, ImportRow } from '../import-format.ts';
import { clipText } from '../parse-cell.ts';
import { readTextLines } from '../text-lines.ts';
import { type AisDecoder, type AisMessage, makeAisDecoder } from './ais-message.ts';
import { type LogClock, makeLeadCounter, makeLogClock } from './log-clock.ts';
import { maxSentenceCharacters, type NmeaSentence, parseNmeaSentence } from './nmea-sentence.ts';
import { type FoundFix, makeSatelliteReader, readWholeTime } from './satellite-fix.ts';
import { aircraftLimits, makeTrackJudge, vesselLimits } from './track-judge.ts';

/**
 * NMEA 0183 logs. The receiver's own fixes become the track `<file stem>-gps`; every ship that AIS heard a track by its
 * MMSI; aids to navigation sites. AIS tells only the second of a minute: the time comes from the receiver, the recorder
 * or AIS base stations in the same log, else from the person; where none is known the message is refused.
 * Sentences about satellites, voyages and the like carry no position and are not rows.
 */
export const nmeaLogFormat: ImportFormat = {
  name: 'nmea',
  title: 'NMEA 0183 log with AIS',
  detect: (head) =>
    sentenceAtStart.test(
      head
        .toString('utf8')
        .replace(/^\uFEFF/, '')
        .trimStart(),
    )
      ? 1
      : 0,
  read: readLog,
};

const sentenceAtStart = /^(?:\\[^\\\n]*\\)?[$!][A-Z]{2,}[A-Z0-9]{3},/;
const metresPerSecondPerKnot = 1852 / 3600;
const shipTypes = new Set([1, 2, 3, 18, 19, 27]);

async function* readLog(file: ImportFile): AsyncGenerator<ImportRow> {
  const ahead = await lookAhead(file);
  const log = startLog(file, ahead);
  for await (const { line, text, isTooLong } of readTextLines(file.readText(), maxSentenceCharacters)) {
    if (isTooLong) yield refuseLine(line, `the line is longer than ${maxSentenceCharacters} characters`);
    else if (text.trim() !== '') yield* log.read(text, line);
  }
  yield* log.end();
}

type Ahead = { startAt: number | undefined; names: ReadonlyMap<string, string> };

const maxNames = 10_000;

/** Names come with messages of their own, some minutes apart, and the time often after the first ships: both are looked up first. */
async function lookAhead(file: ImportFile): Promise<Ahead> {
  const names = new Map<string, string>();
  const decoder = makeAisDecoder();
  const lead = makeLeadCounter();
  let startAt = file.told.observedAt;
  for await (const { line, text } of readTextLines(file.peekText(), maxSentenceCharacters)) {
    const sentence = parseNmeaSentence(text);
    if (!sentence.ok) continue;
    const message = isAis(sentence.value) ? decoder.decode(sentence.value, line) : undefined;
    const found = message?.ok ? message.value : undefined;
    const told = sentence.value.recordedAt ?? found?.toldTime ?? readWholeTime(sentence.value);
    if (told !== undefined) startAt ??= lead.startOf(told);
    if (found) lead.addSecond(found.second);
    if (found?.name && names.size < maxNames) names.set(found.mmsi, found.name);
    decoder.takeAbandoned(false);
  }
  return { startAt, names };
}

function startLog(file: ImportFile, { startAt, names }: Ahead) {
  const clock = makeLogClock(startAt);
  const satellites = makeSatelliteReader(startAt);
  const decoder = makeAisDecoder();
  const judgeShip = makeTrackJudge(vesselLimits);
  const judgeOther = makeTrackJudge(aircraftLimits);
  const knownAids = new Set<string>();
  let hasSatelliteTime = false;

  function* read(text: string, line: number): Generator<ImportRow> {
    if (text.startsWith('#')) return;
    const parsed = parseNmeaSentence(text);
    if (!parsed.ok) {
      yield { line, problem: parsed.problem };
      return;
    }
    const sentence = parsed.value;
    const told = sentence.recordedAt ?? readWholeTime(sentence);
    if (told !== undefined) {
      clock.set(told);
      hasSatelliteTime = true;
    }
    if (isAis(sentence)) yield* readAis(sentence, line);
    else {
      const found = satellites.add(sentence, line);
      if (found) yield formatSatelliteFix(found);
    }
    yield* refuseAbandoned(decoder, false);
  }

  function* readAis(sentence: NmeaSentence, line: number): Generator<ImportRow> {
    const decoded = decoder.decode(sentence, line);
    if (!decoded.ok) {
      yield { line, problem: decoded.problem };
      return;
    }
    const message = decoded.value;
    if (!message) return;
    // The receiver's own time is surer than that of a distant station.
    if (message.toldTime !== undefined && !hasSatelliteTime) clock.set(message.toldTime);
    const isShip = shipTypes.has(message.type);
    if (isShip || message.type === 9) yield formatMoving(message, line, isShip);
    else if (message.type === 21) yield* formatAid(message, line);
  }

  function formatMoving(message: AisMessage, line: number, isShip: boolean): ImportRow {
    const at = readPlaceAndTime(message, clock);
    if (typeof at === 'string') return refuseLine(line, at);
    const doubt = (isShip ? judgeShip : judgeOther)(message.mmsi, { ...at, altitudeMetres: message.altitudeMetres });
    const name = message.name ?? names.get(message.mmsi) ?? message.mmsi;
    const report = {
      kind: 'position',
      source: 'ais',
      trackId: doubt ? `${message.mmsi}-doubtful` : message.mmsi,
      observedAt: new Date(at.observedAt).toISOString(),
      position: at.position,
      ...(message.altitudeMetres === undefined ? {} : { altitudeMetres: message.altitudeMetres }),
      ...describeMotion(message),
      callSign: clipText(doubt ? `${name} ?` : name, 200),
      ...(isShip ? { trackType: 'vessel' } : {}),
      affiliation: 'contact',
    };
    return doubt ? { line, report, note: `kept on a doubtful track: ${doubt}` } : { line, report };
  }

  /** An aid says where it is every few minutes; once for each place is enough. */
  function* formatAid(message: AisMessage, line: number): Generator<ImportRow> {
    const at = readPlaceAndTime(message, clock);
    if (typeof at === 'string') {
      yield refuseLine(line, at);
      return;
    }
    const siteId = `ais-${message.mmsi}`;
    const name = message.name ?? message.mmsi;
    const content = hash(JSON.stringify([name, at.position]));
    if (knownAids.has(siteId + content)) return;
    if (knownAids.size < maxNames) knownAids.add(siteId + content);
    yield {
      line,
      report: {
        kind: 'site',
        source: 'ais',
        messageId: `${siteId}-${content}`,
        siteId,
        observedAt: new Date(at.observedAt).toISOString(),
        name: clipText(name, 200),
        type: 'other',
        position: at.position,
        remark: 'AIS aid to navigation',
      },
    };
  }

  function formatSatelliteFix({ line, fix }: FoundFix): ImportRow {
    if (!fix.ok) return { line, problem: fix.problem };
    const { observedAt, position, altitudeMetres } = fix.value;
    const track = `${file.stem}-gps`.replace(/[\s/]+/g, '-').slice(-100);
    const doubt = judgeOther(track, fix.value);
    const report = {
      kind: 'position',
      source: 'nmea',
      trackId: doubt ? `${track}-doubtful` : track,
      observedAt: new Date(observedAt).toISOString(),
      position,
      ...(altitudeMetres === undefined ? {} : { altitudeMetres }),
      ...describeMotion(fix.value),
      callSign: clipText(doubt ? `${file.stem} ?` : file.stem, 200),
    };
    return doubt ? { line, report, note: `kept on a doubtful track: ${doubt}` } : { line, report };
  }

  function* end(): Generator<ImportRow> {
    const found = satellites.flush();
    if (found) yield formatSatelliteFix(found);
    yield* refuseAbandoned(decoder, true);
  }

  return { read, end };
}

function readPlaceAndTime(
  { position, second }: AisMessage,
  clock: LogClock,
): { observedAt: number; position: NonNullable<AisMessage['position']> } | string {
  const observedAt = clock.date(second);
  if (!position) return 'the station gave no position';
  if (observedAt === undefined)
    return 'AIS gives no date and nothing in the log does: say when it was recorded (--observed-at)';
  return { observedAt, position };
}

function describeMotion(motion: { speedKnots?: number | undefined; courseDegrees?: number | undefined }) {
  const { speedKnots, courseDegrees } = motion;
  const isCourse = courseDegrees !== undefined && courseDegrees >= 0 && courseDegrees <= 360;
  const speed = speedKnots === undefined ? undefined : Math.round(speedKnots * metresPerSecondPerKnot * 100) / 100;
  return {
    ...(speed === undefined || speed < 0 || speed > 1_500 ? {} : { speedMetresPerSecond: speed }),
    ...(isCourse ? { courseDegrees } : {}),
  };
}

function* refuseAbandoned(decoder: AisDecoder, isEnd: boolean): Generator<ImportRow> {
  for (const line of decoder.takeAbandoned(isEnd))
    yield refuseLine(line, 'an AIS message of several parts is not complete');
}

function refuseLine(line: number, detail: string): ImportRow {
  return { line, problem: { name: 'invalid-report', detail } };
}

function isAis({ type }: NmeaSentence): boolean {
  return type === 'VDM' || type === 'VDO';
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

import type { DatabaseSync } from 'node:sqlite';
import { retirementReason, retirePatrolAfterMs } from '#shared/picture/expiry.ts';
import { foldRecord } from '#shared/picture/fold-registry.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { hashText } from '#shared/picture/track-table.ts';
import { asHappened, type Moment } from '#shared/replay/moment.ts';
import type { Marking } from '#shared/schema/marking.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import { eventColumns } from '../writer/event-rows.ts';
import type { FactIndex } from './fact-index.ts';
import type { RecordTexts } from './history-messages.ts';

/**
 * A record after one fact, as JSON text, which takes half the room of the record; undefined when that fact took it out of
 * the picture. `over` is when it expires by its age.
 */
type Version = { time: number; text: string | undefined; hash: number; over: number };
type Kept = { signature: string; versions: Version[]; size: number };

/** A row of `eventColumns`. */
type EventColumns = [
  seq: number,
  observed: number,
  recorded: number,
  known: number | null,
  kind: string,
  entity: string,
  source: string,
  message: string,
  actor: string,
  marking: string,
  amends: string | null,
  body: string,
];

const placesAtOnce = 20_000;
/**
 * Characters of the versions that are kept of each truth: whoever scrubs goes to and fro. A year of a mission, of a quarter
 * of a million facts, takes two thirds of it; both truths share most of their texts.
 */
const mostKept = 128 * 1024 * 1024;
/** What a key and each of its versions take beside their text. */
const versionSize = 100;

/**
 * One record at any moment: the fold of the facts about its key. Records are independent of each other, so that a seek
 * folds only those that differ between two moments.
 */
export class KeyHistory {
  readonly #index: FactIndex;
  readonly #select;
  readonly #kept = { known: new Map<string, Kept>(), happened: new Map<string, Kept>() };
  readonly #size = { known: 0, happened: 0 };
  readonly #mostKept: number;

  constructor(db: DatabaseSync, index: FactIndex, most = mostKept) {
    this.#index = index;
    this.#mostKept = most;
    this.#select = db.prepare(
      `SELECT ${eventColumns} FROM event WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq`,
      { returnArrays: true },
    );
  }

  /** True when more of a truth can only be kept in the place of something else. */
  isFull(truth: Moment['truth']): boolean {
    return this.#size[truth] > this.#mostKept;
  }

  /** The record of a key of those that were prepared last. */
  recordAt(key: string, moment: Moment): { text: string; hash: number } | undefined {
    const { text, hash } = this.#find(key, moment) ?? {};
    return text === undefined ? undefined : { text, hash: hash! };
  }

  /** Whether the record expired: of *as happened* it is not told then, as known the server concluded that itself. */
  isOver(key: string, moment: Moment): boolean {
    return moment.truth === 'happened' && moment.at > (this.#find(key, moment)?.over ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Folds what is not kept of these keys, reading all of it at once; until the next keys are prepared they are kept. What
   * goes is what was folded first.
   */
  prepare(keys: Iterable<string>, moment: Moment): void {
    const kept = this.#kept[moment.truth];
    for (const oldest of kept.keys()) {
      if (this.#size[moment.truth] <= this.#mostKept) break;
      this.#forget(oldest, moment.truth);
    }
    const wanted: { key: string; signature: string; places: number[] }[] = [];
    for (const key of keys) {
      const signature = this.#signatureOf(this.#index.placesOf(key), moment);
      if (kept.get(key)?.signature !== signature)
        wanted.push({ key, signature, places: this.#countedPlaces(key, moment) });
    }
    const events = this.readFacts(wanted.flatMap(({ places }) => places));
    let at = 0;
    for (const { key, signature, places } of wanted) {
      const versions = this.#fold(key, places, events.slice(at, at + places.length), moment.truth);
      at += places.length;
      this.#forget(key, moment.truth);
      const size = versions.reduce((sum, { text }) => sum + versionSize + (text?.length ?? 0), versionSize);
      this.#size[moment.truth] += size;
      kept.set(key, { signature, versions, size });
    }
  }

  #forget(key: string, truth: Moment['truth']): void {
    this.#size[truth] -= this.#kept[truth].get(key)?.size ?? 0;
    this.#kept[truth].delete(key);
  }

  /** The facts at these places, in the order given. */
  readFacts(places: readonly number[]): FactEvent[] {
    const found = new Map<number, FactEvent>();
    for (let from = 0; from < places.length; from += placesAtOnce) {
      const sequences = places.slice(from, from + placesAtOnce).map((place) => this.#index.facts[place]!.sequence);
      const rows = this.#select.iterate(JSON.stringify(sequences)) as Iterable<unknown> as Iterable<EventColumns>;
      for (const row of rows) found.set(row[0], parseEvent(row));
    }
    return places.map((place) => found.get(this.#index.facts[place]!.sequence)!);
  }

  #find(key: string, { truth, at }: Moment): Version | undefined {
    const { versions = [] } = this.#kept[truth].get(key) ?? {};
    let last = versions.length - 1;
    while (last >= 0 && versions[last]!.time > at) last--;
    return versions[last];
  }

  /** What of the knowledge of a moment decides which facts count. */
  #signatureOf(places: readonly number[], { truth, by }: Moment): string {
    if (truth === 'known') return String(places.length);
    let [known, overtaken] = [0, 0];
    for (const place of places) {
      const fact = this.#index.facts[place]!;
      if (fact.known <= by) known++;
      if (fact.overtaken <= by) overtaken++;
    }
    return `${known} ${overtaken} ${places.length}`;
  }

  #countedPlaces(key: string, { truth, by }: Moment): number[] {
    const { facts } = this.#index;
    const whole: Moment = { truth, at: Number.POSITIVE_INFINITY, by };
    return this.#index
      .placesOf(key)
      .filter((place) => this.#index.counts(place, whole))
      .sort((a, b) => facts[a]![truth] - facts[b]![truth] || a - b);
  }

  #fold(key: string, places: readonly number[], events: readonly FactEvent[], truth: Moment['truth']): Version[] {
    const versions: Version[] = [];
    const others = this.#kept[truth === 'known' ? 'happened' : 'known'].get(key)?.versions ?? [];
    const otherTexts = new Map(others.map(({ text }) => [text, text]));
    let record: PictureRecord | undefined;
    events.forEach((event, index) => {
      const time = this.#index.facts[places[index]!]![truth];
      const next = foldOne(key, record, truth === 'happened' ? asHappened(event, time) : event);
      if (next === record) return;
      record = next;
      const made = record && JSON.stringify(record);
      // The other truth mostly tells the same: one text serves both.
      const text = otherTexts.get(made) ?? made;
      const hash = text === undefined ? 0 : hashText(text);
      versions.push({ time, text, hash, over: record ? overAt(record) : Number.POSITIVE_INFINITY });
    });
    return versions;
  }
}

/** As they travel. */
export function packRecords(records: readonly { text: string; hash: number }[]): RecordTexts {
  return {
    texts: records.map(({ text }) => text),
    hashes: Uint32Array.from(records, ({ hash }) => hash),
  };
}

/** From when on a record is too old to be shown. */
function overAt(record: PictureRecord): number {
  const isLeaving = retirementReason(record, retirePatrolAfterMs + 1) !== undefined;
  return isLeaving ? record.observedAt + retirePatrolAfterMs : Number.POSITIVE_INFINITY;
}

function parseEvent(row: EventColumns): FactEvent {
  const [sequence, observedAt, recordedAt, knownAt, kind, entity, source, messageId, actor, marking, amends, body] =
    row;
  return {
    ...{ sequence, recordedAt, kind, source, messageId, observedAt },
    ...(knownAt === null ? {} : { knownAt }),
    ...{ actor, marking: JSON.parse(marking) as Marking },
    ...(amends === null ? {} : { amends: JSON.parse(amends) as FactEvent['amends'] }),
    ...{ entity, body: JSON.parse(body) as never },
  } as FactEvent;
}

function foldOne(key: string, record: PictureRecord | undefined, event: FactEvent): PictureRecord | undefined {
  if (event.kind === 'retire') return record && record.observedAt <= event.body.lastObservedAt ? undefined : record;
  if (event.kind === 'freshness') return record;
  return foldRecord(key, record, event) ?? record;
}

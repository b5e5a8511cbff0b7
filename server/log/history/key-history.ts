import type { DatabaseSync } from 'node:sqlite';
import { foldRecord } from '#shared/picture/fold-registry.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { asHappened, type Moment } from '#shared/replay/moment.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import { eventColumns, formatFactEvent } from '../writer/event-rows.ts';
import type { EventRow } from '../writer/row-digest.ts';
import type { FactIndex } from './fact-index.ts';

/** A record after one fact; undefined when that took it out of the picture. */
type Version = { time: number; record: PictureRecord | undefined };
type Kept = { signature: string; versions: Version[] };

/** Keys whose versions are kept: whoever scrubs goes to and fro. */
const mostKept = 50_000;

/**
 * One record at any moment: the fold of the facts about its key. Records are independent of each other, so that a seek
 * folds only those that differ between two moments.
 */
export class KeyHistory {
  readonly #index: FactIndex;
  readonly #select;
  readonly #kept = { known: new Map<string, Kept>(), happened: new Map<string, Kept>() };

  constructor(db: DatabaseSync, index: FactIndex) {
    this.#index = index;
    this.#select = db.prepare(
      `SELECT ${eventColumns} FROM event WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq`,
    );
  }

  /** The record of a key at a moment; undefined where there is none. */
  recordAt(key: string, moment: Moment): PictureRecord | undefined {
    const { at } = moment;
    const versions = this.#versionsOf(key, moment);
    let last = versions.length - 1;
    while (last >= 0 && versions[last]!.time > at) last--;
    return versions[last]?.record;
  }

  /** The facts at these places, in the order given. */
  readFacts(places: readonly number[]): FactEvent[] {
    return this.readFactTexts(places).map((text) => JSON.parse(text) as FactEvent);
  }

  readFactTexts(places: readonly number[]): string[] {
    if (places.length === 0) return [];
    const sequences = places.map((place) => this.#index.facts[place]!.sequence);
    const rows = this.#select.all(JSON.stringify(sequences)) as unknown as (EventRow & { recorded: number })[];
    const bySequence = new Map(rows.map((row) => [row.seq, row]));
    return sequences.map((sequence) => formatFactEvent(bySequence.get(sequence)!));
  }

  #versionsOf(key: string, moment: Moment): Version[] {
    const places = this.#index.placesOf(key);
    const signature = this.#signatureOf(places, moment);
    const kept = this.#kept[moment.truth];
    const known = kept.get(key);
    if (known?.signature === signature) return known.versions;
    const versions = this.#fold(key, places, moment);
    kept.delete(key);
    kept.set(key, { signature, versions });
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
    return versions;
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

  #fold(key: string, places: readonly number[], { truth, by }: Moment): Version[] {
    const { facts } = this.#index;
    const timeOf = (place: number) => facts[place]![truth];
    const whole: Moment = { truth, at: Number.POSITIVE_INFINITY, by };
    const counted = places
      .filter((place) => this.#index.counts(place, whole))
      .sort((a, b) => timeOf(a) - timeOf(b) || a - b);
    const versions: Version[] = [];
    let record: PictureRecord | undefined;
    this.readFacts(counted).forEach((event, index) => {
      const time = timeOf(counted[index]!);
      const next = foldOne(key, record, truth === 'happened' ? asHappened(event, time) : event);
      if (next === record) return;
      record = next;
      versions.push({ time, record });
    });
    return versions;
  }
}

function foldOne(key: string, record: PictureRecord | undefined, event: FactEvent): PictureRecord | undefined {
  if (event.kind === 'retire') return record && record.observedAt <= event.body.lastObservedAt ? undefined : record;
  if (event.kind === 'freshness') return record;
  return foldRecord(key, record, event) ?? record;
}

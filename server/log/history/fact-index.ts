import type { DatabaseSync } from 'node:sqlite';
import { happenedTime, isConclusion, knownTime, type Moment, tellsOccurrence } from '#shared/replay/moment.ts';
import { importActor } from '#shared/schema/imports/import.ts';
import type { FactKind } from '#shared/schema/kinds.ts';
import { markedKinds, markOf, type TimelineMark } from '#shared/schema/timeline-marks.ts';
import { upperBound } from './batch-times.ts';

/** A row of `event`, in the order of the columns asked for. Bodies are read only where a rule looks into them. */
type Row = [
  seq: number,
  observed: number,
  recorded: number,
  known: number | null,
  kind: FactKind,
  entity: string,
  source: string,
  message: string,
  actor: string,
  marking: string,
  amends: string | null,
  body: string | null,
];

/** One fact, by its place in the index. Times are epoch milliseconds. */
export type IndexedFact = {
  sequence: number;
  kind: FactKind;
  /** Key of the record that it is about, which for expiry is another thing than itself. */
  key: string;
  known: number;
  happened: number;
  /** Since when it is known to be overtaken by a correction or retraction. */
  overtaken: number;
  /** False for what only tells what was known: conclusions, retractions, what an undo retired. */
  tells: boolean;
  /** A retirement by which a position was taken back. */
  takesBack: boolean;
  marking: string;
  mark: TimelineMark | undefined;
  /** Of `freshness` and `retire`: the observed time that they are about; of freshness also the state. */
  lastObserved: number;
  state: string;
};

const kindsWithBody: readonly string[] = [...markedKinds, 'freshness', 'retire', 'import', 'casualty'];

/**
 * Every fact of the log in memory, without its words: what changed between two moments is a slice of one of two orders.
 * Follows the log as it grows.
 */
export class FactIndex {
  readonly facts: IndexedFact[] = [];
  readonly #byKey = new Map<string, number[]>();
  #byKnown: number[] = [];
  #byHappened: number[] = [];
  #knownTimes: number[] = [];
  #happenedTimes: number[] = [];
  #isSorted = true;
  readonly #sequences: number[] = [];
  readonly #texts = new Map<string, string>();
  /** Amendments of messages that are not on record (yet), by the message. */
  readonly #early = new Map<string, number[]>();
  /** Since when it is known that an import was undone, by the actor of what it added. */
  readonly undone = new Map<string, number>();
  /** Places of the amendments of a fact. */
  readonly #amendments = new Map<number, number[]>();
  /** Keys of which something was retired. */
  readonly retired = new Set<string>();
  /** Places of retirements by which a position was taken back. */
  readonly takeBacks: number[] = [];
  /** Keys about which something was learnt, in the order in which it came, whatever time it is of. */
  readonly touched: string[] = [];
  readonly #select;
  readonly #findMessage;

  constructor(db: DatabaseSync) {
    const list = kindsWithBody.map((kind) => `'${kind}'`).join();
    this.#select = db.prepare(
      `SELECT seq, observed, recorded, known, kind, entity, source, message, actor, marking, amends,
       CASE WHEN kind IN (${list}) THEN body END FROM event WHERE seq > ? ORDER BY seq`,
      // As objects a quarter of a million rows take four times as long.
      { returnArrays: true },
    );
    this.#findMessage = db.prepare('SELECT seq FROM event WHERE source = ? AND message = ?');
    this.follow();
  }

  /** Takes in what was committed since. */
  follow(): void {
    const rows = this.#select.iterate(this.#sequences.at(-1) ?? 0) as Iterable<unknown> as Iterable<Row>;
    for (const row of rows) this.#add(row);
    if (!this.#isSorted) this.#sort();
  }

  /** Places of the facts about a key, in order of sequence. */
  placesOf(key: string): readonly number[] {
    return this.#byKey.get(key) ?? [];
  }

  /**
   * When the first thing happened that the timeline marks: a register that says it is of years ago is no beginning of the
   * record.
   */
  get firstMarked(): number {
    const place = this.#byHappened.find((each) => this.facts[each]!.mark !== undefined);
    return place === undefined ? Number.POSITIVE_INFINITY : this.facts[place]!.happened;
  }

  placeOf(sequence: number): number {
    return upperBound(this.#sequences, sequence) - 1;
  }

  /** Every marking that a fact has, as JSON text. */
  get markings(): string[] {
    return [...this.#texts.keys()];
  }

  keys(): Iterable<string> {
    return this.#byKey.keys();
  }

  /** Places of the facts after one time and up to another, in the order of a truth; those that do not count are left to the caller. */
  between(truth: Moment['truth'], after: number, upTo: number): number[] {
    const [order, times] =
      truth === 'known' ? [this.#byKnown, this.#knownTimes] : [this.#byHappened, this.#happenedTimes];
    return order.slice(upperBound(times, after), upperBound(times, upTo));
  }

  /** Whether a fact is part of the picture of a moment. */
  counts(place: number, { truth, at, by }: Moment): boolean {
    const fact = this.facts[place]!;
    if (truth === 'known') return fact.known <= at;
    return fact.tells && fact.happened <= at && fact.known <= by && fact.overtaken > by;
  }

  #add([seq, observedAt, recordedAt, knownAt, kind, entity, source, message, actor, marking, amends, text]: Row): void {
    const place = this.facts.length;
    const body = text === null ? {} : (JSON.parse(text) as Record<string, unknown>);
    const dated = { observedAt, recordedAt, ...(knownAt === null ? {} : { knownAt }) };
    const amendment =
      amends === null ? undefined : (JSON.parse(amends) as { messageId: string; source?: string; as: string });
    const known = knownTime(dated);
    const key = kind === 'freshness' ? `track/${entity}` : kind === 'retire' ? entity : `${kind}/${entity}`;
    const takesBack = kind === 'retire' && body['reason'] === 'undone';
    const isRetraction = amendment?.as === 'retraction';
    this.facts.push({
      ...{ sequence: seq, kind, key, known, happened: happenedTime({ ...dated, kind, body }), takesBack },
      overtaken: Number.POSITIVE_INFINITY,
      tells: !takesBack && kind !== 'freshness' && !isConclusion({ kind, actor }) && !isRetraction,
      marking: this.#sameText(marking),
      mark: text === null || isRetraction ? undefined : markOf(kind, body as never),
      lastObserved: Number(body['lastObservedAt'] ?? 0),
      state: String(body['state'] ?? ''),
    });
    this.touched.push(key);
    if (kind === 'retire') this.retired.add(key);
    if (takesBack) this.takeBacks.push(place);
    this.#sequences.push(seq);
    const places = this.#byKey.get(key);
    if (places) places.push(place);
    else this.#byKey.set(key, [place]);
    if (kind === 'import' && (body['status'] === 'undone' || body['status'] === 'undoing')) {
      const by = importActor(entity);
      this.undone.set(by, Math.min(known, this.undone.get(by) ?? Number.POSITIVE_INFINITY));
    }
    this.#place(place);
    if (this.#early.size > 0)
      for (const early of this.#early.get(messageKey(source, message)) ?? []) this.#meet(early, place);
    if (amendment) this.#amend(place, amendment.source ?? source, amendment.messageId);
  }

  #amend(place: number, source: string, message: string): void {
    const amended = this.#findPlace(source, message);
    if (amended !== undefined) {
      this.#meet(place, amended);
      return;
    }
    const key = messageKey(source, message);
    this.#early.set(key, [...(this.#early.get(key) ?? []), place]);
  }

  /** There are few markings: one text for all that are equal. */
  #sameText(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }

  /** An amendment and what it amends, whichever came first; so do those that amend the amendment. */
  #meet(amendment: number, place: number): void {
    const [later, fact] = [this.facts[amendment]!, this.facts[place]!];
    fact.overtaken = Math.min(fact.overtaken, later.known);
    this.touched.push(fact.key);
    this.#amendments.set(place, [...(this.#amendments.get(place) ?? []), amendment]);
    this.#moveBack(amendment, fact);
  }

  /** Under one marking only: whoever may read the amendment and not what it amends would be told the time of that. */
  #moveBack(amendment: number, { happened, marking }: IndexedFact): void {
    const fact = this.facts[amendment]!;
    if (tellsOccurrence(fact.kind) || fact.happened <= happened || fact.marking !== marking) return;
    fact.happened = happened;
    this.touched.push(fact.key);
    this.#isSorted = false;
    for (const each of this.#amendments.get(amendment) ?? []) this.#moveBack(each, fact);
  }

  #findPlace(source: string, message: string): number | undefined {
    const sequence = this.#findMessage.get(source, message)?.['seq'] as number | undefined;
    if (sequence === undefined) return undefined;
    const place = this.placeOf(sequence);
    return this.facts[place]?.sequence === sequence ? place : undefined;
  }

  #place(place: number): void {
    const { known, happened } = this.facts[place]!;
    if (known < (this.#knownTimes.at(-1) ?? 0) || happened < (this.#happenedTimes.at(-1) ?? 0)) this.#isSorted = false;
    this.#byKnown.push(place);
    this.#knownTimes.push(known);
    this.#byHappened.push(place);
    this.#happenedTimes.push(happened);
  }

  /** Places ascend with sequence, and sorting is stable: equal times stay in that order. */
  #sort(): void {
    const places = this.facts.map((_, place) => place);
    this.#byKnown = places.slice().sort((a, b) => this.facts[a]!.known - this.facts[b]!.known || a - b);
    this.#byHappened = places.sort((a, b) => this.facts[a]!.happened - this.facts[b]!.happened || a - b);
    this.#knownTimes = this.#byKnown.map((place) => this.facts[place]!.known);
    this.#happenedTimes = this.#byHappened.map((place) => this.facts[place]!.happened);
    this.#isSorted = true;
  }
}

function messageKey(source: string, message: string): string {
  return JSON.stringify([source, message]);
}

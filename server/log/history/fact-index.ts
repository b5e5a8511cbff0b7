import type { DatabaseSync } from 'node:sqlite';
import { happenedTime, isConclusion, knownTime, type Moment, tellsOccurrence } from '#shared/replay/moment.ts';
import { importActor } from '#shared/schema/imports/import.ts';
import type { FactKind } from '#shared/schema/kinds.ts';
import { markedKinds, markOf, type TimelineMark } from '#shared/schema/timeline-marks.ts';
import { upperBound } from './batch-times.ts';
import { FactOrder } from './fact-order.ts';

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
  readonly #orders = { known: new FactOrder(), happened: new FactOrder() };
  /** Places before it are in the orders. */
  #placed = 0;
  readonly #sequences: number[] = [];
  readonly #texts = new Map<string, string>();
  /** Amendments of messages that are not on record (yet), by the message. */
  readonly #early = new Map<string, number[]>();
  /** Since when it is known that an import was undone, by the actor of what it added. */
  readonly undone = new Map<string, number>();
  /** Places of the amendments of a fact. */
  readonly #amendments = new Map<number, number[]>();
  /** Facts that something amends since, to be followed by what amends them; and those in the orders that moved. */
  readonly #met = new Set<number>();
  readonly #moved = new Set<number>();
  /** Keys of which something was retired. */
  readonly retired = new Set<string>();
  /** Places of retirements by which a position was taken back. */
  readonly takeBacks: number[] = [];
  /** What was learnt, of whatever time, in the order in which it came: of which fact, with what sequence, known when. */
  readonly #learnt = { places: [] as number[], sequences: [] as number[], known: [] as number[] };
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
    this.#moveBack();
    this.#place();
  }

  /** Places of the facts about which something was learnt after a sequence number. */
  learntSince(sequence: number): number[] {
    const { places, sequences } = this.#learnt;
    return places.slice(upperBound(sequences, sequence));
  }

  /** Whether what was learnt after a sequence number is part of a moment, and so may be missing in a picture of it. */
  hasLearnt(sequence: number, { truth, at, by }: Moment): boolean {
    const { places, sequences, known } = this.#learnt;
    for (let each = upperBound(sequences, sequence); each < places.length; each++) {
      if (known[each]! > (truth === 'known' ? at : by)) continue;
      const { happened, takesBack, kind } = this.facts[places[each]!]!;
      // Positions are taken back from where they are, by a fact of a later time.
      if (truth === 'known' || happened <= at || takesBack || kind === 'import') return true;
    }
    return false;
  }

  /** Places of the facts about a key, in order of sequence. */
  placesOf(key: string): readonly number[] {
    return this.#byKey.get(key) ?? [];
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

  /** Every place, in the order of a truth. */
  order(truth: Moment['truth']): readonly number[] {
    return this.#orders[truth].places;
  }

  /** Where in an order the facts after one time and up to another begin, and where they end. */
  range(truth: Moment['truth'], after: number, upTo: number): [from: number, to: number] {
    const { times } = this.#orders[truth];
    return [upperBound(times, after), upperBound(times, upTo)];
  }

  /** Places of the facts after one time and up to another, in the order of a truth; those that do not count are left to the caller. */
  between(truth: Moment['truth'], after: number, upTo: number): number[] {
    return this.order(truth).slice(...this.range(truth, after, upTo));
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
    this.#sequences.push(seq);
    this.#learn(place, known);
    if (kind === 'retire') this.retired.add(key);
    if (takesBack) this.takeBacks.push(place);
    pushTo(this.#byKey, key, place);
    if (kind === 'import' && (body['status'] === 'undone' || body['status'] === 'undoing')) {
      const by = importActor(entity);
      this.undone.set(by, Math.min(known, this.undone.get(by) ?? Number.POSITIVE_INFINITY));
    }
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
    pushTo(this.#early, messageKey(source, message), place);
  }

  #learn(place: number, known: number): void {
    this.#learnt.places.push(place);
    this.#learnt.sequences.push(this.#sequences.at(-1)!);
    this.#learnt.known.push(known);
  }

  /** There are few markings: one text for all that are equal. */
  #sameText(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }

  /** An amendment and what it amends, whichever came first. */
  #meet(amendment: number, place: number): void {
    const [later, fact] = [this.facts[amendment]!, this.facts[place]!];
    fact.overtaken = Math.min(fact.overtaken, later.known);
    this.#learn(place, later.known);
    pushTo(this.#amendments, place, amendment);
    this.#met.add(place);
  }

  /** Amendments back to what they amend, and so on: the earliest first, so that each is moved once. */
  #moveBack(): void {
    const left = [...this.#met].sort((a, b) => this.facts[b]!.happened - this.facts[a]!.happened);
    this.#met.clear();
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
      const { happened, marking } = this.facts[place]!;
      for (const amendment of this.#amendments.get(place)!) {
        const later = this.facts[amendment]!;
        // Under one marking only: whoever may read the amendment and not what it amends would be told the time of that.
        if (tellsOccurrence(later.kind) || later.happened <= happened || later.marking !== marking) continue;
        later.happened = happened;
        this.#learn(amendment, later.known);
        if (amendment < this.#placed) this.#moved.add(amendment);
        if (this.#amendments.has(amendment)) left.push(amendment);
      }
    }
  }

  #findPlace(source: string, message: string): number | undefined {
    const sequence = this.#findMessage.get(source, message)?.['seq'] as number | undefined;
    if (sequence === undefined) return undefined;
    const place = this.placeOf(sequence);
    return this.facts[place]?.sequence === sequence ? place : undefined;
  }

  /** Puts into the orders what came, and what moved to another place of them. */
  #place(): void {
    const added = Array.from({ length: this.facts.length - this.#placed }, (_, index) => this.#placed + index);
    this.#placed = this.facts.length;
    this.#orders.known.add(added.slice(), (place) => this.facts[place]!.known);
    if (this.#moved.size > 0) this.#orders.happened.remove(this.#moved);
    added.push(...this.#moved);
    this.#moved.clear();
    this.#orders.happened.add(added, (place) => this.facts[place]!.happened);
  }
}

function messageKey(source: string, message: string): string {
  return JSON.stringify([source, message]);
}

function pushTo<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

import type { PictureRecord } from '#shared/picture/record.ts';
import { foldText } from '#shared/search/fold-text.ts';
import { descriptionOf, recordKinds, type ShownKind } from '../format/record-kinds.ts';
import type { Translate } from '../language/use-text.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import { BestMatches } from './best-matches.ts';

/**
 * Finds records by what they are called. In: the live store and what was typed. Out: of each kind the best few and how
 * many there are. Promises: a record is folded once for each of its versions, never for a keystroke; typing on looks
 * only through what matched before.
 */
export type FoundRecord = { record: PictureRecord; title: string; rank: number };
export type FoundKind = { kind: ShownKind; found: FoundRecord[]; total: number };

type Entry = {
  record: PictureRecord;
  title: string;
  /** Folded title, id and place, each word after a space. */
  text: string;
  /** Of two that match alike, the greater comes first. */
  weight: number;
};
type KindEntries = { records: readonly PictureRecord[] | undefined; entries: Entry[]; version: number };
type Narrowed = { wanted: string; version: number; entries: readonly Entry[] };

/** Records folded between two looks at the clock. */
const stepRecords = 256;
const searchedKinds = Object.keys(recordKinds) as ShownKind[];

export class RecordSearch {
  readonly #store: LiveStore;
  readonly #kinds = new Map<ShownKind, KindEntries>();
  readonly #narrowed = new Map<ShownKind, Narrowed>();
  #t: Translate | undefined;

  constructor(store: LiveStore) {
    this.#store = store;
  }

  /**
   * Folds what is new since the last time, for about `budgetMs`; false when there is more to do. Worth calling ahead
   * of the first search, in pauses: a hundred thousand records take a good part of a second.
   */
  prepare(t: Translate, budgetMs = Number.POSITIVE_INFINITY): boolean {
    if (this.#t !== t) this.#kinds.clear();
    this.#t = t;
    const until = performance.now() + budgetMs;
    return searchedKinds.every((kind) => this.#prepareKind(kind, t, until));
  }

  /** The best `limit` of each kind that has any, the kinds in the order of their best match. */
  find(words: string, t: Translate, limit: number): FoundKind[] {
    this.prepare(t);
    const folded = foldText(words);
    if (!folded) return [];
    const wanted = makeWanted(folded);
    const results: FoundKind[] = [];
    for (const kind of searchedKinds) {
      const best = new BestMatches<Entry>(limit);
      const matching: Entry[] = [];
      for (const entry of this.#candidates(kind, folded)) {
        const rank = rankOf(entry.text, wanted);
        if (rank === undefined) continue;
        matching.push(entry);
        best.offer(entry, rank, entry.weight);
      }
      this.#narrowed.set(kind, { wanted: folded, version: this.#kinds.get(kind)!.version, entries: matching });
      if (matching.length === 0) continue;
      const found = best.list().map(({ item, rank }) => ({ record: item.record, title: item.title, rank }));
      results.push({ kind, found, total: matching.length });
    }
    return results.sort((one, other) => one.found[0]!.rank - other.found[0]!.rank);
  }

  /** Whoever holds more letters holds the fewer: while nothing changed, only the last matches can match still. */
  #candidates(kind: ShownKind, folded: string): readonly Entry[] {
    const { version, entries } = this.#kinds.get(kind)!;
    const last = this.#narrowed.get(kind);
    return last && last.version === version && folded.startsWith(last.wanted) ? last.entries : entries;
  }

  #prepareKind(kind: ShownKind, t: Translate, until: number): boolean {
    const records: readonly PictureRecord[] = this.#store.recordsOf(kind);
    const last = this.#kinds.get(kind) ?? { records: undefined, entries: [], version: 0 };
    if (last.records === records) return true;
    const known = last.entries;
    const byRecord = new Map<PictureRecord, Entry>();
    const entries: Entry[] = [];
    const { titleOf } = descriptionOf(kind);
    let isMoved = false;
    let made = 0;
    for (let row = 0; row < records.length; row++) {
      const record = records[row]!;
      const atRow = known[row];
      if (atRow?.record === record) {
        entries.push(atRow);
        continue;
      }
      // Records keep their places until one is removed or replaced; only then are those known sought by record.
      if (atRow && !isMoved) for (const each of known) byRecord.set(each.record, each);
      isMoved ||= atRow !== undefined;
      const moved = byRecord.get(record);
      entries.push(moved ?? makeEntry(record, titleOf(record, t)));
      if (!moved && ++made % stepRecords === 0 && performance.now() > until) {
        const rest = known.slice(entries.length);
        this.#kinds.set(kind, { records: undefined, entries: entries.concat(rest), version: last.version + 1 });
        return false;
      }
    }
    this.#kinds.set(kind, { records, entries, version: last.version + 1 });
    return true;
  }
}

function makeEntry(record: PictureRecord, title: string): Entry {
  const folded = foldText(title);
  const id = foldText(record.id.slice(record.id.indexOf('/') + 1));
  const place = record.kind === 'incident' && record.body.place ? ` ${foldText(record.body.place)}` : '';
  const tight = (text: string) =>
    text.length <= tightLimit && text.includes(' ') ? ` ${text.replaceAll(' ', '')}` : '';
  const text = ` ${folded}${tight(folded)}${id === folded ? '' : ` ${id}${tight(id)}`}${place}`;
  return { record, title, text, weight: weightOf(record) };
}

/** Call signs and ids are typed with and without their spaces and dashes; sentences are not. */
const tightLimit = 24;

function weightOf(record: PictureRecord): number {
  if (record.kind === 'incident') return record.body.occurredAt;
  if (record.kind !== 'patrol') return 0;
  const { status, plan } = record.body;
  return (status === 'under-way' ? 2e15 : status === 'planned' ? 1e15 : 0) + (plan?.startAt ?? 0);
}

/** What is sought, as the loop over all entries needs it, so that it makes no string for each of them. */
type Wanted = { words: readonly string[]; begun: readonly string[]; whole: string; tight: string };

function makeWanted(folded: string): Wanted {
  const words = folded.split(' ');
  const begun = words.map((word) => ` ${word}`);
  return { words, begun, whole: ` ${folded}`, tight: ` ${folded.replaceAll(' ', '')}` };
}

/**
 * 0: the title begins with it; 1: a word begins with it, or is it without spaces; 2: all words begin words; 3: held
 * somewhere; undefined: not held.
 */
function rankOf(text: string, { words, begun, whole, tight }: Wanted): number | undefined {
  // First what leaves most of them out soonest.
  if (!holdsAll(text, words)) return undefined;
  const at = text.indexOf(whole);
  if (at >= 0) return at === 0 ? 0 : 1;
  if (words.length === 1) return 3;
  return text.includes(tight) ? 1 : holdsAll(text, begun) ? 2 : 3;
}

function holdsAll(text: string, words: readonly string[]): boolean {
  for (const word of words) if (!text.includes(word)) return false;
  return true;
}

import type { PictureRecord } from '#shared/picture/record.ts';
import { parseRecord, recordText } from '#shared/picture/record-hash.ts';

/** What is held on to although no picture holds it now: whoever scrubs goes to and fro. */
const mostRecent = 20_000;

/**
 * Records of the past by their text, shared by all replays that look at them: twenty people who replay a mission hold one
 * copy of its incidents.
 */
export class RecordPool {
  readonly #held = new Map<string, WeakRef<PictureRecord>>();
  readonly #recent = new Map<string, PictureRecord>();
  readonly #gone = new FinalizationRegistry<string>((id) => {
    if (!this.#held.get(id)?.deref()) this.#held.delete(id);
  });

  /** The record of a text that `JSON.stringify` made, and of the hash of that text; records are immutable. */
  take(text: string, hash: number): PictureRecord {
    const id = `${hash} ${text.length}`;
    const held = this.#held.get(id)?.deref();
    // A hash of 32 bits can be forged, and then another record would be shown.
    if (held && recordText(held) === text) return held;
    const record = parseRecord(text, { keepsText: true, hash });
    this.#held.set(id, new WeakRef(record));
    this.#gone.register(record, id);
    this.#recent.set(id, record);
    if (this.#recent.size > mostRecent) this.#recent.delete(this.#recent.keys().next().value!);
    return record;
  }
}

/** One for the whole server. */
export const recordPool = new RecordPool();

import { Picture } from '#shared/picture/picture.ts';
import type { Change } from '#shared/picture/record.ts';
import { parseRecord } from '#shared/picture/record-hash.ts';
import type { FoldedFix } from '#shared/picture/track-record.ts';
import type { FactEvent, FactReport } from '#shared/schema/report.ts';
import type { Committed, EventLog, LogChunk } from '../log/event-log.ts';
import { decodeTracks } from './key-frame.ts';

/** What one commit changed: keyed changes in order, and the slots of tracks that moved (may repeat). */
export type PictureUpdate = { changes: readonly Change[]; slots: readonly number[] };

/**
 * In: what the log has committed, in order of sequence. Out: the picture as known now, and updates to whoever listens.
 * Restored from the newest key frame and the tail of the log, it equals the picture folded from the first event.
 */
export class LivePicture {
  readonly picture = new Picture();
  readonly #log: EventLog;
  readonly #listeners = new Set<(update: PictureUpdate) => void>();
  readonly #heard = new Map<string, number>();
  /** Rows folded since the tail began, and how often a record was put or removed; the key frame writer counts by them. */
  fixesFolded = 0;
  factsFolded = 0;
  recordChanges = 0;

  constructor(log: EventLog) {
    this.#log = log;
  }

  listen(listener: (update: PictureUpdate) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** When each source was last heard by this process, epoch milliseconds. */
  get heardAt(): ReadonlyMap<string, number> {
    return this.#heard;
  }

  /** Folds a commit as the log answered it; rows that were duplicates are passed over. */
  fold(committed: Committed, facts: readonly FactReport[]): void {
    const { recordedAt, fixes, fixSequences, factSequences } = committed;
    const changes: Change[] = [];
    const slots: number[] = [];
    if (fixes) this.#foldFixes({ recordedAt, fixes, fixSequences, facts: [] }, changes, slots);
    factSequences.forEach((sequence, row) => {
      if (sequence < 0) return;
      const event = { ...facts[row]!, sequence, recordedAt } as FactEvent;
      this.#foldFact(event, changes, slots);
      if (event.actor !== 'system') this.#heard.set(event.source, recordedAt);
    });
    this.#publish({ changes, slots });
  }

  /**
   * Key frame, then everything after it. A key frame may share the records of an earlier one; it does so only when no
   * fact was folded between the two, so that its records hold at its own sequence as its tracks do.
   */
  async restore(): Promise<void> {
    const keyFrame = await this.#log.readKeyFrame();
    const slots: number[] = [];
    for (const json of keyFrame?.records ?? []) {
      const change = this.picture.put(parseRecord(json));
      if (change.slot !== undefined) slots.push(change.slot);
    }
    if (keyFrame) decodeTracks(keyFrame.tracks, this.picture, slots);
    for await (const chunk of this.#log.readTail(keyFrame?.sequence ?? 0, 5_000)) this.#foldChunk(chunk);
    this.picture.sequence = this.#log.sequence;
  }

  #foldChunk(chunk: LogChunk): void {
    const changes: Change[] = [];
    const slots: number[] = [];
    let fact = 0;
    const { fixes, fixSequences, facts } = chunk;
    for (let row = 0; fixes && row < fixes.count; row++) {
      while (fact < facts.length && facts[fact]!.sequence < fixSequences[row]!)
        this.#foldFact(facts[fact++]!, changes, slots);
      this.#foldFix({ batch: fixes, row, sequence: fixSequences[row]!, recordedAt: chunk.recordedAt }, changes, slots);
    }
    while (fact < facts.length) this.#foldFact(facts[fact++]!, changes, slots);
  }

  #foldFixes(chunk: LogChunk, changes: Change[], slots: number[]): void {
    const { fixes, fixSequences, recordedAt } = chunk;
    for (let row = 0; row < fixes!.count; row++) {
      const sequence = fixSequences[row]!;
      if (sequence > 0) this.#foldFix({ batch: fixes!, row, sequence, recordedAt }, changes, slots);
    }
  }

  #foldFix(fix: Omit<FoldedFix, 'descriptor'>, changes: Change[], slots: number[]): void {
    const descriptor = this.#log.descriptors[fix.batch.descriptor[fix.row]!]!;
    const slot = this.picture.foldFix({ ...fix, descriptor }, changes);
    this.fixesFolded++;
    if (slot >= 0) slots.push(slot);
    this.#heard.set(descriptor.source, fix.recordedAt);
  }

  #foldFact(event: FactEvent, changes: Change[], slots: number[]): void {
    for (const change of this.picture.foldFact(event)) {
      changes.push(change);
      // A track that was put back stands elsewhere, which travels with the positions.
      if (event.kind === 'retire' && change.kind === 'put' && change.slot !== undefined) slots.push(change.slot);
    }
    this.factsFolded++;
    if (event.kind !== 'freshness') return;
    const slot = this.picture.tracks.find(event.body.track);
    if (slot !== undefined) slots.push(slot);
  }

  #publish(update: PictureUpdate): void {
    this.recordChanges += update.changes.length;
    if (update.changes.length === 0 && update.slots.length === 0) return;
    for (const listener of this.#listeners) listener(update);
  }
}

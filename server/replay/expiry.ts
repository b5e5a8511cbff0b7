import { freshnessOfAge, isSilent, retirementReason } from '#shared/picture/expiry.ts';
import type { Picture } from '#shared/picture/picture.ts';
import type { Change, PictureRecord } from '#shared/picture/record.ts';
import type { Truth } from '#shared/replay/moment.ts';
import type { PictureUpdate } from '../picture/live-picture.ts';

type Folded = { changes: Change[]; slots: number[] };

/**
 * What the passing of time makes of a picture *as happened*, concluded anew at each moment: how fresh tracks are, which
 * sources are silent, and what has left. What left stays in the fold, so that every way to a moment ends alike; whoever
 * listens is told that it is gone. Of *as known* everything was concluded by the server and is on record.
 */
export class Expiry {
  readonly gone = new Set<string>();
  /** When sources were heard through tracks that had left before the fold begins. */
  heardBefore: ReadonlyMap<string, number> = new Map();
  readonly #picture: Picture;
  readonly #concludesSources: boolean;
  /** Records of sources as they were reported, beside those that were put in their place. */
  readonly #overruled = new Map<string, { reported: PictureRecord; concluded: PictureRecord }>();
  #truth: Truth | undefined;
  /** Keys of the patrols of the fold: only they leave by age, besides tracks. */
  readonly #patrols = new Set<string>();
  /** Records of the tracks of the fold by slot: every one is looked at at each moment. */
  readonly #tracks: (PictureRecord | undefined)[] = [];

  /** Of an excerpt nothing is concluded of sources: they were heard through tracks that may not be in it. */
  constructor(picture: Picture, { concludesSources = true } = {}) {
    this.#picture = picture;
    this.#concludesSources = concludesSources;
  }

  /** The update of what was folded together with what is concluded at `at`. */
  conclude(truth: Truth, at: number, { changes, slots }: Folded, inPassing = false): PictureUpdate {
    for (const change of changes) this.#note(change);
    if (truth === 'known') return this.#leave(changes, slots);
    this.#truth = truth;
    const told = changes.filter((change) => !this.#hides(change));
    if (!inPassing) {
      this.#concludeTracks(at, told, slots);
      this.#concludeRecords(at, told);
    }
    return { changes: told, slots };
  }

  #note(change: Change): void {
    if (change.slot !== undefined) this.#tracks[change.slot] = change.kind === 'put' ? change.record : undefined;
    if (change.kind === 'remove') this.#patrols.delete(change.key);
    else if (change.record.kind === 'patrol') this.#patrols.add(change.record.key);
  }

  /** Changes of something that is gone are told when it returns. */
  #hides(change: Change): boolean {
    const key = change.kind === 'put' ? change.record.key : change.key;
    if (!this.gone.has(key)) return false;
    if (change.kind === 'remove') this.gone.delete(key);
    return true;
  }

  #concludeTracks(at: number, told: Change[], slots: number[]): void {
    const { tracks, records } = this.#picture;
    const heard = new Map(this.heardBefore);
    for (let slot = 0; slot < tracks.length; slot++) {
      const record = this.#tracks[slot];
      if (!record) continue;
      const ageMs = at - tracks.observedAt[slot]!;
      const freshness = freshnessOfAge(ageMs, tracks.intervalMs[slot]!);
      if (tracks.freshness[slot] !== freshness) {
        tracks.freshness[slot] = freshness;
        slots.push(slot);
      }
      heard.set(record.source, Math.max(heard.get(record.source) ?? 0, tracks.observedAt[slot]!));
      this.#mark(record, retirementReason(record, ageMs) !== undefined, told, slot);
    }
    if (!this.#concludesSources) return;
    for (const [source, heardAt] of heard) this.#concludeSource(`source/${source}`, at - heardAt, told);
    for (const [key, { reported, concluded }] of this.#overruled) {
      if (heard.has(concluded.id)) continue;
      // Before it was heard of for the first time, it is as it said itself.
      if (records.get(key) === concluded) told.push(this.#picture.put(reported));
      this.#overruled.delete(key);
    }
  }

  #concludeSource(key: string, ageMs: number, told: Change[]): void {
    const record = this.#picture.records.get(key);
    const concluded = concludeSource(record, ageMs);
    if (!record || !concluded) return;
    const before = this.#overruled.get(key);
    this.#overruled.set(key, { reported: before?.concluded === record ? before.reported : record, concluded });
    told.push(this.#picture.put(concluded));
  }

  #concludeRecords(at: number, told: Change[]): void {
    for (const key of this.#patrols) {
      const record = this.#picture.records.get(key)!;
      this.#mark(record, retirementReason(record, at - record.observedAt) !== undefined, told);
    }
  }

  #mark(record: PictureRecord, isGone: boolean, told: Change[], slot?: number): void {
    if (isGone === this.gone.has(record.key)) return;
    const at = slot === undefined ? {} : { slot };
    if (isGone) {
      this.gone.add(record.key);
      told.push({ kind: 'remove', key: record.key, ...at });
    } else {
      this.gone.delete(record.key);
      told.push({ kind: 'put', record, ...at });
    }
  }

  /** Back to a truth that has its conclusions on record. */
  #leave(changes: Change[], slots: number[]): PictureUpdate {
    if (this.#truth === 'known' || this.gone.size === 0) return { changes, slots };
    const told = changes.filter((change) => !this.#hides(change));
    for (const key of this.gone) {
      const record = this.#picture.records.get(key);
      const slot = record?.kind === 'track' ? this.#picture.tracks.find(record.id) : undefined;
      if (record) told.push({ kind: 'put', record, ...(slot === undefined ? {} : { slot }) });
    }
    this.gone.clear();
    this.#truth = 'known';
    return { changes: told, slots };
  }
}

/** The status of a source that sends positions follows from them: its record when that has to be another one. */
export function concludeSource(record: PictureRecord | undefined, ageMs: number): PictureRecord | undefined {
  if (record?.kind !== 'source' || record.body.intervalSeconds === undefined) return undefined;
  const status = isSilent(ageMs, record.body.intervalSeconds) ? 'silent' : 'connected';
  return record.body.status === status ? undefined : { ...record, body: { ...record.body, status } };
}

import { freshnessMultiples } from '#shared/parameters/freshness.ts';
import type { Picture } from '#shared/picture/picture.ts';
import type { Change } from '#shared/picture/record.ts';
import type { PictureUpdate } from '../../../picture/live-picture.ts';
import { concludeSource } from '../../expiry.ts';
import type { MomentPicture } from '../../moment-picture.ts';

/**
 * When sources fall silent and are heard again, to the millisecond, as *as happened* concludes it. It is written into an
 * excerpt, because who reads that may not know of every track through which a source was heard.
 */
export class SourceSilence {
  /** When the next one may fall silent. */
  dueAt = Number.NEGATIVE_INFINITY;
  readonly #picture: Picture;
  readonly #before: ReadonlyMap<string, number>;
  #heard = new Map<string, number>();

  constructor({ picture, heardBefore }: Pick<MomentPicture, 'picture' | 'heardBefore'>) {
    this.#picture = picture;
    this.#before = heardBefore;
    this.#count();
  }

  /** What follows from an update that is in the picture already; applied to it. */
  conclude(at: number, { changes, slots }: PictureUpdate): Change[] {
    const isGone = changes.some((change) => change.kind === 'remove' && change.key.startsWith('track/'));
    const isTold = changes.some((change) => change.kind === 'put' && change.record.kind === 'source');
    if (isGone) this.#count();
    const touched = isGone ? [] : this.#hear(slots);
    const told: Change[] = [];
    if (isGone || isTold || at >= this.dueAt) {
      this.dueAt = Number.POSITIVE_INFINITY;
      for (const source of this.#heard.keys()) this.#concludeOf(source, at, told);
    } else for (const source of touched) this.#concludeOf(source, at, told);
    return told;
  }

  #concludeOf(source: string, at: number, told: Change[]): void {
    const record = this.#picture.records.get(`source/${source}`);
    if (record?.kind !== 'source' || record.body.intervalSeconds === undefined) return;
    const heardAt = this.#heard.get(source)!;
    const concluded = concludeSource(record, at - heardAt);
    if (concluded) told.push(this.#picture.put(concluded));
    const silentAt = Math.ceil(heardAt + freshnessMultiples.stale * record.body.intervalSeconds * 1000);
    if (silentAt > at) this.dueAt = Math.min(this.dueAt, silentAt);
  }

  #count(): void {
    this.#heard = new Map(this.#before);
    const { tracks } = this.#picture;
    for (let slot = 0; slot < tracks.length; slot++) if (tracks.names[slot]) this.#hearOf(slot);
  }

  #hear(slots: readonly number[]): Set<string> {
    const touched = new Set<string>();
    for (const slot of slots) {
      const source = this.#hearOf(slot);
      if (source !== undefined) touched.add(source);
    }
    return touched;
  }

  #hearOf(slot: number): string | undefined {
    const { tracks, records } = this.#picture;
    const source = records.get(`track/${tracks.names[slot]}`)?.source;
    if (source === undefined) return undefined;
    this.#heard.set(source, Math.max(this.#heard.get(source) ?? 0, tracks.observedAt[slot]!));
    return source;
  }
}

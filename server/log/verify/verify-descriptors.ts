import type { DatabaseSync } from 'node:sqlite';
import { canonicalDescriptor } from '../writer/row-digest.ts';
import { demand } from './log-damage.ts';

/** Descriptors and tracks, handed out in the order in which batches cover them. */
export class DescriptorChecker {
  /** Descriptors that the batches so far have covered. */
  covered = 0;
  readonly #trackOf: number[] = [];
  readonly #texts: string[] = [];

  constructor(db: DatabaseSync) {
    const tracks = new Map<number, [string, string]>();
    for (const { id, source, name } of db.prepare('SELECT id, source, name FROM track').iterate())
      tracks.set(Number(id), [String(source), String(name)]);
    for (const { id, track, body } of db.prepare('SELECT id, track, body FROM descriptor ORDER BY id').iterate()) {
      demand(id === this.#trackOf.length, 'unknown-descriptor', `descriptor ${this.#trackOf.length} is missing`);
      const named = tracks.get(Number(track));
      demand(named !== undefined, 'wrong-track', `descriptor ${id} refers to track ${track}, which is missing`);
      this.#trackOf.push(Number(track));
      this.#texts.push(canonicalDescriptor(id, Number(track), ...named, String(body)));
    }
  }

  takeUpTo(count: number, where: string): string[] {
    const isThere = count >= this.covered && count <= this.#texts.length;
    demand(isThere, 'unknown-descriptor', `${where} covers ${count} descriptors, ${this.#texts.length} are stored`);
    const taken = this.#texts.slice(this.covered, count);
    this.covered = count;
    return taken;
  }

  trackOf(descriptor: number): number | undefined {
    return this.#trackOf[descriptor];
  }
}

import type { Change, PictureRecord, RecordKind } from '#shared/picture/record.ts';

/** Records by kind, as arrays whose identity changes only when something of that kind changed. */
export class RecordIndex {
  readonly #byKind = new Map<string, Map<string, PictureRecord>>();
  readonly #arrays = new Map<string, readonly PictureRecord[]>();
  readonly #versions = new Map<string, number>();

  apply(change: Change): void {
    if (change.kind === 'put') {
      this.#mapOf(change.record.kind).set(change.record.key, change.record);
      this.#touch(change.record.kind);
      return;
    }
    const kind = change.key.slice(0, change.key.indexOf('/'));
    this.#mapOf(kind).delete(change.key);
    this.#touch(kind);
  }

  replace(records: Iterable<PictureRecord>): void {
    for (const [kind, map] of this.#byKind) {
      map.clear();
      this.#touch(kind);
    }
    for (const record of records) this.#mapOf(record.kind).set(record.key, record);
    for (const kind of this.#byKind.keys()) this.#touch(kind);
  }

  recordsOf<K extends RecordKind>(kind: K): readonly PictureRecord<K>[] {
    let array = this.#arrays.get(kind);
    if (!array) {
      array = [...this.#mapOf(kind).values()].filter((record) => !record.retracted);
      this.#arrays.set(kind, array);
    }
    return array as readonly PictureRecord<K>[];
  }

  versionOf(kind: RecordKind): number {
    return this.#versions.get(kind) ?? 0;
  }

  #mapOf(kind: string): Map<string, PictureRecord> {
    let map = this.#byKind.get(kind);
    if (!map) {
      map = new Map();
      this.#byKind.set(kind, map);
    }
    return map;
  }

  #touch(kind: string): void {
    this.#versions.set(kind, (this.#versions.get(kind) ?? 0) + 1);
    this.#arrays.delete(kind);
  }
}

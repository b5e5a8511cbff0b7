import { gzipSync } from 'node:zlib';
import type { Change, PictureRecord } from '#shared/picture/record.ts';
import { recordSize } from '#shared/picture/record-hash.ts';
import type { TrackTable } from '#shared/picture/track-table.ts';

/** A snapshot on its way: the records of one moment with the slots they had then. */
export type SnapshotCursor = { records: readonly PictureRecord[]; slots: Int32Array; next: number };

/** Bounds of one part: in characters as text, before packing. */
export type PartLimits = { records: number; bytes: number };

export function startCursor(records: readonly PictureRecord[], tracks: TrackTable): SnapshotCursor {
  const slots = Int32Array.from(records, (record) => (record.kind === 'track' ? (tracks.find(record.id) ?? -1) : -1));
  return { records, slots, next: 0 };
}

/** The next records as puts, and how much text they are; moves the cursor on. */
export function takeChanges(cursor: SnapshotCursor, limits: PartLimits): { changes: Change[]; bytes: number } {
  const { records, slots, next } = cursor;
  const changes: Change[] = [];
  let until = next;
  let bytes = 0;
  for (; until < records.length && until - next < limits.records && bytes < limits.bytes; until++) {
    const record = records[until]!;
    changes.push(slots[until]! < 0 ? { kind: 'put', record } : { kind: 'put', record, slot: slots[until]! });
    bytes += recordSize(record) + 40;
  }
  cursor.next = until;
  return { changes, bytes };
}

type PackedPart = { bytes: Buffer; next: number };

const packedLimits: PartLimits = { records: 1_000, bytes: 512 * 1024 };

/**
 * Parts packed for an audience. When many viewers come at once, as after a cut, they are sent the same bytes: the state
 * of an audience is decided by the number of its facts, and only the parts of the latest number are kept.
 */
export class PackedParts {
  #facts = -1;
  readonly #parts = new Map<number, PackedPart>();

  /** The part at the cursor of a snapshot taken at `facts`; moves the cursor on. */
  take(facts: number, cursor: SnapshotCursor): Buffer {
    if (facts > this.#facts) {
      this.#facts = facts;
      this.#parts.clear();
    }
    const kept = facts === this.#facts ? this.#parts.get(cursor.next) : undefined;
    if (kept) {
      cursor.next = kept.next;
      return kept.bytes;
    }
    const from = cursor.next;
    const bytes = gzipSync(JSON.stringify(takeChanges(cursor, packedLimits).changes));
    if (facts === this.#facts) this.#parts.set(from, { bytes, next: cursor.next });
    return bytes;
  }
}

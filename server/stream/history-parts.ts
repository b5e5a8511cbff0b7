import { gzipSync } from 'node:zlib';
import type { LinkProfile } from '#shared/parameters/freshness.ts';
import { newsMs } from '#shared/parameters/news.ts';
import type { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { recordSize } from '#shared/picture/record-hash.ts';
import type { PartLimits } from './snapshot-parts.ts';

/** By link, as text before packing: what a part costs a slow one is the wait of whatever is live behind it. */
const limits: Record<LinkProfile, PartLimits> = {
  lan: { records: 1_000, bytes: 512 * 1024 },
  vsat: { records: 200, bytes: 128 * 1024 },
};

const overPatrols: readonly string[] = ['completed', 'aborted', 'removed'];

/**
 * What can wait until everything that stands now has been drawn: incidents that are no news, and patrols that are over.
 * Sent to viewers that take their snapshots packed, a little at a time, while the live picture goes on.
 */
export function isHistory(record: PictureRecord, now: number): boolean {
  if (record.kind === 'patrol') return overPatrols.includes(record.body.status);
  return record.kind === 'incident' && now - record.body.occurredAt > newsMs;
}

/** The history of one moment for an audience, packed once for all viewers that come within minutes of it. */
export class History {
  readonly records: readonly PictureRecord[];
  readonly #members: ReadonlySet<PictureRecord>;
  readonly #limits: PartLimits;
  readonly #packed = new Map<number, { bytes: Buffer; next: number }>();

  constructor(records: readonly PictureRecord[], profile: LinkProfile) {
    this.records = records;
    this.#members = new Set(records);
    this.#limits = limits[profile];
  }

  /** True for the very record; one that has replaced it is another. */
  has(record: PictureRecord): boolean {
    return this.#members.has(record);
  }

  /**
   * The part that begins at `from`. What has changed since the moment is left out: it came with the snapshot, or comes
   * as a fact, and what is here would overtake it.
   */
  take(from: number, picture: Picture): { bytes: Buffer; next: number } {
    const known = this.#packed.get(from);
    const next = known?.next ?? this.#endOf(from);
    const part = this.records.slice(from, next);
    const standing = part.filter((record) => picture.records.get(record.key) === record);
    const isWhole = standing.length === part.length;
    if (isWhole && known) return known;
    const bytes = gzipSync(JSON.stringify(standing.map((record) => ({ kind: 'put', record }))));
    if (isWhole) this.#packed.set(from, { bytes, next });
    return { bytes, next };
  }

  #endOf(from: number): number {
    let [end, bytes] = [from, 0];
    while (end < this.records.length && end - from < this.#limits.records && bytes < this.#limits.bytes)
      bytes += recordSize(this.records[end++]!);
    return end;
  }
}

import { gzipSync } from 'node:zlib';
import type { LinkProfile } from '#shared/parameters/freshness.ts';
import type { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';

/**
 * What can wait until everything that stands now has been drawn: incidents that are no news, patrols that are long over.
 * Sent to viewers that take their snapshots packed, a little at a time, while the live picture goes on.
 */
const newsMs = 30 * 86_400_000;
const overMs = 86_400_000;
/** By link: what a part costs a slow one is the wait of whatever is live behind it. */
const recordsAtOnce = { lan: 1_000, vsat: 200 } as const;

export function isHistory(record: PictureRecord, now: number): boolean {
  if (record.kind === 'incident') return now - record.body.occurredAt > newsMs;
  return record.kind === 'patrol' && isOver(record.body.status) && now - record.observedAt > overMs;
}

const isOver = (status: string) => status === 'completed' || status === 'aborted' || status === 'removed';

/** The history of one moment for an audience; viewers that came at that moment share what was packed. */
export class History {
  readonly records: readonly PictureRecord[];
  readonly #packed = new Map<number, Buffer>();

  readonly #atOnce: number;

  constructor(records: readonly PictureRecord[], profile: LinkProfile) {
    this.records = records;
    this.#atOnce = recordsAtOnce[profile];
  }

  /**
   * The part that begins at `from`. What has changed since the moment is left out: it went, or goes, as a fact, and
   * what is here would overtake it.
   */
  take(from: number, picture: Picture): { bytes: Buffer; next: number } {
    const next = Math.min(this.records.length, from + this.#atOnce);
    const part = this.records.slice(from, next);
    const standing = part.filter((record) => picture.records.get(record.key) === record);
    const isWhole = standing.length === part.length;
    const known = isWhole ? this.#packed.get(from) : undefined;
    const bytes = known ?? gzipSync(JSON.stringify(standing.map((record) => ({ kind: 'put', record }))));
    if (isWhole) this.#packed.set(from, bytes);
    return { bytes, next };
  }
}

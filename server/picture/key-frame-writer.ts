import type { EventLog } from '../log/event-log.ts';
import { encodeTracks } from './key-frame.ts';
import type { LivePicture } from './live-picture.ts';

/** A tail longer than this is never read at restart or seek, as long as there are fewer than 5,000 tracks. */
const fixesBetween = 45_000;
const factsBetween = 5_000;
const recordsPerSlice = 1_000;

/**
 * Writes key frames: where the tracks are whenever enough has been folded, the records only when one of them changed.
 * With very many tracks the distance grows with them, so that writing frames never outweighs writing fixes. What is done
 * at once is little whatever the size of the picture: the stream goes on meanwhile.
 */
export class KeyFrameWriter {
  readonly #live: LivePicture;
  readonly #log: EventLog;
  #fixesAtLast = 0;
  #factsAtLast = 0;
  #factsSequence = 0;
  #changesAtRecords = 0;
  /** Slots of the tracks among the records last written, in their order there. */
  #slots: number[] = [];
  #writing: Promise<void> | undefined;

  constructor(live: LivePicture, log: EventLog) {
    this.#live = live;
    this.#log = log;
  }

  /** Call after each commit; cheap unless a key frame is due. */
  afterCommit(): void {
    const spacing = Math.max(fixesBetween, this.#live.picture.tracks.size * 10);
    const isDue =
      this.#live.fixesFolded - this.#fixesAtLast >= spacing ||
      this.#live.factsFolded - this.#factsAtLast >= factsBetween;
    // A log that cannot be written has said so itself; the next commit tries again.
    if (isDue && !this.#writing) this.write().catch(() => {});
  }

  /** Writes one now; resolves when it is on disk. A failure costs only the speed of the next start. */
  async write(): Promise<void> {
    await this.#writing?.catch(() => {});
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { picture, fixesFolded, factsFolded, recordChanges } = this.#live;
    const sequence = picture.sequence;
    if (sequence === 0) return;
    const withRecords = this.#factsSequence === 0 || recordChanges !== this.#changesAtRecords;
    // Records are immutable: this array is the picture of this moment, whatever is folded while it is written.
    const records = withRecords ? [...picture.records.values()] : undefined;
    if (records) {
      this.#slots = records.flatMap((record) => (record.kind === 'track' ? picture.tracks.find(record.id)! : []));
      this.#factsSequence = sequence;
      this.#changesAtRecords = recordChanges;
    }
    const tracks = encodeTracks(picture, this.#slots);
    this.#fixesAtLast = fixesFolded;
    this.#factsAtLast = factsFolded;
    try {
      await this.#log.saveKeyFrame({
        sequence,
        tracks,
        factsSequence: this.#factsSequence,
        records: records && (await stringifySliced(records)),
      });
    } catch (error) {
      // The records may not be on disk, so the next key frame brings its own.
      this.#factsSequence = 0;
      throw error;
    }
  }
}

async function stringifySliced(records: readonly unknown[]): Promise<string[]> {
  const texts: string[] = [];
  for (let start = 0; start < records.length; start += recordsPerSlice) {
    for (const record of records.slice(start, start + recordsPerSlice)) texts.push(JSON.stringify(record));
    await new Promise(setImmediate);
  }
  return texts;
}

import { defaultIntervalSeconds } from '../parameters/freshness.ts';
import type { FactEvent } from '../schema/report.ts';
import type { TrackBody, TrackType } from '../schema/track.ts';
import type { FixBatch, TrackDescriptor } from './fix-batch.ts';
import { foldRecord, type RecordFactKind } from './fold-registry.ts';
import { type Change, type PictureRecord, recordKey, trackName } from './record.ts';
import { freshnessCodes, hashText, TrackTable } from './track-table.ts';

/** What the fold of one commit needs to know about each fix. */
export type FoldContext = { recordedAt: number; intervalMsOf: (source: string) => number | undefined };

/**
 * The picture: every record and every track as known now. Pure state: no clock, no randomness, no I/O.
 * The server folds events into it; viewers, replay and restart apply the same changes and frames to theirs.
 */
export class Picture {
  readonly records = new Map<string, PictureRecord>();
  readonly tracks = new TrackTable();
  /** Sequence of the last event folded. */
  sequence = 0;
  readonly #recordHashes = new Map<string, number>();
  #recordSum = 0;

  /** One fact into the picture; the changes it made. */
  foldFact(event: FactEvent): Change[] {
    this.sequence = event.sequence;
    if (event.kind === 'freshness') return this.#foldFreshness(event);
    if (event.kind === 'retire') return this.#foldRetire(event);
    const key = recordKey(event.kind, event.entity);
    const record = foldRecord(key, this.records.get(key), event as FactEvent<RecordFactKind>);
    return record ? [this.put(record)] : [];
  }

  /**
   * One fix into the picture. Returns the slot that moved, or −1 when a newer fix was there already.
   * `changes` receives the put of a new or re-described track.
   */
  foldFix(
    batch: FixBatch,
    row: number,
    descriptor: TrackDescriptor,
    sequence: number,
    context: FoldContext,
    changes: Change[],
  ): number {
    this.sequence = sequence;
    const name = trackName(descriptor.source, descriptor.trackId);
    const known = this.tracks.find(name);
    if (known !== undefined && batch.observedAt[row]! < this.tracks.observedAt[known]!) return -1;
    const slot = known ?? this.tracks.add(name);
    this.tracks.setFix(slot, batch, row);
    const key = `track/${name}`;
    const previous = this.records.get(key) as PictureRecord<'track'> | undefined;
    if (!previous || !describes(previous, descriptor)) {
      const record = makeTrackRecord(
        key,
        name,
        previous,
        descriptor,
        batch.observedAt[row]!,
        batch.knownAt[row] || context.recordedAt,
        sequence,
        context,
      );
      changes.push(this.put(record, slot));
    }
    return slot;
  }

  /** Applies a change as received; also the way the fold stores its own. */
  put(record: PictureRecord, slot?: number): Change {
    const previous = this.#recordHashes.get(record.key) ?? 0;
    const hash = hashText(JSON.stringify(record));
    this.#recordSum = (this.#recordSum - previous + hash) >>> 0;
    this.#recordHashes.set(record.key, hash);
    this.records.set(record.key, record);
    if (record.kind !== 'track') return { kind: 'put', record };
    const at = this.tracks.find(record.id) ?? this.tracks.add(record.id, slot);
    this.tracks.intervalMs[at] = record.body.intervalMs;
    return { kind: 'put', record, slot: at };
  }

  remove(key: string): Change | undefined {
    const record = this.records.get(key);
    if (!record) return undefined;
    this.records.delete(key);
    this.#recordSum = (this.#recordSum - this.#recordHashes.get(key)!) >>> 0;
    this.#recordHashes.delete(key);
    if (record.kind !== 'track') return { kind: 'remove', key };
    const slot = this.tracks.find(record.id)!;
    this.tracks.remove(slot);
    return { kind: 'remove', key, slot };
  }

  apply(change: Change): void {
    if (change.kind === 'put') this.put(change.record, change.slot);
    else this.remove(change.key);
  }

  clear(): void {
    this.records.clear();
    this.#recordHashes.clear();
    this.#recordSum = 0;
    this.tracks.clear();
  }

  /** Equal for equal pictures, whatever the order in which they came about. */
  hash(): string {
    const parts = [this.records.size, this.#recordSum, this.tracks.size, this.tracks.hash()];
    return parts.map((part) => part.toString(16)).join('-');
  }

  #foldFreshness(event: FactEvent<'freshness'>): Change[] {
    const slot = this.tracks.find(event.body.track);
    if (slot !== undefined && this.tracks.observedAt[slot] === event.body.lastObservedAt)
      this.tracks.freshness[slot] = freshnessCodes[event.body.state];
    return [];
  }

  #foldRetire(event: FactEvent<'retire'>): Change[] {
    const record = this.records.get(event.body.key);
    if (!record) return [];
    const slot = record.kind === 'track' ? this.tracks.find(record.id) : undefined;
    const lastObservedAt = slot === undefined ? record.observedAt : this.tracks.observedAt[slot]!;
    if (lastObservedAt > event.body.lastObservedAt) return [];
    const change = this.remove(event.body.key);
    return change ? [change] : [];
  }
}

/** True when the descriptor says nothing that the record does not hold already. */
function describes(record: PictureRecord<'track'>, descriptor: TrackDescriptor): boolean {
  const { callSign, trackType, unit } = record.body;
  return (
    (descriptor.callSign === undefined || descriptor.callSign === callSign) &&
    (descriptor.trackType === undefined || descriptor.trackType === trackType) &&
    (descriptor.unit === undefined || descriptor.unit === unit) &&
    record.actor === descriptor.actor &&
    record.marking.classification === descriptor.marking.classification &&
    record.marking.originator === descriptor.marking.originator &&
    record.marking.releasableTo.join() === descriptor.marking.releasableTo.join()
  );
}

function makeTrackRecord(
  key: string,
  name: string,
  previous: PictureRecord<'track'> | undefined,
  descriptor: TrackDescriptor,
  observedAt: number,
  knownAt: number,
  sequence: number,
  context: FoldContext,
): PictureRecord<'track'> {
  const trackType = (descriptor.trackType as TrackType | undefined) ?? previous?.body.trackType ?? 'unknown';
  const callSign = descriptor.callSign ?? previous?.body.callSign;
  const unit = descriptor.unit ?? previous?.body.unit;
  const byType = (defaultIntervalSeconds[trackType] ?? 60) * 1000;
  const body: TrackBody = {
    trackType,
    intervalMs: Math.min(context.intervalMsOf(descriptor.source) ?? byType, byType),
    ...(callSign ? { callSign } : {}),
    ...(unit ? { unit } : {}),
  };
  return {
    key,
    kind: 'track',
    id: name,
    source: descriptor.source,
    messageId: '',
    actor: descriptor.actor,
    observedAt,
    knownAt,
    sequence,
    version: (previous?.version ?? 0) + 1,
    marking: descriptor.marking,
    body,
  };
}

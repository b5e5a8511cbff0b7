import type { FactEvent } from '../schema/report.ts';
import type { RemainingFix } from '../schema/server-facts.ts';
import { type FixBatch, makeSingleFix } from './fix-batch.ts';
import { foldRecord, type RecordFactKind } from './fold-registry.ts';
import { type Change, type PictureRecord, recordKey, trackName } from './record.ts';
import { recordHash } from './record-hash.ts';
import { describes, type FoldedFix, intervalOf, makeTrackRecord, type TrackOrigin } from './track-record.ts';
import { freshnessCodes, TrackTable } from './track-table.ts';

/**
 * The picture: every record and every track as known now. Pure state: no clock, no randomness, no I/O.
 * The server folds events into it; viewers, replay and restart apply the same changes and frames to theirs.
 */
export class Picture {
  readonly records = new Map<string, PictureRecord>();
  readonly tracks = new TrackTable();
  /** Sequence of the last event folded. */
  sequence = 0;
  /** Of the records that the sum holds; what was put since is hashed when somebody asks. */
  readonly #recordHashes = new Map<string, number>();
  readonly #unhashed = new Set<string>();
  #recordSum = 0;

  /** One fact into the picture; the changes it made. */
  foldFact(event: FactEvent): Change[] {
    this.sequence = event.sequence;
    if (event.kind === 'freshness') return this.#foldFreshness(event);
    if (event.kind === 'retire') return this.#foldRetire(event);
    const key = recordKey(event.kind, event.entity);
    const record = foldRecord(key, this.records.get(key), event as FactEvent<RecordFactKind>);
    if (!record) return [];
    const change = this.put(record);
    return record.kind === 'source' ? [change, ...this.#retimeTracks(record.id)] : [change];
  }

  /**
   * One fix into the picture. Returns the slot that moved, or −1 when a newer fix was there already.
   * `changes` receives the put of a new or re-described track.
   */
  foldFix(fix: FoldedFix, changes: Change[]): number {
    const { batch, row, descriptor } = fix;
    this.sequence = fix.sequence;
    const name = trackName(descriptor.source, descriptor.trackId);
    const known = this.tracks.find(name);
    // A clock ahead of ours must not make a track look fresher than the moment it was heard.
    const slot = known ?? this.tracks.add(name);
    if (!this.moveTrack(slot, batch, row, fix.recordedAt)) return -1;
    const previous = this.records.get(`track/${name}`) as PictureRecord<'track'> | undefined;
    if (!previous || !describes(previous, fix)) {
      const record = makeTrackRecord(name, fix, this.#sourceIntervalMs(descriptor.source));
      changes.push(this.put(record, slot));
    }
    return slot;
  }

  /** The hot half of `foldFix`, for a track that is known to be described as this fix describes it; false when it is older. */
  moveTrack(slot: number, batch: FixBatch, row: number, recordedAt: number): boolean {
    const observedAt = Math.min(batch.observedAt[row]!, recordedAt);
    if (observedAt < this.tracks.observedAt[slot]!) return false;
    this.tracks.setFix(slot, batch, row);
    this.tracks.observedAt[slot] = observedAt;
    return true;
  }

  /**
   * Puts a track where a moment of the past has it, whatever was there. `changes` receives the put of a track that is new
   * or described anew; returns its slot.
   */
  placeTrack(origin: TrackOrigin, row: { batch: FixBatch; row: number; freshness: number }, changes: Change[]): number {
    const { source, trackId } = origin.descriptor;
    const name = trackName(source, trackId);
    const slot = this.tracks.find(name) ?? this.tracks.add(name);
    this.tracks.setFix(slot, row.batch, row.row);
    this.tracks.freshness[slot] = row.freshness;
    const previous = this.records.get(`track/${name}`) as PictureRecord<'track'> | undefined;
    const intervalMs = this.#sourceIntervalMs(source);
    if (previous && describes(previous, origin) && previous.body.intervalMs === intervalOf(previous, intervalMs))
      return slot;
    changes.push(this.put(makeTrackRecord(name, origin, intervalMs), slot));
    return slot;
  }

  /** Applies a change as received; also the way the fold stores its own. */
  put(record: PictureRecord, slot?: number): Change {
    this.#unhashed.add(record.key);
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
    this.#recordSum = (this.#recordSum - (this.#recordHashes.get(key) ?? 0)) >>> 0;
    this.#recordHashes.delete(key);
    this.#unhashed.delete(key);
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
    this.#unhashed.clear();
    this.#recordSum = 0;
    this.tracks.clear();
  }

  /** Equal for equal pictures, whatever the order in which they came about. */
  hash(): string {
    for (const key of this.#unhashed) {
      const hash = recordHash(this.records.get(key)!);
      this.#recordSum = (this.#recordSum - (this.#recordHashes.get(key) ?? 0) + hash) >>> 0;
      this.#recordHashes.set(key, hash);
    }
    this.#unhashed.clear();
    const parts = [this.records.size, this.#recordSum, this.tracks.size, this.tracks.hash()];
    return parts.map((part) => part.toString(16)).join('-');
  }

  #sourceIntervalMs(source: string): number | undefined {
    const record = this.records.get(`source/${source}`) as PictureRecord<'source'> | undefined;
    return record?.body.intervalSeconds === undefined ? undefined : record.body.intervalSeconds * 1000;
  }

  /** A source that states another interval ages its tracks by it from now on. */
  #retimeTracks(source: string): Change[] {
    const intervalMs = this.#sourceIntervalMs(source);
    const changes: Change[] = [];
    for (const record of this.records.values()) {
      if (record.kind !== 'track' || record.source !== source) continue;
      const wanted = intervalOf(record, intervalMs);
      if (wanted === record.body.intervalMs) continue;
      changes.push(this.put({ ...record, body: { ...record.body, intervalMs: wanted } }));
    }
    return changes;
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
    if (!change || record.kind !== 'track' || !event.body.remaining) return change ? [change] : [];
    const changes = [change];
    this.#putBack(record, event.body.remaining, event, changes);
    return changes;
  }

  /** A track as its newest standing fix describes it, in place of what was taken back. */
  #putBack(
    { id, source }: PictureRecord<'track'>,
    remaining: RemainingFix,
    event: FactEvent<'retire'>,
    changes: Change[],
  ): void {
    const { callSign, trackType, unit, affiliation } = remaining;
    const descriptor = {
      ...{ source, trackId: id.slice(source.length + 1), actor: event.actor, marking: event.marking },
      ...(callSign === undefined ? {} : { callSign }),
      ...(trackType === undefined ? {} : { trackType }),
      ...(unit === undefined ? {} : { unit }),
      ...(affiliation === undefined ? {} : { affiliation }),
    };
    const { sequence, recordedAt } = event;
    const fix = { batch: makeSingleFix(remaining), row: 0, descriptor, sequence, recordedAt, putBackBy: sequence };
    const slot = this.foldFix(fix, changes);
    if (slot >= 0) this.tracks.freshness[slot] = freshnessCodes[remaining.freshness];
  }
}

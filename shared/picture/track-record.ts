import { defaultIntervalSeconds } from '../parameters/freshness.ts';
import type { Affiliation, TrackBody, TrackType } from '../schema/watch/track.ts';
import { isSameMarking } from './combine-markings.ts';
import type { FixBatch, TrackDescriptor } from './fix-batch.ts';
import type { PictureRecord } from './record.ts';

/** One fix on its way into the picture: a row of a batch, what describes its track, and its place in the log. */
export type FoldedFix = {
  batch: FixBatch;
  row: number;
  descriptor: TrackDescriptor;
  sequence: number;
  recordedAt: number;
  /** Sequence of the retirement that put the track back here. */
  putBackBy?: number;
};

/** Expected interval of a track: that of its type, which its source may shorten but never lengthen. */
export function trackIntervalMs(trackType: TrackType, sourceIntervalMs: number | undefined): number {
  const byType = (defaultIntervalSeconds[trackType] ?? 60) * 1000;
  return Math.min(sourceIntervalMs ?? byType, byType);
}

/** Expected interval of the track of a record, when its source reports so often. */
export function intervalOf({ body }: PictureRecord<'track'>, sourceIntervalMs: number | undefined): number {
  return trackIntervalMs(body.trackType, sourceIntervalMs);
}

/** True when the record says what the descriptor does: nothing has to be told anew. */
export function describes(record: PictureRecord<'track'>, { descriptor, putBackBy = 0 }: TrackOrigin): boolean {
  const { callSign, trackType, unit, affiliation } = record.body;
  return (
    (descriptor.callSign || undefined) === callSign &&
    (descriptor.trackType ?? 'unknown') === trackType &&
    (descriptor.unit || undefined) === unit &&
    (descriptor.affiliation || undefined) === affiliation &&
    record.sequence === putBackBy &&
    record.actor === descriptor.actor &&
    isSameMarking(record.marking, descriptor.marking)
  );
}

/** Where the description of a track comes from: a fix, or the retirement that put the track back to an earlier one. */
export type TrackOrigin = { descriptor: TrackDescriptor; putBackBy?: number };

/**
 * What a track is, apart from where it is: a function of what its newest fix says of it and of how often its source
 * reports, so that every way to a moment ends in the same record. Its times are those of its row in the track table;
 * `sequence` is that of the retirement that put it back, else 0.
 */
export function makeTrackRecord(
  name: string,
  { descriptor, putBackBy = 0 }: TrackOrigin,
  sourceIntervalMs: number | undefined,
): PictureRecord<'track'> {
  const { callSign, unit, affiliation, trackType = 'unknown' } = descriptor;
  const body: TrackBody = {
    trackType: trackType as TrackType,
    intervalMs: trackIntervalMs(trackType as TrackType, sourceIntervalMs),
    ...(callSign ? { callSign } : {}),
    ...(unit ? { unit } : {}),
    ...(affiliation ? { affiliation: affiliation as Affiliation } : {}),
  };
  return {
    key: `track/${name}`,
    kind: 'track',
    id: name,
    source: descriptor.source,
    messageId: '',
    actor: descriptor.actor,
    observedAt: 0,
    knownAt: 0,
    sequence: putBackBy,
    version: 1,
    marking: descriptor.marking,
    body,
  };
}

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
};

/** Expected interval of a track: that of its type, which its source may shorten but never lengthen. */
export function trackIntervalMs(trackType: TrackType, sourceIntervalMs: number | undefined): number {
  const byType = (defaultIntervalSeconds[trackType] ?? 60) * 1000;
  return Math.min(sourceIntervalMs ?? byType, byType);
}

/** True when the descriptor says nothing that the record does not hold already. */
export function describes(record: PictureRecord<'track'>, descriptor: TrackDescriptor): boolean {
  const { callSign, trackType, unit, affiliation } = record.body;
  return (
    (descriptor.callSign === undefined || descriptor.callSign === callSign) &&
    (descriptor.trackType === undefined || descriptor.trackType === trackType) &&
    (descriptor.unit === undefined || descriptor.unit === unit) &&
    (descriptor.affiliation === undefined || descriptor.affiliation === affiliation) &&
    record.actor === descriptor.actor &&
    isSameMarking(record.marking, descriptor.marking)
  );
}

/**
 * The record of a track after a fix that says something new of it. What the fix leaves out is kept, unless it was said
 * under another marking: that one's readers need not be this one's.
 */
export function makeTrackRecord(
  name: string,
  previous: PictureRecord<'track'> | undefined,
  fix: FoldedFix,
  sourceIntervalMs: number | undefined,
): PictureRecord<'track'> {
  const { batch, row, descriptor, sequence, recordedAt } = fix;
  const kept = previous && isSameMarking(previous.marking, descriptor.marking) ? previous.body : undefined;
  const trackType = (descriptor.trackType as TrackType | undefined) ?? kept?.trackType ?? 'unknown';
  const callSign = descriptor.callSign ?? kept?.callSign;
  const unit = descriptor.unit ?? kept?.unit;
  const affiliation = (descriptor.affiliation as Affiliation | undefined) ?? kept?.affiliation;
  const body: TrackBody = {
    trackType,
    intervalMs: trackIntervalMs(trackType, sourceIntervalMs),
    ...(callSign ? { callSign } : {}),
    ...(unit ? { unit } : {}),
    ...(affiliation ? { affiliation } : {}),
  };
  return {
    key: `track/${name}`,
    kind: 'track',
    id: name,
    source: descriptor.source,
    messageId: '',
    actor: descriptor.actor,
    observedAt: Math.min(batch.observedAt[row]!, recordedAt),
    knownAt: batch.knownAt[row] || recordedAt,
    sequence,
    version: (previous?.version ?? 0) + 1,
    marking: descriptor.marking,
    body,
  };
}

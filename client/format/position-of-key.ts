import type { Position } from '#shared/geo/position.ts';
import type { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { tracksOfPatrol, voiceTrackOf } from '#shared/picture/voice-track.ts';
import { descriptionOf, kindOfKey } from './record-kinds.ts';

/** Where a record is now; a patrol that is out and an asset are where their tracker is. Undefined when no place is known. */
export function positionOfKey(picture: Picture, key: string): Position | undefined {
  const record = picture.records.get(key);
  const kind = kindOfKey(key);
  if (!record || !kind) return undefined;
  const track = trackOf(picture, record);
  return (track === undefined ? undefined : trackPosition(picture, track)) ?? descriptionOf(kind).positionOf(record);
}

/** Only what moves can be followed. */
export function canFollowKind(key: string): boolean {
  return ['track', 'patrol', 'asset'].includes(kindOfKey(key) ?? '');
}

/** Names of the tracks that carry this record now: a tracker serves many patrols, but one at a time. */
export function tracksOf(record: PictureRecord): readonly string[] {
  if (record.kind === 'track') return [record.id];
  if (record.kind === 'patrol') return record.body.status === 'under-way' ? tracksOfPatrol(record) : [];
  return record.kind === 'asset' && record.body.track ? [record.body.track] : [];
}

/**
 * The one that says where the record is: the first that was ever heard, unless a person has since called the patrol's
 * position in.
 */
export function trackOf({ tracks }: Picture, record: PictureRecord): string | undefined {
  const heardAt = (name: string) => {
    const slot = tracks.find(name);
    return slot === undefined ? 0 : tracks.observedAt[slot]!;
  };
  const names = tracksOf(record);
  const first = names.find((name) => heardAt(name) > 0) ?? names[0];
  if (record.kind !== 'patrol' || first === undefined) return first;
  const voice = voiceTrackOf(record.id);
  return heardAt(voice) > heardAt(first) ? voice : first;
}

function trackPosition({ tracks }: Picture, name: string): Position | undefined {
  const slot = tracks.find(name);
  if (slot === undefined || tracks.observedAt[slot] === 0) return undefined;
  return [tracks.longitudeE6[slot]! / 1e6, tracks.latitudeE6[slot]! / 1e6];
}

/** The patrol that this track carries now, else the next one planned for it; past patrols say nothing about it. */
export function patrolOfTrack(
  patrols: readonly PictureRecord<'patrol'>[],
  track: string,
): PictureRecord<'patrol'> | undefined {
  const startAt = (patrol: PictureRecord<'patrol'>) => patrol.body.plan?.startAt ?? 0;
  const ofTrack = patrols.filter(({ id, body }) => body.plan?.tracks.includes(track) || track === voiceTrackOf(id));
  const underWay = ofTrack.filter(({ body }) => body.status === 'under-way').sort((a, b) => startAt(b) - startAt(a));
  const planned = ofTrack.filter(({ body }) => body.status === 'planned').sort((a, b) => startAt(a) - startAt(b));
  return underWay[0] ?? planned[0];
}

import type { PictureRecord } from '#shared/picture/record.ts';
import { voiceSource } from '#shared/picture/voice-track.ts';
import { type Affiliation, affiliationOf } from '#shared/schema/watch/track.ts';
import { foldTightly } from '#shared/search/fold-text.ts';
import { isContact, trackLabel } from '../../format/record-kinds.ts';
import type { LiveStore } from '../../store/live/live-store.ts';

/** Who reports by voice, and the track that its positions belong to. */
export type Subject = {
  callSign: string;
  /** Key of the record it was found by; absent for a call sign nobody knew. */
  key?: string;
  /** A patrol that may check in. */
  patrolId?: string;
  isUnderWay?: boolean;
  source: string;
  trackId: string;
  unit?: string;
  affiliation?: Affiliation;
};

/** Everything that may call in: patrols that are out or planned first, then what moves and is ours. */
export function listSubjects(store: LiveStore): Subject[] {
  const known = new Set<string>();
  const add = (subject: Subject) => {
    const name = foldTightly(subject.callSign);
    if (known.has(name)) return [];
    known.add(name);
    return [subject];
  };
  const rank = ({ body }: PictureRecord<'patrol'>) =>
    body.status === 'under-way' ? 0 : body.status === 'unplanned' ? 1 : 2;
  const patrols = store
    .recordsOf('patrol')
    .filter(({ body }) => ['under-way', 'planned', 'unplanned'].includes(body.status))
    .sort((one, other) => rank(one) - rank(other) || (one.body.plan?.startAt ?? 0) - (other.body.plan?.startAt ?? 0));
  const tracks = store.recordsOf('track').filter((track) => !isContact(track));
  return [
    ...patrols.flatMap((patrol) => add(subjectOfPatrol(store, patrol))),
    ...tracks.flatMap((track) => add(subjectOfTrack(track))),
  ];
}

/** Call signs are compared without their dashes. The record that was opened from, while the call sign still is its own; else who has this call sign; else a new one. */
export function findSubject(
  store: LiveStore,
  typed: { callSign: string; subject: string },
  subjects: readonly Subject[],
): Subject | undefined {
  const callSign = typed.callSign.trim();
  if (!callSign) return undefined;
  const chosen = subjectOfKey(store, typed.subject);
  if (chosen && foldTightly(chosen.callSign) === foldTightly(callSign)) return chosen;
  return (
    subjects.find((each) => foldTightly(each.callSign) === foldTightly(callSign)) ?? {
      ...{ callSign, source: voiceSource, trackId: callSign },
    }
  );
}

export function subjectOfKey(store: LiveStore, key: string): Subject | undefined {
  const record = store.picture.records.get(key);
  if (record?.kind === 'patrol') return subjectOfPatrol(store, record);
  if (record?.kind !== 'track') return undefined;
  // The voice track of a patrol stands for the patrol.
  const patrol = record.source === voiceSource && store.picture.records.get(`patrol/${partsOf(record).trackId}`);
  return patrol && patrol.kind === 'patrol' ? subjectOfPatrol(store, patrol) : subjectOfTrack(record);
}

function subjectOfPatrol(store: LiveStore, { key, id, body }: PictureRecord<'patrol'>): Subject {
  const unit = body.unit ?? body.plan?.unit;
  return {
    ...{ callSign: body.plan?.callSign ?? id, key, patrolId: id, isUnderWay: body.status === 'under-way' },
    ...(voiceTrackIn(store, body.plan?.tracks ?? []) ?? { source: voiceSource, trackId: id }),
    ...(unit ? { unit } : {}),
  };
}

/** A patrol that is only ever heard by voice goes on in the track it has. */
function voiceTrackIn(store: LiveStore, names: readonly string[]): Pick<Subject, 'source' | 'trackId'> | undefined {
  for (const name of names) {
    const record = store.picture.records.get(`track/${name}`);
    if (record?.kind === 'track' && record.body.trackType === 'voice') return partsOf(record);
  }
  return undefined;
}

function subjectOfTrack(record: PictureRecord<'track'>): Subject {
  const { body, key } = record;
  const parts = partsOf(record);
  return {
    ...{ callSign: trackLabel(record), key, trackId: parts.trackId },
    // What is heard by voice already goes on; a tracker's own track stays what the tracker says.
    source: body.trackType === 'voice' ? parts.source : voiceSource,
    affiliation: affiliationOf(body),
    ...(body.unit ? { unit: body.unit } : {}),
  };
}

function partsOf({ id, source }: PictureRecord<'track'>): { source: string; trackId: string } {
  return { source, trackId: id.slice(source.length + 1) };
}

const mostMatches = 8;

/** Who has these letters in the call sign, those that begin with them first. */
export function matchSubjects(subjects: readonly Subject[], letters: string): Subject[] {
  const wanted = foldTightly(letters);
  const begins = (each: Subject) => foldTightly(each.callSign).startsWith(wanted);
  const matching = subjects.filter(({ callSign }) => foldTightly(callSign).includes(wanted));
  return [...matching.filter(begins), ...matching.filter((each) => !begins(each))].slice(0, mostMatches);
}

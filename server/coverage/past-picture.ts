import { inputKinds, isInput } from '#shared/coverage/situation/live-situation.ts';
import { makeSingleFix } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { tracksOfPatrol } from '#shared/picture/voice-track.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import type { EventLog, TrackFix, TrackKey } from '../log/event-log.ts';

/** Facts of one page: parsed in a few milliseconds, so that whoever asks for the past stands in nobody's way. */
const pageFacts = 1_000;

/**
 * The picture as known at a time, as far as medical cover rests on it: inputs, patrols under way, and the newest fix of
 * every track that one of them names. Undefined when the record begins later.
 */
export async function readPastPicture(log: EventLog, at: number): Promise<Picture | undefined> {
  const picture = new Picture();
  const ofTracks: FactEvent[] = [];
  const kinds = [...inputKinds, 'patrol', 'source', 'retire', 'recording'];
  for (let after = 0; ; ) {
    const events = await log.read.events({ after, kinds, knownBy: at, limit: pageFacts });
    for (const event of events) {
      if (event.kind === 'retire' && event.body.key.startsWith('track/')) ofTracks.push(event);
      else picture.foldFact(event);
    }
    if (events.length < pageFacts) break;
    after = events.at(-1)!.sequence;
  }
  if (picture.records.size === 0) return undefined;
  const tracks = findNamedTracks(picture);
  const fixes = await log.read.fixesKnownBy(tracks, at);
  // A track that was taken back is put where it stood by the retirement itself, so the order is that of the log.
  const steps = fixes.flatMap((fix, index) => (fix ? [{ ...tracks[index]!, fix, sequence: fix.sequence }] : []));
  const retired = ofTracks.map((event) => ({ event, sequence: event.sequence }));
  for (const step of [...steps, ...retired].sort((a, b) => a.sequence - b.sequence)) {
    if ('event' in step) picture.foldFact(step.event);
    else foldFix(picture, log, step, at);
  }
  for (const record of [...picture.records.values()]) if (!isNeeded(record)) picture.remove(record.key);
  return picture;
}

/** Registers of facilities and patrols that ended are read but not kept. */
function isNeeded(record: PictureRecord): boolean {
  if (record.kind === 'patrol') return record.body.status === 'under-way';
  return record.kind === 'track' || isInput(record);
}

function findNamedTracks({ records }: Picture): TrackKey[] {
  const names = new Set<string>();
  for (const record of records.values()) {
    if (record.kind === 'asset' && isInput(record) && record.body.track !== undefined) names.add(record.body.track);
    if (record.kind === 'patrol' && record.body.status === 'under-way')
      for (const track of tracksOfPatrol(record)) names.add(track);
  }
  return [...names].map((name) => {
    const slash = name.indexOf('/');
    return { source: name.slice(0, slash), trackId: name.slice(slash + 1) };
  });
}

function foldFix(picture: Picture, log: EventLog, { fix, trackId }: TrackKey & { fix: TrackFix }, at: number): void {
  const descriptor = log.descriptors[fix.descriptor]!;
  const batch = makeSingleFix({ ...fix, position: [fix.longitude, fix.latitude] });
  const described = { ...descriptor, trackId };
  picture.foldFix({ batch, row: 0, descriptor: described, sequence: fix.sequence, recordedAt: at }, []);
}

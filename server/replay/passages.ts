import { type Passage, PassageFinder } from '#shared/analysis/passage/find-passages.ts';
import { makePassageArea } from '#shared/analysis/passage/passage-area.ts';
import {
  mostPassageFixes,
  type PassagesAnswer,
  type PassagesRequest,
  type TrackPassage,
} from '#shared/protocol/passages.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { Viewer } from '../access/viewer.ts';
import type { EventLog, PassageFixes } from '../log/event-log.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { describeTracks, type SeenTrack } from './describe-tracks.ts';

/** Tracks asked for at once: each time the fixes that are in no index yet are looked through. */
const tracksPerAsk = 500;

type Found = { track: SeenTrack; passage: Passage };

/**
 * In: an area and a span of time. Out: the tracks that were inside, as far as this viewer may see their fixes, with the
 * times at which they entered and left. The log is read in slices, so that other readers get their turn; `signal` ends
 * the reading when nobody waits for the answer any more.
 */
export async function findTrackPassages(
  { log, live }: { log: EventLog; live: LivePicture },
  viewer: Viewer,
  { area: polygon, from, to, trackTypes, limit }: PassagesRequest,
  signal: AbortSignal,
): Promise<Parsed<PassagesAnswer>> {
  const area = makePassageArea(new Float64Array(polygon.coordinates[0].flat()));
  if (!area) return refuse('bad-query', 'area: a ring around a pole does not say which side is meant');
  const known = describeTracks({ log, live }, viewer);
  const tracks = trackTypes ? known.filter(({ trackType }) => trackTypes.includes(trackType)) : known;
  const found: Found[] = [];
  let [passed, fixesRead] = [0, 0];
  for (let first = 0; first < tracks.length; first += tracksPerAsk) {
    const asked = tracks.slice(first, first + tracksPerAsk);
    const finders = new Map<number, PassageFinder>();
    const wanted = asked.map(({ source, trackId, descriptors, gapMs }) => ({ source, trackId, descriptors, gapMs }));
    for (let start: PassageFixes['next'] = { track: 0 }; start; ) {
      signal.throwIfAborted();
      const slice: PassageFixes = await log.read.passageFixes({ tracks: wanted, from, to, box: area.box, start });
      fixesRead += slice.read;
      if (fixesRead > mostPassageFixes)
        return refuse('too-large', `more than ${mostPassageFixes} positions lie in this span; ask for less of it`);
      feed(slice, (index) => {
        const finder = finders.get(index) ?? new PassageFinder(area, { from, to, gapMs: asked[index]!.gapMs });
        finders.set(index, finder);
        return finder;
      });
      start = slice.next;
    }
    for (const [index, finder] of finders) {
      const passages = finder.finish();
      if (passages.length > 0) passed++;
      for (const passage of passages) found.push({ track: asked[index]!, passage });
    }
  }
  found.sort((a, b) => a.passage.enteredAt - b.passage.enteredAt || (a.track.name < b.track.name ? -1 : 1));
  const passages = found.slice(0, limit).map(formatPassage);
  return { ok: true, value: { passages, tracks: passed, fixesRead, truncated: found.length > limit } };
}

function feed(
  { counts, observedAt, longitudeE7, latitudeE7 }: PassageFixes,
  finderOf: (index: number) => PassageFinder,
): void {
  let row = 0;
  counts.forEach((count, index) => {
    if (count === 0) return;
    const finder = finderOf(index);
    for (const end = row + count; row < end; row++)
      finder.add(observedAt[row]!, longitudeE7[row]! / 1e7, latitudeE7[row]! / 1e7);
  });
}

function formatPassage({ track: { name, trackType, label }, passage }: Found): TrackPassage {
  const { enteredAt, leftAt, ...how } = passage;
  const iso = (at: number) => new Date(Math.round(at)).toISOString();
  return { track: name, ...label, trackType, enteredAt: iso(enteredAt), leftAt: iso(leftAt), ...how };
}

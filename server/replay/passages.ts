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
import type { EventLog } from '../log/event-log.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { describeTracks, type SeenTrack } from './describe-tracks.ts';
import { readTrackFixes } from './read-track-fixes.ts';

type Found = { track: SeenTrack; passage: Passage };

/**
 * In: an area and a span of time. Out: the tracks that were inside, as far as this viewer may see their fixes, with the
 * times at which they entered and left. `signal` ends the reading when nobody waits for the answer any more.
 */
export async function findTrackPassages(
  { log, live }: { log: EventLog; live: LivePicture },
  viewer: Viewer,
  { area: polygon, from, to, trackTypes, limit }: PassagesRequest,
  signal: AbortSignal,
): Promise<Parsed<PassagesAnswer>> {
  const area = makePassageArea(new Float64Array(polygon.coordinates[0].flat()));
  if (!area) return refuse('bad-query', 'area: a ring around a pole does not say which side is meant');
  if (area.box.west === area.box.east || area.box.south === area.box.north)
    return refuse('bad-query', 'area: the ring has no width; each edge goes the shorter way round the earth');
  const known = describeTracks({ log, live }, viewer);
  const tracks = trackTypes ? known.filter(({ trackType }) => trackTypes.includes(trackType)) : known;
  const finders = new Map<number, PassageFinder>();
  const query = { tracks, from, to, box: area.box, mostFixes: mostPassageFixes, signal };
  const { isWhole, fixesRead } = await readTrackFixes(log, query, (index, at, longitude, latitude) => {
    let finder = finders.get(index);
    if (!finder) {
      finder = new PassageFinder(area, { from, to, gapMs: tracks[index]!.gapMs });
      finders.set(index, finder);
    }
    finder.add(at, longitude, latitude);
  });
  if (!isWhole)
    return refuse('too-large', `more than ${mostPassageFixes} positions lie in this span; ask for less of it`);
  const found: Found[] = [];
  let passed = 0;
  for (const [index, finder] of finders) {
    const passages = finder.finish();
    if (passages.length > 0) passed++;
    for (const passage of passages) found.push({ track: tracks[index]!, passage });
  }
  found.sort((a, b) => a.passage.enteredAt - b.passage.enteredAt || (a.track.name < b.track.name ? -1 : 1));
  const passages = found.slice(0, limit).map(formatPassage);
  return { ok: true, value: { passages, tracks: passed, fixesRead, truncated: found.length > limit } };
}

function formatPassage({ track: { name, trackType, label }, passage }: Found): TrackPassage {
  const { enteredAt, leftAt, ...how } = passage;
  const iso = (at: number) => new Date(Math.round(at)).toISOString();
  return { track: name, ...label, trackType, enteredAt: iso(enteredAt), leftAt: iso(leftAt), ...how };
}

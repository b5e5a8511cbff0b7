import { distanceMetres } from '#shared/geo/great-circle.ts';
import { mostDossierTracks, mostWayFixes, type NearGroup, type NearTrack } from '#shared/protocol/dossier.ts';
import type { PassageFixes } from '../../log/event-log.ts';
import { describeTracks, type SeenTrack } from '../describe-tracks.ts';
import { boxOfCircle } from './distances.ts';
import type { PlacedScope } from './dossier-scope.ts';

/** Tracks asked for at once. */
const tracksPerAsk = 500;
/** Positions that are looked at for one dossier, and again for the ways of what was near. */
const mostFixes = 1_000_000;
const everywhere = { west: -180, south: -90, east: 180, north: 90 };

type Nearest = { distanceMetres: number; at: number; count: number };

/**
 * Tracks of which a fix of the span lies within the distance. Which fixes a viewer may see is decided by the descriptor
 * of each, and before anything is counted; so are those of imports that were taken back.
 */
export async function findNearTracks(scope: PlacedScope): Promise<NearGroup<NearTrack<number>>> {
  const known = describeTracks(scope, scope.viewer);
  const nearest = new Map<SeenTrack, Nearest>();
  const box = boxOfCircle(scope.centre, scope.metres);
  const isWhole = await readFixes(scope, known, box, (track, at, longitude, latitude) => {
    const metres = distanceMetres(scope.centre, [longitude, latitude]);
    if (metres > scope.metres) return;
    const before = nearest.get(track);
    if (!before) nearest.set(track, { distanceMetres: metres, at, count: 1 });
    else {
      before.count++;
      if (metres < before.distanceMetres) Object.assign(before, { distanceMetres: metres, at });
    }
  });
  const ordered = [...nearest].sort(
    ([a, x], [b, y]) => x.distanceMetres - y.distanceMetres || (a.name < b.name ? -1 : 1),
  );
  const told = ordered.slice(0, mostDossierTracks);
  const ways = await readWays(
    scope,
    told.map(([track]) => track),
  );
  const things = told.map(([track, { distanceMetres: metres, at, count }]): NearTrack<number> => {
    const fixes = ways.get(track) ?? [];
    return {
      ...{ key: `track/${track.name}`, ...track.label, type: track.trackType },
      ...{ distanceMetres: metres, nearestAt: at, fixesInside: count, fixCount: fixes.length },
      fixes: spreadEvenly(fixes, mostWayFixes),
    };
  });
  return { things, isCut: !isWhole || ordered.length > told.length };
}

/** Every fix of the span of some tracks. */
async function readWays(scope: PlacedScope, tracks: readonly SeenTrack[]): Promise<Map<SeenTrack, NearTrack['fixes']>> {
  const ways = new Map<SeenTrack, NearTrack['fixes']>();
  await readFixes(scope, tracks, everywhere, (track, at, longitude, latitude) => {
    const way = ways.get(track);
    if (way) way.push([longitude, latitude, at]);
    else ways.set(track, [[longitude, latitude, at]]);
  });
  return ways;
}

/** Reads in slices, so that other readers get their turn. False when there were too many to look at all. */
async function readFixes(
  { log, at, spanMs }: PlacedScope,
  tracks: readonly SeenTrack[],
  box: typeof everywhere,
  take: (track: SeenTrack, at: number, longitude: number, latitude: number) => void,
): Promise<boolean> {
  const [from, to] = [at - spanMs, at + spanMs];
  let fixesRead = 0;
  for (let first = 0; first < tracks.length; first += tracksPerAsk) {
    const asked = tracks.slice(first, first + tracksPerAsk);
    // Fixes before and after the span tell of lines across its ends, which nobody draws here.
    const wanted = asked.map(({ source, trackId, descriptors }) => ({ source, trackId, descriptors, gapMs: 0 }));
    for (let start: PassageFixes['next'] = { track: 0 }; start; ) {
      const slice: PassageFixes = await log.read.passageFixes({ tracks: wanted, from, to, box, start });
      let row = 0;
      slice.counts.forEach((count, index) => {
        for (const end = row + count; row < end; row++) {
          const observedAt = slice.observedAt[row]!;
          if (observedAt < from || observedAt > to) continue;
          take(asked[index]!, observedAt, slice.longitudeE7[row]! / 1e7, slice.latitudeE7[row]! / 1e7);
        }
      });
      fixesRead += slice.read;
      if (fixesRead > mostFixes) return false;
      start = slice.next;
    }
  }
  return true;
}

/** At most so many, the first and the last among them. */
export function spreadEvenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, index) => items[Math.round((index * (items.length - 1)) / (most - 1))]!);
}

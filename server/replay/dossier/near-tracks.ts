import type { AreaBox } from '#shared/analysis/passage/area-box.ts';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import { mostDossierTracks, mostWayFixes, type NearGroup, type NearTrack } from '#shared/protocol/dossier.ts';
import { describeTracks, type SeenTrack } from '../describe-tracks.ts';
import { readTrackFixes } from '../read-track-fixes.ts';
import { boxOfCircle } from './distances.ts';
import type { PlacedScope } from './dossier-scope.ts';

/** Positions that are looked at for one dossier, and again for the ways of what was near. */
const mostFixes = 1_000_000;
const everywhere: AreaBox = { west: -180, south: -90, east: 180, north: 90 };

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

/** False when there were too many to look at all. */
async function readFixes(
  { log, at, spanMs, signal }: PlacedScope,
  tracks: readonly SeenTrack[],
  box: AreaBox,
  take: (track: SeenTrack, at: number, longitude: number, latitude: number) => void,
): Promise<boolean> {
  const [from, to] = [at - spanMs, at + spanMs];
  // Fixes before and after the span tell of lines across its ends, which nobody draws here.
  const unjoined = tracks.map((track) => ({ ...track, gapMs: 0 }));
  const query = { tracks: unjoined, from, to, box, mostFixes, signal };
  const { isWhole } = await readTrackFixes(log, query, (index, observedAt, longitude, latitude) => {
    if (observedAt >= from && observedAt <= to) take(tracks[index]!, observedAt, longitude, latitude);
  });
  return isWhole;
}

/** At most so many, the first and the last among them. */
export function spreadEvenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, index) => items[Math.round((index * (items.length - 1)) / (most - 1))]!);
}

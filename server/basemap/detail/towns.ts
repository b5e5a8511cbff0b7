import type { Feature } from 'geojson';
import { type BoundingBox, boxesOverlap } from '#shared/geo/bounding-box.ts';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { foldTightly } from '#shared/search/fold-text.ts';
import type { City } from '../../gazetteer/cities.ts';
import { capitals } from './capitals.ts';

/** A place the mission names itself: the client draws it, so the tiles must not. */
export type OwnPlace = { names: readonly string[]; position: Position };

/**
 * In: the towns of the world, which come without population. Out: points with `name`, `rank` (0 capital, 1 seat of a
 * first-level area, 2 seat of a second-level area, 3 other) and `fromZoom`, the zoom from which there is room for the
 * label: on a grid of each zoom the better ranked take the cells first. In the area every town is kept, elsewhere those
 * that find room by `lastZoomOutside`.
 */
export type TownOptions = { area: BoundingBox; own: readonly OwnPlace[]; adminNames: readonly Map<string, string>[] };

const firstZoomOfRank = [3, 5, 6, 7] as const;
const lastZoomOutside = 7;
const lastZoom = 10;
/** Pixels between labels of one zoom; a tile is 512 wide. */
const spacing = 110;
const samePlaceMetres = 10_000;

export function chooseTowns(cities: readonly City[], { area, own, adminNames }: TownOptions): Feature[] {
  const isOwn = makeOwnFinder(own);
  const ranked = cities
    .filter((city) => city.name !== '' && !isOwn(city))
    .map((city) => ({ city, rank: rankOf(city, adminNames), fromZoom: lastZoom }));
  ranked.sort((one, other) => one.rank - other.rank);
  thin(ranked);
  return ranked
    .filter(({ city, fromZoom }) => fromZoom <= lastZoomOutside || boxesOverlap(pointBox(city.position), area))
    .map(({ city, rank, fromZoom }) => ({
      type: 'Feature',
      properties: { name: city.name, rank, fromZoom },
      geometry: { type: 'Point', coordinates: [...city.position] },
    }));
}

type Ranked = { city: City; rank: number; fromZoom: number };

function thin(ranked: readonly Ranked[]): void {
  const waiting = new Set(ranked);
  const shown: Ranked[] = [];
  for (let zoom = firstZoomOfRank[0]; zoom < lastZoom; zoom++) {
    const cells = (2 ** zoom * 512) / spacing;
    const taken = new Set<number>();
    const claim = ({ city: { position } }: Ranked, mustBeFree: boolean): boolean => {
      const [x, y] = [Math.floor(across(position) * cells), Math.floor(down(position) * cells)];
      const key = (column: number, row: number) => row * 1e6 + column;
      if (mustBeFree)
        for (let dx = -1; dx <= 1; dx++)
          for (let dy = 0; dy <= 0; dy++) if (taken.has(key(x + dx, y + dy))) return false;
      taken.add(key(x, y));
      return true;
    };
    for (const one of shown) claim(one, false);
    for (const one of waiting) {
      if (firstZoomOfRank[one.rank]! > zoom) break;
      if (!claim(one, true)) continue;
      one.fromZoom = zoom;
      shown.push(one);
      waiting.delete(one);
    }
  }
}

/** Web Mercator, 0 to 1. */
function across([longitude]: Position): number {
  return (longitude + 180) / 360;
}
function down([, latitude]: Position): number {
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** A town that bears the name of its area is, nearly always, the seat of it. */
function rankOf(city: City, adminNames: readonly Map<string, string>[]): number {
  if (capitals.get(city.country) === city.name) return 0;
  const folded = foldTightly(city.name);
  const isSeat = (code: string, level: number) => foldTightly(adminNames[level]?.get(code) ?? '') === folded;
  if (isSeat(city.admin1, 0)) return 1;
  return isSeat(city.admin2, 1) ? 2 : 3;
}

function makeOwnFinder(own: readonly OwnPlace[]): (city: City) => boolean {
  const byName = new Map<string, Position[]>();
  for (const { names, position } of own)
    for (const name of new Set(names.map(foldTightly))) byName.set(name, [...(byName.get(name) ?? []), position]);
  return ({ name, position }) =>
    byName.get(foldTightly(name))?.some((place) => distanceMetres(place, position) < samePlaceMetres) ?? false;
}

function pointBox([longitude, latitude]: Position): BoundingBox {
  return [longitude, latitude, longitude, latitude];
}

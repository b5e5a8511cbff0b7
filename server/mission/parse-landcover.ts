import { type CoverArea, type GroundCover, groundCovers } from '#shared/schema/ground.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { type GroundFeature, parsePolygons, shownValue, textOf } from './ground-file.ts';

/** Words of OpenStreetMap and of land cover maps for the classes that have speeds. */
const otherWords: ReadonlyMap<string, GroundCover> = new Map([
  ['forest', 'wood'],
  ['grassland', 'grass'],
  ['meadow', 'grass'],
  ['scrub', 'shrub'],
  ['shrubland', 'shrub'],
  ['heath', 'shrub'],
  ['farmland', 'crop'],
  ['cropland', 'crop'],
  ['orchard', 'crop'],
  ['swamp', 'wetland'],
  ['marsh', 'wetland'],
  ['lake', 'water'],
  ['river', 'water'],
  ['reservoir', 'water'],
  ['sand', 'bare'],
  ['desert', 'bare'],
  ['barren', 'bare'],
  ['bare_rock', 'bare'],
]);

/** A feature as areas, one for each polygon; an unknown class is refused. */
export function parseLandcover(feature: GroundFeature): Parsed<CoverArea[]> {
  const given = feature.properties['class'];
  const cover = groundCovers.find((each) => each === given) ?? otherWords.get(textOf(given));
  if (!cover)
    return refuse(
      'invalid-report',
      `class ${given === undefined ? 'is missing and' : shownValue(given, 60)} is not one of ${groundCovers.join(', ')}`,
    );
  const polygons = parsePolygons(feature);
  return polygons.ok ? { ok: true, value: polygons.value.map((rings) => ({ cover, rings })) } : polygons;
}

import type { Feature, LineString, Polygon } from 'geojson';
import type { BoundingBox } from '#shared/geo/bounding-box.ts';

export function boxPolygon(box: BoundingBox): Feature<Polygon> {
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ringOf(box)] } };
}

/** The outline, from the north-west along the north, so that a name along it reads from the left. */
export function boxOutline(box: BoundingBox): Feature<LineString> {
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: ringOf(box) } };
}

function ringOf([west, south, east, north]: BoundingBox): [number, number][] {
  return [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
    [west, north],
  ];
}

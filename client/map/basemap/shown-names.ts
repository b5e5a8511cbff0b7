import type { MapGeoJSONFeature } from 'maplibre-gl';
import type { Aside } from '../labels/place-labels.ts';

/** Width of a letter and height of a line, as shares of the size of the text. */
const letterShare = 0.58;
const lineShare = 1.2;

/** As MapLibre evaluated it for one feature; offset, spacing and width in ems. */
type Layout = {
  'text-field'?: unknown;
  'text-size'?: number;
  'text-anchor'?: string;
  'text-offset'?: [number, number];
  'text-letter-spacing'?: number;
  'text-max-width'?: number;
};

/** Where names stand that the basemap shows at a point. Those along lines repeat and are left to be crossed. */
export function boxesOfNames(features: readonly Pick<MapGeoJSONFeature, 'geometry' | 'layer'>[]): Aside[] {
  return features.flatMap(({ geometry, layer }): Aside[] => {
    const layout = (layer.layout ?? {}) as Layout;
    const text = String(layout['text-field'] ?? '');
    if (geometry.type !== 'Point' || text === '') return [];
    const { 'text-size': size = 16, 'text-anchor': anchor = 'center', 'text-offset': [across, down] = [0, 0] } = layout;
    const { 'text-max-width': mostEms = 10, 'text-letter-spacing': spacing = 0 } = layout;
    const ems = text.length * (letterShare + spacing);
    const width = Math.min(ems, mostEms) * size;
    const height = Math.ceil(ems / mostEms) * lineShare * size;
    const left = across * size - (anchor.endsWith('left') ? 0 : anchor.endsWith('right') ? width : width / 2);
    const top = down * size - (anchor.startsWith('top') ? 0 : anchor.startsWith('bottom') ? height : height / 2);
    const [longitude, latitude] = geometry.coordinates as [number, number];
    return [{ position: [longitude, latitude], left, top, right: left + width, bottom: top + height }];
  });
}

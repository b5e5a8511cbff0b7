import { layers } from '@protomaps/basemaps';
import type { LayerSpecification } from 'maplibre-gl';
import { font } from '../fonts.ts';
import { type ArchivePart, type PartOptions, sourceId } from './archive-part.ts';
import { vectorSource } from './generic-part.ts';
import { flavorOf } from './protomaps-flavor.ts';

/** Made of nothing but an icon, or telling less than it covers. */
const leftOut = new Set(['background', 'roads_oneway', 'roads_shields', 'address_label', 'pois']);
/** Ours are drawn while the default basemap is: one map, one opinion. */
const boundaries = 'boundaries_country';

/** OpenStreetMap by way of Protomaps, in our colours and fonts. */
export function protomapsPart({ archive, opacity, dress, origin, hasWorld }: PartOptions): ArchivePart {
  const source = sourceId(archive);
  const { palette, language, scale } = dress;
  const all = layers(source, flavorOf(palette, font[0]!), { lang: language }) as LayerSpecification[];
  const adapted = all
    .filter(({ id }) => !leftOut.has(id) && !(hasWorld && id === boundaries))
    .map((layer) => adapt(layer, source, opacity, scale));
  return {
    archive,
    sources: { [source]: vectorSource(archive, origin) },
    ground: adapted.filter(({ type }) => type !== 'symbol'),
    names: adapted.filter(({ type }) => type === 'symbol'),
    hasNames: true,
  };
}

/** Without icons, whose pictures we do not have; sizes as on this screen. */
function adapt(layer: LayerSpecification, source: string, opacity: number, scale: number): LayerSpecification {
  const withoutIcons = (part: object | undefined) =>
    Object.fromEntries(Object.entries(part ?? {}).filter(([name]) => !name.startsWith('icon-')));
  const paint: Record<string, unknown> = withoutIcons(layer.paint);
  const layout: Record<string, unknown> = withoutIcons(layer.layout);
  if (layer.type === 'line') paint['line-width'] = scaled(paint['line-width'] ?? 1, scale);
  if (layer.type === 'symbol') layout['text-size'] = scaled(layout['text-size'] ?? 16, scale);
  const name = { fill: 'fill-opacity', line: 'line-opacity', symbol: 'text-opacity' }[layer.type as string];
  // What fades with the zoom is an expression, and keeps fading by itself.
  if (name && opacity < 1 && typeof (paint[name] ?? 1) === 'number') paint[name] = Number(paint[name] ?? 1) * opacity;
  return { ...layer, id: `${source}:${layer.id}`, paint, layout } as LayerSpecification;
}

/** A size that may be a number or stops over the zoom, whose values may again be expressions. */
function scaled(size: unknown, by: number): unknown {
  if (by === 1) return size;
  if (typeof size === 'number') return size * by;
  if (!Array.isArray(size)) return size;
  if (size[0] === 'interpolate') return size.map((part, at) => (at > 3 && at % 2 === 0 ? scaled(part, by) : part));
  if (size[0] === 'step') return size.map((part, at) => (at > 1 && at % 2 === 0 ? scaled(part, by) : part));
  return ['*', by, size];
}

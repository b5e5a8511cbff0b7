import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Mission } from '#shared/schema/mission.ts';
import { boxPolygon } from './archives/archive-box.ts';
import type { ArchivePart } from './archives/archive-part.ts';
import type { BasemapDress } from './basemap-dress.ts';
import { boundaryLayers, boundarySources } from './boundary-layers.ts';
import { detailSources, waterLayers, worldTownLayers } from './detail-layers.ts';
import { fontFaces } from './fonts.ts';
import { gazetteerPlaces } from './gazetteer-places.ts';
import { landLayers, shoreLayers } from './ground-layers.ts';
import { missionLineLayers, missionLines, missionNameLayers } from './mission-layers.ts';
import { nameLayers } from './name-layers.ts';

export type BasemapOptions = BasemapDress & {
  mission: Mission;
  origin: string;
  /** Whether the default basemap is shown. */
  hasWorld: boolean;
  /** Archives of the data folder, from the ground up. */
  parts: readonly ArchivePart[];
};

/**
 * The basemap whispers: land and water a breath apart, thin borders, small grey names. In: dress, mission, archives.
 * Out: a whole MapLibre style, from the ground up: ground, archives, boundaries, lines of the mission, names.
 */
export function makeBasemapStyle({ mission, origin, hasWorld, parts, ...dress }: BasemapOptions): StyleSpecification {
  const { status } = dress;
  const detail = hasWorld && status?.detail.state === 'ready' ? status.detail : undefined;
  const own = status?.boundaries.state === 'replaced' ? status.boundaries : undefined;
  const named = parts.filter(({ hasNames }) => hasNames);
  const names = [
    ...(detail ? worldTownLayers(dress) : []),
    ...missionNameLayers(dress),
    ...nameLayers(dress).filter((layer) => hasWorld || !isOfWorld(layer)),
  ];
  return {
    version: 8,
    'font-faces': fontFaces(origin),
    sources: {
      basemap: { type: 'vector', tiles: [`${origin}/basemap/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 6 },
      ...(detail && detailSources(origin, detail)),
      ...(own && boundarySources(origin, own)),
      mission: { type: 'geojson', data: missionLines(mission) },
      gazetteer: { type: 'geojson', data: gazetteerPlaces(mission), maxzoom: 12 },
      ...Object.assign({}, ...parts.map(({ sources }) => sources)),
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': dress.palette.water } },
      ...(hasWorld ? landLayers(dress) : []),
      ...(detail ? waterLayers(dress) : []),
      ...(hasWorld ? shoreLayers(dress) : []),
      ...parts.flatMap(({ ground }) => ground),
      ...(hasWorld ? boundaryLayers(dress, own) : []),
      ...missionLineLayers(dress),
      ...parts.flatMap((part) => part.names),
      ...names.map((layer) => named.reduce(outside, layer)),
    ],
  };
}

function isOfWorld(layer: LayerSpecification): boolean {
  return 'source' in layer && layer.source === 'basemap';
}

/** Where an archive names the places itself, ours would stand beside the same name. */
function outside(layer: LayerSpecification, { archive }: ArchivePart): LayerSpecification {
  if (layer.type === 'background' || !('source' in layer) || layer.source === 'mission') return layer;
  const there: FilterSpecification = [
    'any',
    ['<', ['zoom'], archive.minzoom],
    ['!', ['within', boxPolygon(archive.bounds).geometry]],
  ];
  const filter = layer.filter ? ['all', layer.filter, there] : there;
  return { ...layer, filter } as LayerSpecification;
}

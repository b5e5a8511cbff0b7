import type { StyleSpecification } from 'maplibre-gl';
import type { Mission } from '#shared/schema/mission.ts';
import type { BasemapDress } from './basemap-dress.ts';
import { boundaryLayers, boundarySources } from './boundary-layers.ts';
import { detailSources, waterLayers, worldTownLayers } from './detail-layers.ts';
import { fontFaces } from './fonts.ts';
import { gazetteerPlaces } from './gazetteer-places.ts';
import { landLayers, shoreLayers } from './ground-layers.ts';
import { missionLineLayers, missionLines, missionNameLayers } from './mission-layers.ts';
import { nameLayers } from './name-layers.ts';

export type BasemapOptions = BasemapDress & { mission: Mission; origin: string };

/**
 * The basemap whispers: land and water a breath apart, thin borders, small grey names. In: dress and mission. Out: a
 * whole MapLibre style, from the ground up: ground, boundaries, lines of the mission, names.
 */
export function makeBasemapStyle({ mission, origin, ...dress }: BasemapOptions): StyleSpecification {
  const { status } = dress;
  const detail = status?.detail.state === 'ready' ? status.detail : undefined;
  const own = status?.boundaries.state === 'replaced' ? status.boundaries : undefined;
  return {
    version: 8,
    'font-faces': fontFaces(origin),
    sources: {
      basemap: { type: 'vector', tiles: [`${origin}/basemap/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 6 },
      ...(detail && detailSources(origin, detail)),
      ...(own && boundarySources(origin, own)),
      mission: { type: 'geojson', data: missionLines(mission) },
      gazetteer: { type: 'geojson', data: gazetteerPlaces(mission), maxzoom: 12 },
    },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': dress.palette.water } },
      ...landLayers(dress),
      ...(detail ? waterLayers(dress) : []),
      ...shoreLayers(dress),
      ...boundaryLayers(dress, own),
      ...missionLineLayers(dress),
      ...(detail ? worldTownLayers(dress) : []),
      ...missionNameLayers(dress),
      ...nameLayers(dress),
    ],
  };
}

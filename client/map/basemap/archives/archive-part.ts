import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Archive } from '#shared/protocol/basemaps.ts';
import type { BasemapDress } from '../basemap-dress.ts';

/** What one archive adds to the style: its sources, what lies on the ground, and names, which lie above all of it. */
export type ArchivePart = {
  archive: Archive;
  sources: Record<string, SourceSpecification>;
  ground: LayerSpecification[];
  names: LayerSpecification[];
  /** It names places itself: ours would stand beside them. */
  hasNames: boolean;
};

export type PartOptions = {
  archive: Archive;
  /** 0 to 1. */
  opacity: number;
  dress: BasemapDress;
  origin: string;
  /** Whether the default basemap, and with it its boundaries, is shown. */
  hasWorld: boolean;
};

/** Ids begin with that of the archive, which holds no colon. */
export const sourceId = ({ id }: Archive) => `archive:${id}`;

/** The version in the address makes a replaced file another source. */
export function tilesOf({ id, version, bounds, minzoom, maxzoom }: Archive, origin: string) {
  return {
    tiles: [`${origin}/api/v1/basemaps/${id}/{z}/{x}/{y}?v=${version}`],
    bounds: [...bounds] as [number, number, number, number],
    minzoom,
    maxzoom,
  };
}

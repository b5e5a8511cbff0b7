import type { Position } from '#shared/geo/position.ts';
import { makeId } from '../row-key.ts';

/**
 * A site of Geo-PKO: what a mission has at a place of a name. Two places of one name lie apart; the coordinates of one
 * place differ by metres between releases, so that they count to a tenth of a degree.
 */
export function geopkoSiteId(mission: string, location: string, [longitude, latitude]: Position): string {
  return makeId('geopko', mission, location, tenths(latitude), tenths(longitude));
}

export function geopkoSiteName(mission: string, location: string): string {
  return `${location} (${mission})`;
}

function tenths(degrees: number): string {
  return String(Math.round(degrees * 10) + 0);
}

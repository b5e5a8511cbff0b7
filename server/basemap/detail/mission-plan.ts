import { boxAround } from '#shared/geo/bounding-box.ts';
import type { Mission } from '#shared/schema/mission.ts';
import type { DetailPlan } from './build-detail.ts';

/** What a mission asks of the basemap: depth in its area, and no names beside those it gives itself. */
export function planFor({ area, gazetteer }: Mission): DetailPlan {
  return {
    area: boxAround(area.coordinates[0]!),
    own: gazetteer.map(({ name, names, position }) => ({ names: [name, ...Object.values(names ?? {})], position })),
  };
}

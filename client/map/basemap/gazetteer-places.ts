import type { FeatureCollection } from 'geojson';
import type { Mission } from '#shared/schema/mission.ts';

/** Places of the mission with their names in every language; the larger, the sooner they are named. */
export function gazetteerPlaces(mission: Mission): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: mission.gazetteer.map((place) => {
      const rank = rankOf(place);
      const names = Object.fromEntries(Object.entries(place.names ?? {}).map(([key, text]) => [`name:${key}`, text]));
      return {
        type: 'Feature',
        properties: { name: place.name, ...names, rank, fromZoom: [0, 5, 6.5, 8][rank] },
        geometry: { type: 'Point', coordinates: [...place.position] },
      };
    }),
  };
}

/** Importance: 0 the largest towns … 3 villages. Without a population a town counts as a middling one. */
function rankOf({ population, type }: Mission['gazetteer'][number]): number {
  if (population === undefined) return type === 'town' ? 1 : 3;
  if (population >= 50_000) return 0;
  return population >= 10_000 ? 1 : 2;
}

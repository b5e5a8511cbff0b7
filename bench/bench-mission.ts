import type { Mission } from '#shared/schema/mission.ts';

/** The least mission: no sites, no units, no exercise. */
export const benchMission: Mission = {
  missionId: 'bench',
  name: 'Benchmark',
  isExercise: false,
  timeZone: 'UTC',
  languages: ['en'],
  area: makeArea([-5, 14, 4, 21]),
  sectors: [],
  units: [],
  sites: [],
  sources: [],
  gazetteer: [],
};

export function makeArea([west, south, east, north]: readonly [number, number, number, number]): Mission['area'] {
  const corners: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [corners] };
}

import type { Mission } from '#shared/schema/mission.ts';

/** The least mission: no sites, no units, no exercise. */
export const benchMission: Mission = {
  missionId: 'bench',
  name: 'Benchmark',
  isExercise: false,
  timeZone: 'UTC',
  languages: ['en'],
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [-5, 14],
        [4, 14],
        [4, 21],
        [-5, 21],
        [-5, 14],
      ],
    ],
  },
  sectors: [],
  units: [],
  sites: [],
  sources: [],
  gazetteer: [],
};

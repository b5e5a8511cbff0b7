import type { Mission } from '#shared/schema/mission.ts';
import { northernLanternPlaces } from './northern-lantern-places.ts';
import { northernLanternSites, northernLanternUnits } from './northern-lantern-sites.ts';

type Corner = [longitude: number, latitude: number];

/** Corners used by more than one polygon, so that neighbouring sectors share their border exactly. */
const southBorder: Corner = [-1, 14.6];
const threeSectors: Corner = [-1, 17.4];
const middleBorder: Corner = [0.3, 17.7];
const eastBorder: Corner = [3.7, 17.4];
const northWestBorder: Corner = [-1.4, 18.4];

const westCorners: Corner[] = [
  [-4.5, 17.9],
  [-4.5, 15.5],
  [-3.2, 14.5],
];
const eastCorners: Corner[] = [
  [0.9, 14.5],
  [3.6, 15.1],
  [3.9, 16.2],
];
const northCorners: Corner[] = [
  [3.3, 19.2],
  [2.2, 20.9],
  [0.3, 21],
  [-1, 19.6],
];

function polygon(corners: Corner[]): Mission['area'] {
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!]] };
}

/** The mission pack of Exercise Northern Lantern: real towns and distances, everything else invented. */
export const northernLantern: Mission = {
  missionId: 'northern-lantern',
  name: 'UNMIX',
  isExercise: true,
  timeZone: 'Africa/Bamako',
  languages: ['en', 'fr', 'ar'],
  area: polygon([...westCorners, southBorder, ...eastCorners, eastBorder, ...northCorners, northWestBorder]),
  sectors: [
    {
      sectorId: 'north',
      name: 'Sector North (Kidal)',
      area: polygon([threeSectors, middleBorder, eastBorder, ...northCorners, northWestBorder]),
    },
    {
      sectorId: 'east',
      name: 'Sector East (Gao–Ménaka)',
      area: polygon([southBorder, ...eastCorners, eastBorder, middleBorder, threeSectors]),
    },
    {
      sectorId: 'west',
      name: 'Sector West (Tombouctou)',
      area: polygon([...westCorners, southBorder, threeSectors, northWestBorder]),
    },
  ],
  units: northernLanternUnits,
  sites: northernLanternSites,
  sources: [
    { sourceId: 'exercise-trackers', name: 'Vehicle trackers', intervalSeconds: 60 },
    { sourceId: 'exercise-air', name: 'Helicopter trackers', intervalSeconds: 10 },
    { sourceId: 'exercise-uas', name: 'Unmanned aircraft', intervalSeconds: 2 },
    { sourceId: 'exercise-radar', name: 'Ground surveillance radar', intervalSeconds: 5 },
    { sourceId: 'exercise-voice', name: 'Voice reports of observer teams', intervalSeconds: 1_800 },
    { sourceId: 'exercise-desk', name: 'Operations desk' },
    { sourceId: 'exercise-medical', name: 'Medical board' },
  ],
  gazetteer: northernLanternPlaces,
};

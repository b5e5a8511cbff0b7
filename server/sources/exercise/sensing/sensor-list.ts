import type { SensorReport } from '#shared/schema/watch/sensor.ts';
import type { Beside } from '../world.ts';

export type ListedSensor = Pick<SensorReport, 'sensorId' | 'name' | 'type' | 'rangeMetres' | 'sector'> & {
  beside: Beside;
};

/** Invented sensors; ranges are plausible for their type. */
export const listedSensors: readonly ListedSensor[] = [
  { sensorId: 'radar-gao', name: 'Ground radar Gao', type: 'radar', beside: ['Gao', 105, 3_100], rangeMetres: 30_000 },
  {
    sensorId: 'radar-kidal',
    name: 'Ground radar Kidal',
    type: 'radar',
    beside: ['Kidal', 40, 2_300],
    rangeMetres: 24_000,
  },
  {
    sensorId: 'locating-kidal',
    name: 'Weapon-locating radar Kidal',
    type: 'weapon-locating',
    beside: ['Kidal', 50, 2_100],
    rangeMetres: 15_000,
  },
  {
    sensorId: 'aerostat-kidal',
    name: 'Aerostat Kidal',
    type: 'aerostat',
    beside: ['Kidal', 55, 1_800],
    rangeMetres: 18_000,
  },
  {
    sensorId: 'aerostat-tombouctou',
    name: 'Aerostat Tombouctou',
    type: 'aerostat',
    beside: ['Tombouctou', 190, 3_600],
    rangeMetres: 18_000,
  },
  {
    sensorId: 'camera-gao-north',
    name: 'Mast camera Gao north',
    type: 'camera',
    beside: ['Gao', 95, 2_900],
    rangeMetres: 5_000,
    sector: { fromDegrees: 300, toDegrees: 60 },
  },
  {
    sensorId: 'camera-menaka',
    name: 'Mast camera Ménaka',
    type: 'camera',
    beside: ['Ménaka', 50, 1_450],
    rangeMetres: 4_000,
    sector: { fromDegrees: 20, toDegrees: 160 },
  },
  {
    sensorId: 'camera-tessalit',
    name: 'Mast camera Tessalit',
    type: 'camera',
    beside: ['Tessalit', 315, 2_200],
    rangeMetres: 4_500,
    sector: { fromDegrees: 180, toDegrees: 290 },
  },
  {
    sensorId: 'acoustic-kidal',
    name: 'Acoustic array Kidal',
    type: 'acoustic',
    beside: ['Kidal', 35, 1_700],
    rangeMetres: 6_000,
  },
  {
    sensorId: 'acoustic-aguelhok',
    name: 'Acoustic array Aguelhok',
    type: 'acoustic',
    beside: ['Aguelhok', 120, 1_300],
    rangeMetres: 5_000,
  },
  {
    sensorId: 'uas-station-gao',
    name: 'Unmanned aircraft station Gao',
    type: 'uas-station',
    beside: ['Gao', 117, 4_700],
    rangeMetres: 120_000,
  },
];

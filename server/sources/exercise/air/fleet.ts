import type { Position } from '#shared/geo/position.ts';
import { type Beside, findBeside, type World } from '../world.ts';

/** The helicopters and ambulances of the exercise. Performance figures are planning guidelines. */
export type FleetAsset = {
  assetId: string;
  name: string;
  type: 'helicopter' | 'ambulance';
  model: string;
  baseFacility: string;
  base: Position;
  source: 'exercise-air' | 'exercise-trackers';
  cruiseKmh: number;
  isNightCapable: boolean;
  litters: number;
};

type Listed = Omit<FleetAsset, 'base' | 'source'> & { beside: Beside };

const helicopters = {
  medium: { type: 'helicopter', model: 'Mi-8', cruiseKmh: 225, isNightCapable: false, litters: 12 },
  light: { type: 'helicopter', model: 'Bell 412', cruiseKmh: 225, isNightCapable: true, litters: 4 },
  night: { type: 'helicopter', model: 'NH90', cruiseKmh: 260, isNightCapable: true, litters: 6 },
} as const;
const ambulance = {
  type: 'ambulance',
  model: 'Armoured ambulance',
  cruiseKmh: 40,
  isNightCapable: true,
  litters: 2,
} as const;

const listed: readonly Listed[] = [
  {
    ...helicopters.night,
    assetId: 'H-01',
    name: 'Rescue 01',
    baseFacility: 'gao-level-3',
    beside: ['Gao', 118, 4_900],
  },
  {
    ...helicopters.medium,
    assetId: 'H-02',
    name: 'Rescue 02',
    baseFacility: 'gao-level-3',
    beside: ['Gao', 119, 5_050],
  },
  {
    ...helicopters.light,
    assetId: 'H-03',
    name: 'Rescue 03',
    baseFacility: 'kidal-level-2',
    beside: ['Kidal', 68, 1_950],
  },
  {
    ...helicopters.medium,
    assetId: 'H-04',
    name: 'Rescue 04',
    baseFacility: 'tombouctou-level-2',
    beside: ['Tombouctou', 180, 4_750],
  },
  {
    ...helicopters.light,
    assetId: 'H-05',
    name: 'Rescue 05',
    baseFacility: 'menaka-level-1',
    beside: ['Ménaka', 52, 1_500],
  },
  { ...ambulance, assetId: 'A-01', name: 'Ambulance Gao', baseFacility: 'gao-level-3', beside: ['Gao', 112, 2_600] },
  {
    ...ambulance,
    assetId: 'A-02',
    name: 'Ambulance Kidal',
    baseFacility: 'kidal-level-2',
    beside: ['Kidal', 45, 1_900],
  },
  {
    ...ambulance,
    assetId: 'A-03',
    name: 'Ambulance Tombouctou',
    baseFacility: 'tombouctou-level-2',
    beside: ['Tombouctou', 195, 3_700],
  },
];

export function fleetOf(world: World): readonly FleetAsset[] {
  return world.remember('fleet', () =>
    listed.flatMap(({ beside, ...asset }) => {
      const base = findBeside(world, beside);
      return base
        ? [{ ...asset, base, source: asset.type === 'helicopter' ? 'exercise-air' : 'exercise-trackers' }]
        : [];
    }),
  );
}

import type { MedicalParameters, ParameterName } from '../../parameters/medical.ts';
import type { GroundCover, Road, RoadClass } from '../../schema/ground.ts';

/** What decides how fast vehicles go everywhere: a field of one profile serves whoever drives under it. */
export type TravelProfile = {
  readonly parameters: MedicalParameters;
  readonly isNight: boolean;
  readonly isWet: boolean;
  readonly closedRoads: ReadonlySet<string>;
};

const roadSpeeds: Record<RoadClass, ParameterName> = {
  trunk: 'speedTrunk',
  primary: 'speedPrimary',
  secondary: 'speedSecondary',
  tertiary: 'speedTertiary',
  unclassified: 'speedUnclassified',
  track: 'speedTrack',
};

const groundSpeeds: Record<Exclude<GroundCover, 'water'>, ParameterName> = {
  bare: 'speedBare',
  grass: 'speedGrass',
  shrub: 'speedShrub',
  crop: 'speedCrop',
  wood: 'speedWood',
  wetland: 'speedWetland',
};

/** Kilometres an hour on a road; 0 while it is closed. */
export function roadSpeed(road: Road, { parameters, isNight, isWet, closedRoads }: TravelProfile): number {
  if (closedRoads.has(road.roadId)) return 0;
  const wet = isWet && road.surface === 'unpaved' ? parameters.wetUnpaved : 1;
  return parameters[roadSpeeds[road.class]] * wet * (isNight ? parameters.nightRoad : 1);
}

/** Kilometres an hour off the roads; 0 on water. `undefined` is ground of which nothing is known. */
export function groundSpeed(
  cover: GroundCover | undefined,
  hasRoads: boolean,
  { parameters, isNight, isWet }: TravelProfile,
): number {
  if (cover === 'water') return 0;
  const factor = (isWet ? parameters.wetUnpaved : 1) * (isNight ? parameters.nightRoad : 1);
  if (cover !== undefined) return parameters[groundSpeeds[cover]] * factor;
  // Without any road data the way is a straight line with a detour; beside known roads unknown ground counts as grass.
  return (hasRoads ? parameters.speedGrass : parameters.straightSpeed / parameters.detour) * factor;
}

/** Equal for profiles under which every way takes the same time. */
export function speedKey({ parameters, isNight, isWet }: TravelProfile): string {
  const names: ParameterName[] = [
    ...Object.values(roadSpeeds),
    ...Object.values(groundSpeeds),
    'wetUnpaved',
    'nightRoad',
  ];
  names.push('straightSpeed', 'detour');
  return [...names.map((name) => parameters[name]), isNight, isWet].join();
}

import type { Ground } from '#shared/schema/ground.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { makeNetwork } from './network.ts';

/** The corridors of the exercise as roads: schematic links between towns, every one of them a dirt road. */
export function exerciseGround(mission: Mission): Ground {
  const { links } = makeNetwork(mission);
  return {
    roads: links.map(({ from, to, path }) => ({
      roadId: `corridor:${from.name}-${to.name}`,
      name: `${from.name} – ${to.name}`,
      class: 'secondary',
      surface: 'unpaved',
      isBridge: false,
      isOneWay: false,
      line: path.points,
    })),
    areas: [],
    barriers: [],
    detail: 'schematic',
  };
}

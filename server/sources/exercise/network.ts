import { bearingDegrees, distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { makePath, makeWanderingPath, type Path } from './path.ts';
import { hashOf } from './seeded-random.ts';

export type Town = { name: string; position: Position };
/** A movement corridor: a schematic link between towns, not a surveyed road. */
export type Link = { from: Town; to: Town; path: Path };
export type Network = {
  towns: readonly Town[];
  /** Each link once. */
  links: readonly Link[];
  /** The links that leave a town, by its name, directed away from it. */
  linksFrom: ReadonlyMap<string, readonly Link[]>;
};

/** More towns than this make the links meaningless and the search slow. */
const maxTowns = 80;

/**
 * Links each pair of towns that has no third town nearer to both (relative neighbourhood graph): connected, sparse, and
 * close to where people really drive. Depends on the mission only, so the corridors stay when the seed changes.
 */
export function makeNetwork(mission: Mission): Network {
  const towns = [...mission.gazetteer]
    .filter((place) => place.type === 'town' || place.type === 'village')
    .sort((a, b) => (b.population ?? 0) - (a.population ?? 0))
    .slice(0, maxTowns)
    .map(({ name, position }) => ({ name, position }));
  const links: Link[] = [];
  const linksFrom = new Map<string, Link[]>(towns.map((town) => [town.name, []]));
  towns.forEach((from, index) => {
    for (const to of towns.slice(index + 1)) {
      const apart = distanceMetres(from.position, to.position);
      const isParted = towns.some(
        (third) =>
          third !== from &&
          third !== to &&
          Math.max(distanceMetres(from.position, third.position), distanceMetres(third.position, to.position)) < apart,
      );
      if (isParted || apart === 0) continue;
      const path = makeWanderingPath(from.position, to.position, hashOf(from.name, to.name) / 0x100000000);
      links.push({ from, to, path });
      linksFrom.get(from.name)!.push({ from, to, path });
      linksFrom.get(to.name)!.push({ from: to, to: from, path: makePath([...path.points].reverse()) });
    }
  });
  return { towns, links, linksFrom };
}

/** The town next to a place, with distance and bearing from the town to the place; undefined without any town. */
export function findNearestTown(
  network: Network,
  position: Position,
): { town: Town; metres: number; bearing: number } | undefined {
  let nearest: { town: Town; metres: number } | undefined;
  for (const town of network.towns) {
    const metres = distanceMetres(town.position, position);
    if (!nearest || metres < nearest.metres) nearest = { town, metres };
  }
  return nearest && { ...nearest, bearing: bearingDegrees(nearest.town.position, position) };
}

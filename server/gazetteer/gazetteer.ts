import { boxAround } from '#shared/geo/bounding-box.ts';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Place } from '#shared/protocol/places.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { foldTightly } from '#shared/search/fold-text.ts';
import { readPlaceFile, type WorldPlaces } from './place-file.ts';
import { findPlaces, makePlaceIndex, type PlaceMatch } from './place-index.ts';

/**
 * Finds places by name: the mission's own first, then the world's towns, which are loaded when first asked for. In: what
 * a person typed. Out: places, those that begin with it first and in each the nearest first. Without the file of towns
 * only the mission's own are found, and `onFault` is told once.
 */
export type Gazetteer = {
  find(words: string, limit: number, near?: Position): Promise<Place[]>;
  attribution: string;
};

/** The same name nearer than this is the same place, of which the mission's own entry is shown. */
const samePlaceMetres = 10_000;

export function openGazetteer(options: { mission: Mission; file: string; onFault: (error: Error) => void }): Gazetteer {
  const { mission, file, onFault } = options;
  const own = indexMission(mission);
  const middle = middleOf(mission);
  let world: Promise<WorldPlaces | undefined> | undefined;
  const gazetteer: Gazetteer = {
    attribution: '',
    async find(words, limit, near = middle) {
      const folded = foldTightly(words);
      world ??= readPlaceFile(file).catch((error: Error) => {
        onFault(new Error(`the towns of the world cannot be searched: ${error.message}`));
        return undefined;
      });
      const towns: WorldPlaces | undefined = await world;
      gazetteer.attribution = towns?.attribution ?? '';
      const ours = own.find(folded, near, limit);
      const theirs = towns ? findPlaces(towns.index, folded, near, limit + ours.length) : [];
      const all = [...ours, ...theirs.map((match) => ({ ...match, place: describeTown(towns!, match) }))];
      return withoutRepeats(all.sort((one, other) => one.tier - other.tier || one.score - other.score))
        .slice(0, limit)
        .map(({ place }) => place);
    },
  };
  return gazetteer;
}

type Candidate = PlaceMatch & { place: Place };

/** Every name of a place, in any language, is a row of its own. */
function indexMission({ gazetteer }: Mission) {
  const rows = gazetteer.flatMap((entry) =>
    [...new Set([entry.name, ...Object.values(entry.names ?? {})].map(foldTightly))]
      .filter(Boolean)
      .map((folded) => ({ folded, entry })),
  );
  const index = makePlaceIndex(
    `\n${rows.map(({ folded }) => `${folded}\n`).join('')}`,
    Float32Array.from(rows, ({ entry }) => entry.position[0]),
    Float32Array.from(rows, ({ entry }) => entry.position[1]),
  );
  return {
    find(folded: string, near: Position, limit: number): Candidate[] {
      return findPlaces(index, folded, near, limit).map((match) => {
        const { name, names, type, position } = rows[match.row]!.entry;
        return { ...match, place: { name, ...(names ? { names } : {}), type, position, source: 'mission' } };
      });
    },
  };
}

function describeTown({ index, nameOf, countryOf, adminOf }: WorldPlaces, { row }: PlaceMatch): Place {
  const degrees = (value: number) => Math.round(value * 1e5) / 1e5;
  const admin = adminOf(row);
  return {
    name: nameOf(row),
    type: 'town',
    position: [degrees(index.longitudes[row]!), degrees(index.latitudes[row]!)],
    country: countryOf(row),
    ...(admin ? { admin } : {}),
    source: 'geonames',
  };
}

function withoutRepeats(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const twin = kept.findIndex(({ place }) => isSamePlace(place, candidate.place));
    if (twin < 0) kept.push(candidate);
    else if (kept[twin]!.place.source === 'geonames' && candidate.place.source === 'mission') kept[twin] = candidate;
  }
  return kept;
}

function isSamePlace(one: Place, other: Place): boolean {
  if (one === other || distanceMetres(one.position, other.position) > samePlaceMetres) return false;
  const names = new Set(namesOf(one));
  return namesOf(other).some((name) => names.has(name));
}

function namesOf({ name, names }: Place): string[] {
  return [name, ...Object.values(names ?? {})].map(foldTightly);
}

function middleOf({ area }: Mission): Position {
  const [west, south, east, north] = boxAround(area.coordinates[0]!);
  return [(west + east) / 2, (south + north) / 2];
}

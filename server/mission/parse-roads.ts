import { type Road, type RoadClass, type RoadSurface, roadClasses } from '#shared/schema/ground.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { type GroundFeature, parseLines, shownValue, textOf } from './ground-file.ts';

/** Values of `highway` in OpenStreetMap beside those that are classes already. */
const highways: ReadonlyMap<string, RoadClass> = new Map([
  ['motorway', 'trunk'],
  ['motorway_link', 'trunk'],
  ['trunk_link', 'trunk'],
  ['primary_link', 'primary'],
  ['secondary_link', 'secondary'],
  ['tertiary_link', 'tertiary'],
  ['residential', 'unclassified'],
  ['living_street', 'unclassified'],
  ['service', 'unclassified'],
  ['road', 'unclassified'],
]);

/** Ways that are not for vehicles, or not there yet: passed over. */
const otherWays = new Set(
  'footway path pedestrian cycleway bridleway steps corridor platform elevator via_ferrata construction proposed abandoned razed raceway rest_area services'.split(
    ' ',
  ),
);

const surfaces: Readonly<Record<RoadSurface, ReadonlySet<string>>> = {
  paved: new Set(
    'paved asphalt chipseal concrete concrete:lanes concrete:plates paving_stones sett cobblestone metal'.split(' '),
  ),
  unpaved: new Set(
    'unpaved compacted fine_gravel gravel pebblestone laterite dirt earth ground soil clay mud sand grass rock stone wood'.split(
      ' ',
    ),
  ),
};

/**
 * A feature as roads, one for each of its lines; none for a way that is not for vehicles. What is not known is not
 * guessed: an unknown class or surface is refused, and a road of which nobody says so counts as unpaved.
 */
export function parseRoad(feature: GroundFeature): Parsed<Road[]> {
  const { id, properties } = feature;
  const given = properties['class'] ?? properties['highway'];
  if (typeof given === 'string' && otherWays.has(given)) return { ok: true, value: [] };
  const roadClass = roadClasses.find((each) => each === given) ?? highways.get(textOf(given));
  if (!roadClass) return refuse('invalid-report', `class ${show(given)} is not one of ${roadClasses.join(', ')}`);
  if (!id || id.length > 128)
    return refuse('invalid-report', 'has no id of 1 to 128 letters, by which it could be closed');
  const surface = parseSurface(properties['surface']);
  if (!surface.ok) return surface;
  const direction = parseDirection(properties['oneway']);
  if (!direction.ok) return direction;
  const lines = parseLines(feature);
  if (!lines.ok) return lines;
  const { name, bridge } = properties;
  const isBridge = bridge !== undefined && bridge !== null && bridge !== false && bridge !== 0 && bridge !== 'no';
  return {
    ok: true,
    value: lines.value.map((line) => ({
      roadId: id,
      ...(typeof name === 'string' && name !== '' ? { name: name.slice(0, 200) } : {}),
      class: roadClass,
      surface: surface.value,
      isBridge,
      isOneWay: direction.value !== 0,
      line: direction.value < 0 ? line.toReversed() : line,
    })),
  };
}

function parseSurface(given: unknown): Parsed<RoadSurface> {
  if (given === undefined || given === null || given === '') return { ok: true, value: 'unpaved' };
  if (surfaces.paved.has(textOf(given))) return { ok: true, value: 'paved' };
  if (surfaces.unpaved.has(textOf(given))) return { ok: true, value: 'unpaved' };
  return refuse('invalid-report', `surface ${show(given)} is not known: say paved or unpaved`);
}

/** 1: as drawn; −1: against it; 0: both ways. */
function parseDirection(given: unknown): Parsed<1 | 0 | -1> {
  switch (given) {
    case undefined:
    case null:
    case false:
    case 0:
    case 'no':
    case 'false':
    case '0':
    case 'reversible':
    case 'alternating':
      return { ok: true, value: 0 };
    case true:
    case 1:
    case 'yes':
    case 'true':
    case '1':
      return { ok: true, value: 1 };
    case -1:
    case '-1':
    case 'reverse':
      return { ok: true, value: -1 };
    default:
      return refuse('invalid-report', `oneway ${show(given)} is not known: say true or false`);
  }
}

function show(value: unknown): string {
  return value === undefined ? 'is missing and' : shownValue(value, 60);
}

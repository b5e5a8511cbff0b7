import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type {
  Feature,
  FeatureCollection,
  Position as GeoJsonPosition,
  Geometry,
  MultiLineString,
  MultiPolygon,
} from 'geojson';
import { feature, mesh } from 'topojson-client';
import { cutAtAntimeridian, unwrapLine, unwrapPolygon } from './antimeridian.ts';
import {
  type BoundaryClass,
  type BoundarySide,
  boundaryClasses,
  classifyBoundary,
  isLineOfControl,
} from './boundary-class.ts';
import { countryNames } from './country-names.ts';
import { findLabelPoint } from './label-point.ts';

/**
 * In: the Natural Earth 1:10m countries shipped by the `world-atlas` package. Out: the layers of the default basemap.
 *
 * - `country`: polygons; feature id = ISO 3166-1 numeric code. Places of contested status have neither id nor name.
 * - `boundary`: lines between countries; `class` as `BoundaryClass`.
 * - `coast`: lines between land and sea.
 * - `place`: one point a country; `kind` = country, `name`, `name:fr`, `name:ar`, `rank` = 1 for the largest. Contested: no point.
 */
export type WorldLayers = Record<'country' | 'boundary' | 'coast' | 'place', FeatureCollection>;

type Topology = Parameters<typeof mesh>[0];
type Countries = Extract<Parameters<typeof mesh>[1], { type: 'GeometryCollection' }>;
type Country = Countries['geometries'][number];

/** ISO 3166-1 numeric codes of places whose name in the source is contested: they get no label by default. */
const contestedNames: ReadonlySet<unknown> = new Set([158, 238]);

export const worldAttribution = 'Natural Earth';

export function readWorldLayers(): WorldLayers {
  const require = createRequire(import.meta.url);
  const file = require.resolve('world-atlas/countries-10m.json');
  const topology: Topology = JSON.parse(readFileSync(file, 'utf8'));
  const countries = topology.objects['countries'] as Countries;
  const country = readCountries(topology, countries);
  return {
    country: collection(country),
    boundary: collection(readBoundaries(topology, countries)),
    coast: collection([readCoast(topology, countries)]),
    place: collection(readPlaces(country)),
  };
}

function sideOf(country: Country): BoundarySide {
  const properties = country.properties as { name?: string } | undefined;
  return { number: country.id === undefined ? undefined : Number(country.id), name: properties?.name ?? '' };
}

function readCountries(topology: Topology, countries: Countries): Feature[] {
  return countries.geometries.map((country) => {
    const { number, name } = sideOf(country);
    const polygons = polygonsOf((feature(topology, country) as Feature).geometry);
    const geometry: MultiPolygon = { type: 'MultiPolygon', coordinates: polygons.map(unwrapPolygon) };
    return number === undefined
      ? { type: 'Feature', properties: {}, geometry }
      : { type: 'Feature', id: number, properties: { name }, geometry };
  });
}

function readPlaces(countries: readonly Feature[]): Feature[] {
  const labelled = countries.flatMap((country) => {
    const label =
      country.id === undefined || contestedNames.has(country.id)
        ? undefined
        : findLabelPoint(polygonsOf(country.geometry));
    return label ? [{ country, ...label }] : [];
  });
  labelled.sort((one, other) => other.area - one.area);
  return labelled.map(({ country, point }, i): Feature => {
    const names = countryNames(Number(country.id));
    const properties = { kind: 'country', rank: i + 1, ...country.properties, ...names };
    return { type: 'Feature', id: country.id!, properties, geometry: { type: 'Point', coordinates: [...point] } };
  });
}

function polygonsOf(geometry: Geometry): GeoJsonPosition[][][] {
  if (geometry.type === 'MultiPolygon') return geometry.coordinates;
  return geometry.type === 'Polygon' ? [geometry.coordinates] : [];
}

function readBoundaries(topology: Topology, countries: Countries): Feature[] {
  const linesWhere = (keep: (one: BoundarySide, other: BoundarySide) => boolean) =>
    unwrapLines(
      mesh(
        topology,
        countries,
        (one, other) => one !== other && keep(sideOf(one as Country), sideOf(other as Country)),
      ),
    ).coordinates;
  const isDisputedPair = (one: BoundarySide, other: BoundarySide) => isLineOfControl(one, other, [75, 34]);
  const pieces = linesWhere(isDisputedPair).flatMap(([...line]) =>
    line.slice(1).map((end, i) => [line[i]!, end] as [GeoJsonPosition, GeoJsonPosition]),
  );
  const control = pieces.filter(isInJammuAndKashmir);
  const lines: Record<BoundaryClass, GeoJsonPosition[][]> = {
    international: [],
    undetermined: joinPieces(pieces.filter((piece) => !isInJammuAndKashmir(piece))),
    'line-of-control': joinPieces(control),
    armistice: [],
  };
  for (const boundaryClass of boundaryClasses) {
    lines[boundaryClass].push(
      ...linesWhere((one, other) => !isDisputedPair(one, other) && classifyBoundary(one, other) === boundaryClass),
    );
  }
  return boundaryClasses
    .filter((boundaryClass) => lines[boundaryClass].length > 0)
    .map((boundaryClass) => ({
      type: 'Feature',
      properties: { class: boundaryClass },
      geometry: { type: 'MultiLineString', coordinates: lines[boundaryClass] },
    }));
}

function isInJammuAndKashmir([[x0, y0], [x1, y1]]: [GeoJsonPosition, GeoJsonPosition]): boolean {
  const middle = [(x0! + x1!) / 2, (y0! + y1!) / 2] as const;
  return isLineOfControl({ number: 356, name: '' }, { number: 586, name: '' }, middle);
}

/** Pieces that follow on one another as lines: a dash pattern begins anew with every line. */
function joinPieces(pieces: readonly [GeoJsonPosition, GeoJsonPosition][]): GeoJsonPosition[][] {
  const joined: GeoJsonPosition[][] = [];
  for (const [start, end] of pieces) {
    const last = joined.at(-1);
    if (last?.at(-1) === start) last.push(end);
    else joined.push([start, end]);
  }
  return joined;
}

function readCoast(topology: Topology, countries: Countries): Feature {
  const lines = mesh(topology, countries, (one, other) => one === other);
  return { type: 'Feature', properties: {}, geometry: unwrapLines(lines) };
}

function unwrapLines({ coordinates }: MultiLineString): MultiLineString {
  return {
    type: 'MultiLineString',
    coordinates: coordinates.flatMap(cutAtAntimeridian).map((line) => unwrapLine(line)),
  };
}

function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}

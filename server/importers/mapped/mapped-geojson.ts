import { findMappingProblems } from '#shared/schema/imports/mapping-fields.ts';
import { type ImportFile, type ImportFormat, type ImportRow, UnreadableFileError } from '../import-format.ts';
import { type JsonPart, readJsonParts } from '../json-parts.ts';
import { readGeometry } from './geojson-geometry.ts';
import { makeRowMapper } from './map-row.ts';
import { readProperties } from './read-properties.ts';

/**
 * GeoJSON (RFC 7946): points and polygons, the properties being columns. Where a mapping is not given, the one that is
 * proposed is used when nothing is missing from it. Rows are numbered by feature.
 */
export const geojsonFormat: ImportFormat = {
  name: 'geojson',
  title: 'GeoJSON features',
  rowUnit: 'record',
  isMapped: 'when-unclear',
  detect: (head) => {
    const text = head.toString('utf8');
    return /^\uFEFF?\s*\{/.test(text) && /"type"\s*:\s*"(FeatureCollection|Feature)"/.test(text) ? 0.9 : 0;
  },
  read: readGeoJson,
};

async function* readGeoJson(file: ImportFile): AsyncGenerator<ImportRow> {
  const mapping = file.told.mapping!;
  const problems = findMappingProblems(mapping, { hasGeometry: true });
  if (problems.length > 0)
    throw new UnreadableFileError(`the mapping "${mapping.name}" cannot be used: ${problems.join('; ')}`);
  const mapRow = makeRowMapper(mapping, file);
  const single: Record<string, unknown> = {};
  let hasFeatures = false;
  for await (const part of readJsonParts(file.readText(), ['features'])) {
    if (part.kind === 'member') {
      if (part.key === 'crs') checkReferenceSystem(part);
      if (part.key === 'type' || part.key === 'geometry' || part.key === 'properties' || part.key === 'id')
        single[part.key] = part.value;
      continue;
    }
    if (part.kind === 'element' && part.list === '')
      throw new UnreadableFileError(
        'a list of features without a FeatureCollection around it is not GeoJSON',
        part.line,
      );
    hasFeatures = true;
    if (part.kind === 'fault') yield refuseFeature(part.number, part.detail);
    else yield* mapFeature(part.number, part.value, mapRow);
  }
  if (!hasFeatures && single['type'] === 'Feature') yield* mapFeature(1, single, mapRow);
  else if (!hasFeatures && single['type'] !== 'FeatureCollection')
    throw new UnreadableFileError('the file is no FeatureCollection');
}

function* mapFeature(line: number, feature: unknown, mapRow: ReturnType<typeof makeRowMapper>): Generator<ImportRow> {
  if (typeof feature !== 'object' || feature === null || (feature as { type?: unknown }).type !== 'Feature') {
    yield refuseFeature(line, 'it is not a Feature');
    return;
  }
  const { geometry } = feature as { geometry?: unknown };
  const places = readGeometry(geometry);
  if (!places.ok) {
    yield { line, problem: places.problem };
    return;
  }
  const cells = readProperties(feature as Record<string, unknown>);
  for (const place of places.value.length > 0 ? places.value : [undefined]) {
    const report = mapRow({ cells, geometry: place });
    yield report.ok ? { line, report: report.value } : { line, problem: report.problem };
  }
}

/** The old `crs` member: longitude and latitude in WGS 84 under its various names, and nothing else. */
function checkReferenceSystem(part: JsonPart & { kind: 'member' }): void {
  const name = JSON.stringify(part.value ?? null);
  if (part.value !== null && !/CRS84|EPSG:+(?:[\d.]*:)?4326|WGS ?84/i.test(name))
    throw new UnreadableFileError('the coordinates are projected (crs): save the file in WGS 84 degrees', part.line);
}

function refuseFeature(line: number, detail: string): ImportRow {
  return { line, problem: { name: 'invalid-report', detail } };
}

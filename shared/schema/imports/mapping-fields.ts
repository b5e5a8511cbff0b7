import { facilityLevels } from '../medical/facility.ts';
import { placePrecisions, timePrecisions } from '../vocabulary.ts';
import { incidentTypes } from '../watch/incident.ts';
import { siteTypes } from '../watch/site.ts';
import { affiliations, trackTypes } from '../watch/track.ts';
import { zoneLevels, zoneTypes } from '../watch/zone.ts';
import type { ColumnMapping, MappedKind } from './column-mapping.ts';

/** A field that a column or a constant can fill. */
export type MappingField = {
  field: string;
  holds: 'text' | 'number' | 'count' | 'time' | 'choice';
  isRequired?: true;
  /** Of a choice: the words the report knows. */
  choices?: readonly string[];
  /** Names of columns that usually hold it, lower case without spaces or signs, the surest first. */
  usualNames: readonly string[];
};

const id: MappingField = { field: 'id', holds: 'text', usualNames: ['id', 'uid', 'code', 'pcode', 'globalid'] };
const place: readonly MappingField[] = [
  {
    field: 'longitude',
    holds: 'number',
    usualNames: ['longitude', 'lon', 'lng', 'long', 'x', 'gpslongitude', 'xcoord'],
  },
  { field: 'latitude', holds: 'number', usualNames: ['latitude', 'lat', 'y', 'gpslatitude', 'ycoord'] },
];
const requiredPlace = place.map((field) => ({ ...field, isRequired: true as const }));
const name: MappingField = {
  field: 'name',
  holds: 'text',
  isRequired: true,
  usualNames: ['name', 'nom', 'title', 'sitename', 'facilityname', 'label', 'facility', 'site', 'الاسم'],
};
const remark: MappingField = {
  field: 'remark',
  holds: 'text',
  usualNames: ['remark', 'remarks', 'comment', 'comments', 'notes', 'description', 'desc'],
};
const observedAt: MappingField = {
  field: 'observedAt',
  holds: 'time',
  usualNames: ['observedat', 'date', 'datetime', 'updated', 'lastupdate', 'asof'],
};

/** What can be filled for each kind, in the order a person is asked. */
export const mappingFields: Readonly<Record<MappedKind, readonly MappingField[]>> = {
  incident: [
    id,
    ...place,
    {
      field: 'occurredAt',
      holds: 'time',
      isRequired: true,
      usualNames: ['occurredat', 'date', 'eventdate', 'incidentdate', 'datetime', 'timestamp', 'time', 'datestart'],
    },
    { field: 'endedAt', holds: 'time', usualNames: ['endedat', 'enddate', 'dateend'] },
    {
      field: 'title',
      holds: 'text',
      isRequired: true,
      usualNames: ['title', 'headline', 'summary', 'name', 'incident', 'event', 'titre', 'eventtype'],
    },
    {
      field: 'type',
      holds: 'choice',
      isRequired: true,
      choices: incidentTypes,
      usualNames: ['type', 'incidenttype', 'category', 'eventtype', 'kind'],
    },
    { field: 'narrative', holds: 'text', usualNames: ['narrative', 'description', 'details', 'notes', 'desc'] },
    { field: 'place', holds: 'text', usualNames: ['place', 'location', 'locality', 'town', 'village', 'lieu'] },
    { field: 'precision', holds: 'choice', choices: placePrecisions, usualNames: ['precision', 'geoprecision'] },
    { field: 'timePrecision', holds: 'choice', choices: timePrecisions, usualNames: ['timeprecision'] },
    { field: 'killed', holds: 'count', usualNames: ['killed', 'deaths', 'dead', 'fatalities', 'tues', 'morts'] },
    { field: 'injured', holds: 'count', usualNames: ['injured', 'wounded', 'blesses'] },
    { field: 'missing', holds: 'count', usualNames: ['missing', 'kidnapped', 'abducted'] },
  ],
  site: [
    id,
    name,
    ...requiredPlace,
    { field: 'type', holds: 'choice', isRequired: true, choices: siteTypes, usualNames: ['type', 'sitetype'] },
    { field: 'status', holds: 'choice', choices: ['open', 'closed'], usualNames: ['status', 'state'] },
    observedAt,
    remark,
  ],
  facility: [
    id,
    name,
    ...requiredPlace,
    {
      field: 'level',
      holds: 'choice',
      isRequired: true,
      choices: facilityLevels,
      usualNames: ['level', 'facilitylevel', 'role', 'type', 'facilitytype'],
    },
    {
      field: 'status',
      holds: 'choice',
      choices: ['open', 'limited', 'closed', 'unknown'],
      usualNames: ['status', 'functional', 'state'],
    },
    { field: 'bedsFree', holds: 'count', usualNames: ['bedsfree', 'freebeds', 'availablebeds'] },
    observedAt,
    remark,
  ],
  zone: [
    id,
    name,
    {
      field: 'type',
      holds: 'choice',
      isRequired: true,
      choices: zoneTypes,
      usualNames: ['type', 'zonetype', 'threat'],
    },
    {
      field: 'level',
      holds: 'choice',
      isRequired: true,
      choices: zoneLevels,
      usualNames: ['level', 'severity', 'risk'],
    },
    { field: 'validFrom', holds: 'time', usualNames: ['validfrom', 'from', 'start'] },
    { field: 'validTo', holds: 'time', usualNames: ['validto', 'until', 'end', 'expires'] },
    observedAt,
    remark,
  ],
  position: [
    {
      field: 'trackId',
      holds: 'text',
      isRequired: true,
      usualNames: ['trackid', 'deviceid', 'device', 'vehicle', 'vehicleid', 'unitid', 'imei', 'id', 'callsign'],
    },
    ...requiredPlace,
    {
      field: 'observedAt',
      holds: 'time',
      isRequired: true,
      usualNames: ['observedat', 'timestamp', 'time', 'datetime', 'gpstime', 'date', 'utc'],
    },
    { field: 'altitudeMetres', holds: 'number', usualNames: ['altitude', 'altitudemetres', 'alt', 'elevation', 'ele'] },
    { field: 'speedMetresPerSecond', holds: 'number', usualNames: ['speedms', 'speedmps', 'speedmetrespersecond'] },
    { field: 'courseDegrees', holds: 'number', usualNames: ['course', 'heading', 'bearing', 'coursedegrees'] },
    { field: 'accuracyMetres', holds: 'number', usualNames: ['accuracy', 'accuracymetres', 'hacc'] },
    { field: 'callSign', holds: 'text', usualNames: ['callsign', 'name', 'label'] },
    { field: 'trackType', holds: 'choice', choices: trackTypes, usualNames: ['tracktype', 'vehicletype'] },
    { field: 'affiliation', holds: 'choice', choices: affiliations, usualNames: ['affiliation'] },
    { field: 'unit', holds: 'text', usualNames: ['unit', 'contingent', 'team'] },
  ],
};

/**
 * What keeps a mapping from being used, one sentence each; empty when nothing does. `columns` are those of the file, when
 * known; `hasGeometry` says that the place comes with each row, as in GeoJSON.
 */
export function findMappingProblems(
  mapping: ColumnMapping,
  { columns, hasGeometry = false }: { columns?: readonly string[] | undefined; hasGeometry?: boolean } = {},
): string[] {
  const fields = mappingFields[mapping.kind];
  const problems: string[] = [];
  for (const { field, isRequired, choices } of fields) {
    const isFilled = mapping.columns[field] !== undefined || mapping.constants[field] !== undefined;
    const isPlace = field === 'longitude' || field === 'latitude';
    if (isRequired && !isFilled && !(isPlace && hasGeometry)) problems.push(`nothing fills ${field}`);
    const constant = mapping.constants[field];
    if (choices && constant !== undefined && !choices.includes(constant))
      problems.push(`${field}: "${constant}" is none of ${choices.join(', ')}`);
  }
  const known = new Set(fields.map(({ field }) => field));
  for (const part of [mapping.columns, mapping.constants, mapping.values, mapping.times])
    for (const field of Object.keys(part))
      if (!known.has(field)) problems.push(`${mapping.kind} has no field ${field}`);
  for (const [field, column] of Object.entries(mapping.columns))
    if (columns && !columns.includes(column)) problems.push(`${field}: the file has no column "${column}"`);
  if (mapping.kind === 'zone' && !hasGeometry) problems.push('a zone needs an area: give it as GeoJSON');
  return [...new Set(problems)];
}

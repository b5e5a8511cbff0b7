import { createHash } from 'node:crypto';
import { isPosition, type Position } from '#shared/geo/position.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { earliestInstant } from '#shared/schema/vocabulary.ts';
import { type GpxElement, readGpxElements } from './gpx-elements.ts';
import type { ImportFile, ImportFormat, ImportRow } from './import-format.ts';
import { clipText, parseDecimal, parseUtcTime } from './parse-cell.ts';

/**
 * GPX 1.0 and 1.1. Every track point becomes a position of the track `<file stem>-<track name>`; every named waypoint a
 * site `gpx-<file stem>-<waypoint name>` of type "other", because GPX does not say what stands there. A waypoint
 * without time takes the time of the file. Routes are plans without times and are refused, each by its line.
 */
export const gpxFormat: ImportFormat = {
  name: 'gpx',
  title: 'GPX tracks and waypoints',
  detect: (head) =>
    /^\uFEFF?\s*</.test(head.toString('utf8')) && /<(?:[\w.-]+:)?gpx[\s>]/.test(head.toString('utf8')) ? 1 : 0,
  read: readGpx,
};

/** Longest id a report may carry. */
const idLength = 128;

async function* readGpx(file: ImportFile): AsyncGenerator<ImportRow> {
  const name = makeWaypointNamer(file.stem);
  let fileTime: number | undefined;
  for await (const element of readGpxElements(file)) {
    const { line } = element;
    if (element.kind === 'file-time') {
      fileTime = parseUtcTime(element.text);
      continue;
    }
    const row =
      element.kind === 'route'
        ? refuse('invalid-report', 'a route is a plan, not a track: routes are not imported')
        : element.kind === 'waypoint'
          ? readWaypoint(element, fileTime, name)
          : readTrackPoint(element, file.stem);
    yield row.ok ? { line, report: row.value } : { line, problem: row.problem };
  }
}

function readTrackPoint(element: GpxElement, stem: string): Parsed<Record<string, unknown>> {
  const position = readPosition(element);
  if (!position.ok) return position;
  const observedAt = readTime(element.fields.time);
  if (!observedAt.ok) return observedAt;
  const altitudeMetres = readNumber(element.fields.ele, 'ele', { from: -1_000, to: 30_000 });
  if (!altitudeMetres.ok) return altitudeMetres;
  const speed = readNumber(element.fields.speed, 'speed', { to: 1_500 });
  if (!speed.ok) return speed;
  const course = readNumber(element.fields.course, 'course', { to: 360 });
  if (!course.ok) return course;
  const track = element.trackName ?? `track ${element.trackNumber}`;
  return {
    ok: true,
    value: {
      kind: 'position',
      source: 'gpx',
      trackId: makeId(`${stem}-${track}`),
      observedAt: new Date(observedAt.value).toISOString(),
      position: position.value,
      ...(altitudeMetres.value === undefined ? {} : { altitudeMetres: altitudeMetres.value }),
      ...(speed.value === undefined ? {} : { speedMetresPerSecond: speed.value }),
      ...(course.value === undefined ? {} : { courseDegrees: course.value }),
      ...(element.trackName ? { callSign: clipText(element.trackName, 200) } : {}),
    },
  };
}

type WaypointNamer = (waypoint: { name: string; position: Position; content: string }) => {
  siteId: string;
  messageId: string;
};

function readWaypoint(
  element: GpxElement,
  fileTime: number | undefined,
  nameWaypoint: WaypointNamer,
): Parsed<Record<string, unknown>> {
  const { name, desc, cmt, time } = element.fields;
  if (!name) return refuse('invalid-report', 'a waypoint without a name cannot become a site');
  const position = readPosition(element);
  if (!position.ok) return position;
  const observedAt: Parsed<number> = time || fileTime === undefined ? readTime(time) : { ok: true, value: fileTime };
  if (!observedAt.ok) return observedAt;
  const remark = desc ?? cmt;
  const content = JSON.stringify([name, position.value, observedAt.value, remark]);
  return {
    ok: true,
    value: {
      kind: 'site',
      source: 'gpx',
      ...nameWaypoint({ name, position: position.value, content }),
      observedAt: new Date(observedAt.value).toISOString(),
      name: clipText(name, 200),
      type: 'other',
      position: position.value,
      ...(remark ? { remark: clipText(remark, 20_000) } : {}),
    },
  };
}

function readPosition(element: GpxElement): Parsed<Position> {
  const longitude = parseDecimal(element.lon);
  const latitude = parseDecimal(element.lat);
  if (longitude === undefined || latitude === undefined)
    return refuse('invalid-report', 'lat or lon is missing or not a number');
  if (!isPosition(longitude, latitude)) return refuse('invalid-report', 'lat or lon is outside the globe');
  return { ok: true, value: [longitude, latitude] };
}

function readTime(text: string | undefined): Parsed<number> {
  if (!text) return refuse('invalid-report', 'the point has no time');
  const at = parseUtcTime(text);
  if (at === undefined) return refuse('invalid-report', 'the time is not a date and time');
  if (at < earliestInstant) return refuse('time-before-record', 'the time is before 24 October 1945: clock not set');
  return { ok: true, value: at };
}

/** Loggers write a negative speed or course for "not known"; below `from`, when given, is refused instead. */
function readNumber(
  text: string | undefined,
  field: string,
  range: { from?: number; to: number },
): Parsed<number | undefined> {
  if (!text) return { ok: true, value: undefined };
  const value = parseDecimal(text);
  if (value === undefined) return refuse('invalid-report', `${field} is not a number`);
  if (value > range.to || (range.from !== undefined && value < range.from))
    return refuse('invalid-report', `${field} is out of range`);
  return { ok: true, value: range.from === undefined && value < 0 ? undefined : value };
}

/**
 * Ids of waypoints. Two of one name at different places get different sites; two that are alike in everything get
 * different message ids by their ordinal, so that loading the file again adds nothing.
 */
function makeWaypointNamer(stem: string): WaypointNamer {
  const places = new Map<string, string[]>();
  const ordinals = new Map<string, number>();
  return ({ name, position, content }) => {
    const siteName = makeId(`gpx-${stem}-${name}`);
    const known = places.get(siteName) ?? [];
    const place = position.join(' ');
    const index = known.includes(place) ? known.indexOf(place) : known.push(place) - 1;
    places.set(siteName, known);
    const digest = hash(content);
    const ordinal = (ordinals.get(digest) ?? 0) + 1;
    ordinals.set(digest, ordinal);
    return {
      siteId: index === 0 ? siteName : makeId(`gpx-${stem}-${name}-${index + 1}`),
      messageId: `gpx-${digest}-${ordinal}`,
    };
  };
}

/** Printable and at most `idLength` long; what had to be shortened stays distinct by a hash. */
function makeId(text: string): string {
  const id = text.trim().replace(/[\s/]+/g, '-');
  return id.length <= idLength ? id : `${id.slice(0, idLength - 17)}-${hash(id).slice(0, 16)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

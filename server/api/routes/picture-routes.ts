import { type Request, type Response, Router } from 'express';
import { boxAround, boxesOverlap } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { kinds } from '#shared/schema/kinds.ts';
import { canSee, redact, type Viewer } from '../../access/viewer.ts';
import type { LivePicture } from '../../picture/live-picture.ts';
import { formatCsv } from '../format-csv.ts';
import { formatTimes, formatTrackState, geometryOf } from '../format-record.ts';
import { sendProblem } from '../problem-response.ts';
import { parseQuery, type Query } from '../query.ts';

const filters = ['from', 'to', 'bbox', 'q', 'limit'] as const;

type Options = { live: LivePicture; identify: (request: Request) => Viewer };

/** The picture as known now: whole (`/picture`) and by collection (`/incidents`, `/facilities`, …). */
export function pictureRoutes({ live, identify }: Options): Router {
  const router = Router();
  router.get('/picture', (request, response) => {
    const query = parseQuery(request, [...filters, 'types'], 10_000, 400_000);
    if (!query.ok) return sendProblem(response, query.problem);
    const records = visible(live, identify(request), query.value, query.value.types);
    response.json({ sequence: live.picture.sequence, records: records.map((record) => describe(record, live)) });
  });
  const collections = Object.entries(kinds).flatMap(([kind, { collection }]) =>
    collection ? [[kind, collection] as const] : [],
  );
  for (const [kind, collection] of [...collections, ['track', 'tracks'] as const]) {
    router.get(`/${collection}`, (request, response) => {
      const query = parseQuery(request, filters, 1_000, 400_000);
      if (!query.ok) return sendProblem(response, query.problem);
      send(request, response, visible(live, identify(request), query.value, [kind]), live);
    });
  }
  return router;
}

function visible({ picture }: LivePicture, viewer: Viewer, query: Query, types: string[] | undefined): PictureRecord[] {
  const found: PictureRecord[] = [];
  for (const record of picture.records.values()) {
    if (found.length === query.limit) break;
    if ((types && !types.includes(record.kind)) || !canSee(viewer, record)) continue;
    const at =
      record.kind === 'track' ? picture.tracks.observedAt[picture.tracks.find(record.id)!]! : record.observedAt;
    if ((query.from !== undefined && at < query.from) || (query.to !== undefined && at > query.to)) continue;
    if (query.box && !liesIn(record, query.box, picture.tracks)) continue;
    const own = redact(viewer, record);
    if (query.q && !JSON.stringify(own.body).toLowerCase().includes(query.q.toLowerCase())) continue;
    found.push(own);
  }
  return found;
}

function liesIn(
  record: PictureRecord,
  box: NonNullable<Query['box']>,
  tracks: LivePicture['picture']['tracks'],
): boolean {
  const geometry = geometryOf(record, tracks) as { coordinates: unknown } | null;
  const numbers = (geometry ? [geometry.coordinates].flat(3) : []) as number[];
  const points: Position[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) points.push([numbers[index]!, numbers[index + 1]!]);
  return points.length > 0 && boxesOverlap(boxAround(points), box);
}

function describe(record: PictureRecord, { picture: { tracks } }: LivePicture): Record<string, unknown> {
  const slot = record.kind === 'track' ? tracks.find(record.id) : undefined;
  const formatted = formatTimes(record) as Record<string, unknown>;
  if (slot === undefined) return formatted;
  // What a track is has no times of its own; those of its newest position are told.
  const { observedAt: _observed, knownAt: _known, version: _version, sequence: _sequence, ...described } = formatted;
  const state = formatTrackState(tracks, slot);
  return { ...described, observedAt: state['observedAt'], state };
}

function send(request: Request, response: Response, records: PictureRecord[], live: LivePicture): void {
  const described = records.map((record) => describe(record, live));
  const format = request.accepts(['application/json', 'application/geo+json', 'text/csv']);
  if (format === 'application/geo+json') {
    const features = records.map((record, index) => ({
      type: 'Feature',
      id: record.key,
      geometry: geometryOf(record, live.picture.tracks),
      properties: described[index],
    }));
    response.type('application/geo+json').send(JSON.stringify({ type: 'FeatureCollection', features }));
  } else if (format === 'text/csv') {
    response.type('text/csv').send(formatCsv(described));
  } else {
    response.json({ count: records.length, records: described });
  }
}

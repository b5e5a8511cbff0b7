import { type Request, type Response, Router } from 'express';
import { boxAround, boxesOverlap } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { TrackTable } from '#shared/picture/track-table.ts';
import type { Moment } from '#shared/replay/moment.ts';
import { kinds } from '#shared/schema/kinds.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { isoInstantSchema } from '#shared/schema/vocabulary.ts';
import { canSee, redact, type Viewer } from '../../access/viewer.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { LivePicture } from '../../picture/live-picture.ts';
import type { MomentPictures } from '../../replay/moment-pictures.ts';
import { formatCsv } from '../format-csv.ts';
import { formatTimes, formatTrackState, geometryOf } from '../format-record.ts';
import { sendProblem } from '../problem-response.ts';
import { parseQuery, type Query } from '../query.ts';

const filters = ['from', 'to', 'bbox', 'q', 'limit'] as const;

type Options = {
  log: EventLog;
  live: LivePicture;
  moments: MomentPictures;
  identify: (request: Request) => Viewer;
  now: () => number;
};
type Looked = { records: Iterable<PictureRecord>; tracks: TrackTable };

/**
 * The picture: whole (`/picture`), as known now or at a moment of the record, and by collection as known now (`/incidents`,
 * `/facilities`, …).
 */
export function pictureRoutes({ log, live, moments, identify, now }: Options): Router {
  const router = Router();
  const present = (): Looked => ({ records: live.picture.records.values(), tracks: live.picture.tracks });
  router.get('/picture', async (request, response) => {
    const { at, known, ...rest } = request.query as Record<string, unknown>;
    const query = parseQuery(rest, [...filters, 'types'], 10_000, 400_000);
    if (!query.ok) return sendProblem(response, query.problem);
    const moment = parseMoment({ at, known }, { now: now(), settledAt: log.settledAt });
    if (!moment.ok) return sendProblem(response, moment.problem);
    const look = (looked: Looked) =>
      visible(looked, identify(request), query.value, query.value.types).map((record) => describe(record, looked));
    if (!moment.value) return void response.json({ sequence: live.picture.sequence, records: look(present()) });
    if (moments.isBusy)
      return sendProblem(response, {
        name: 'overloaded',
        detail: 'many questions about the past are waiting; ask again',
      });
    const { truth, at: shown, by } = moment.value;
    const records = await moments.read(moment.value, (past) => look({ records: past.records(), tracks: past.tracks }));
    response.json({ truth, at: new Date(shown).toISOString(), known: new Date(by).toISOString(), records });
  });
  const collections = Object.entries(kinds).flatMap(([kind, { collection }]) =>
    collection ? [[kind, collection] as const] : [],
  );
  for (const [kind, collection] of [...collections, ['track', 'tracks'] as const]) {
    router.get(`/${collection}`, (request, response) => {
      const query = parseQuery(request.query, filters, 1_000, 400_000);
      if (!query.ok) return sendProblem(response, query.problem);
      send(request, response, visible(present(), identify(request), query.value, [kind]), present());
    });
  }
  return router;
}

/**
 * Which moment is asked for, if not now: `at` alone is *as happened* by everything known now, `known` alone *as known
 * then*, both *as happened* by what was known at `known`. Of the present a moment holds what is settled: nothing that
 * belongs to it is on its way to the disk.
 */
function parseMoment(
  given: { at?: unknown; known?: unknown },
  { now, settledAt }: { now: number; settledAt: number },
): Parsed<Moment | undefined> {
  const times: { at?: number; known?: number } = {};
  for (const name of ['at', 'known'] as const) {
    const text = given[name];
    if (text === undefined) continue;
    if (!isoInstantSchema.safeParse(text).success || Number.isNaN(Date.parse(String(text))))
      return refuse('bad-query', `${name} is not an ISO 8601 time with a zone`);
    times[name] = Date.parse(String(text));
    if (times[name] > now) return refuse('time-in-future', `${name} is ahead of the server clock`);
  }
  const by = Math.min(times.known ?? settledAt, settledAt);
  if (times.at !== undefined) return { ok: true, value: { truth: 'happened', at: times.at, by } };
  return { ok: true, value: times.known === undefined ? undefined : { truth: 'known', at: by, by } };
}

function visible(
  { records, tracks }: Looked,
  viewer: Viewer,
  query: Query,
  types: string[] | undefined,
): PictureRecord[] {
  const found: PictureRecord[] = [];
  for (const record of records) {
    if (found.length === query.limit) break;
    if ((types && !types.includes(record.kind)) || !canSee(viewer, record)) continue;
    const at = record.kind === 'track' ? tracks.observedAt[tracks.find(record.id)!]! : record.observedAt;
    if ((query.from !== undefined && at < query.from) || (query.to !== undefined && at > query.to)) continue;
    if (query.box && !liesIn(record, query.box, tracks)) continue;
    const own = redact(viewer, record);
    if (query.q && !JSON.stringify(own.body).toLowerCase().includes(query.q.toLowerCase())) continue;
    found.push(own);
  }
  return found;
}

function liesIn(record: PictureRecord, box: NonNullable<Query['box']>, tracks: TrackTable): boolean {
  const geometry = geometryOf(record, tracks) as { coordinates: unknown } | null;
  const numbers = (geometry ? [geometry.coordinates].flat(3) : []) as number[];
  const points: Position[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2) points.push([numbers[index]!, numbers[index + 1]!]);
  return points.length > 0 && boxesOverlap(boxAround(points), box);
}

function describe(record: PictureRecord, { tracks }: Looked): Record<string, unknown> {
  const slot = record.kind === 'track' ? tracks.find(record.id) : undefined;
  const formatted = formatTimes(record) as Record<string, unknown>;
  if (slot === undefined) return formatted;
  // What a track is has no times of its own; those of its newest position are told.
  const { observedAt: _observed, knownAt: _known, version: _version, sequence: _sequence, ...described } = formatted;
  const state = formatTrackState(tracks, slot);
  return { ...described, observedAt: state['observedAt'], state };
}

function send(request: Request, response: Response, records: PictureRecord[], looked: Looked): void {
  const described = records.map((record) => describe(record, looked));
  const format = request.accepts(['application/json', 'application/geo+json', 'text/csv']);
  if (format === 'application/geo+json') {
    const features = records.map((record, index) => ({
      type: 'Feature',
      id: record.key,
      geometry: geometryOf(record, looked.tracks),
      properties: described[index],
    }));
    response.type('application/geo+json').send(JSON.stringify({ type: 'FeatureCollection', features }));
  } else if (format === 'text/csv') {
    response.type('text/csv').send(formatCsv(described));
  } else {
    response.json({ count: records.length, records: described });
  }
}

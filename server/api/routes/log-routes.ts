import { type Request, Router } from 'express';
import type { FactEvent } from '#shared/schema/report.ts';
import { canSee, redact, type Viewer } from '../../access/viewer.ts';
import { isTakenBack } from '../../imports/import-store.ts';
import type { EventLog, EventQuery, TrackFix } from '../../log/event-log.ts';
import type { LivePicture } from '../../picture/live-picture.ts';
import { formatTimes } from '../format-record.ts';
import { sendProblem } from '../problem-response.ts';
import { parseQuery } from '../query.ts';

type Options = { log: EventLog; live: LivePicture; identify: (request: Request) => Viewer; now: () => number };

const hourMs = 3_600_000;
const activityKinds = ['incident', 'patrol', 'freshness'];
const pageRows = 1_000;

/** What the log holds: pages of facts, the fixes of a track, and how much happened when. */
export function logRoutes({ log, live, identify, now }: Options): Router {
  const router = Router();

  router.get('/events', async (request, response) => {
    const query = parseQuery(request.query, ['from', 'to', 'after', 'types', 'bbox', 'q', 'limit'], 100, 1_000);
    if (!query.ok) return sendProblem(response, query.problem);
    const { types, q, limit, ...filters } = query.value;
    const wanted = { ...filters, ...(types ? { kinds: types } : {}), ...(q ? { text: q } : {}) };
    const events: FactEvent[] = [];
    for await (const event of readVisible(log, wanted, identify(request))) if (events.push(event) === limit) break;
    const next = events.length === limit ? events.at(-1)!.sequence : undefined;
    response.json({ events: events.map((event) => formatTimes(event)), ...(next === undefined ? {} : { next }) });
  });

  router.get('/tracks/*name', async (request, response) => {
    const query = parseQuery(request.query, ['from', 'to', 'limit'], 100_000, 100_000);
    if (!query.ok) return sendProblem(response, query.problem);
    const name = [request.params['name']].flat().join('/');
    const record = live.picture.records.get(`track/${name}`);
    const missing = { name: 'not-found', detail: `no track ${name}` } as const;
    const viewer = identify(request);
    const trackId = record ? name.slice(record.source.length + 1) : '';
    if (!record || !canSee(viewer, record)) return sendProblem(response, missing);
    const { from = 0, to = now(), limit } = query.value;
    const stored = await log.read.track(record.source, trackId, from, to, limit);
    if (!stored) return sendProblem(response, missing);
    // A track may have been filed under other markings before: each fix is judged by its own.
    const open = new Set(
      [...new Set(stored.map(({ descriptor }) => descriptor))].filter((descriptor) => {
        const described = log.descriptors[descriptor]!;
        return canSee(viewer, described) && !isTakenBack({ live }, described.actor);
      }),
    );
    const fixes = stored.filter(({ descriptor }) => open.has(descriptor)).map(({ descriptor: _, ...fix }) => fix);
    const format = request.accepts(['application/json', 'application/geo+json', 'application/gpx+xml']);
    if (format === 'application/geo+json') response.type(format).send(JSON.stringify(asGeoJson(name, fixes)));
    else if (format === 'application/gpx+xml') response.type(format).send(asGpx(name, fixes));
    else response.json({ id: name, fixes: fixes.map(formatFix) });
  });

  router.get('/activity', async (request, response) => {
    const hours = Math.min(Math.max(Number(request.query['hours'] ?? 24) || 24, 1), 24 * 31);
    const bins = Math.min(Math.max(Math.floor(Number(request.query['bins'] ?? 96)) || 96, 1), 500);
    const to = now();
    const from = to - hours * hourMs;
    const counts: Record<string, number[]> = {};
    for await (const event of readVisible(log, { from, to, kinds: activityKinds }, identify(request))) {
      if (event.kind === 'freshness' && event.body.state !== 'lost') continue;
      counts[event.kind] ??= new Array<number>(bins).fill(0);
      const bin = Math.min(bins - 1, Math.floor(((event.observedAt - from) / (to - from)) * bins));
      counts[event.kind]![bin]!++;
    }
    response.json({ from: new Date(from).toISOString(), to: new Date(to).toISOString(), bins: counts });
  });
  return router;
}

/**
 * Facts that the viewer may see, page by page, oldest first. What is hidden is passed over before anything is counted,
 * so that neither a limit nor the end of a page betrays that it exists.
 */
async function* readVisible(
  log: EventLog,
  wanted: Omit<EventQuery, 'limit'>,
  viewer: Viewer,
): AsyncGenerator<FactEvent> {
  let after = wanted.after ?? 0;
  for (;;) {
    const page = await log.read.events({ ...wanted, after, limit: pageRows });
    for (const event of page) if (canSee(viewer, event)) yield redact(viewer, event);
    if (page.length < pageRows) return;
    after = page.at(-1)!.sequence;
  }
}

/** As `formatTimes` would, which takes longer than reading a day of them. */
function formatFix({ observedAt, ...fix }: Omit<TrackFix, 'descriptor'>): object {
  return { observedAt: new Date(observedAt).toISOString(), ...fix };
}

function asGeoJson(name: string, fixes: readonly Omit<TrackFix, 'descriptor'>[]): object {
  const coordinates = fixes.map((fix) => [fix.longitude, fix.latitude]);
  const geometry =
    coordinates.length > 1
      ? { type: 'LineString', coordinates }
      : coordinates[0]
        ? { type: 'Point', coordinates: coordinates[0] }
        : null;
  return {
    type: 'Feature',
    id: name,
    geometry,
    properties: { times: fixes.map((fix) => new Date(fix.observedAt).toISOString()) },
  };
}

function asGpx(name: string, fixes: readonly Omit<TrackFix, 'descriptor'>[]): string {
  const points = fixes.map((fix) => {
    const elevation = fix.altitudeMetres === undefined ? '' : `<ele>${fix.altitudeMetres}</ele>`;
    return `<trkpt lat="${fix.latitude}" lon="${fix.longitude}">${elevation}<time>${new Date(fix.observedAt).toISOString()}</time></trkpt>`;
  });
  const title = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Vedette" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>${title}</name><trkseg>${points.join('')}</trkseg></trk></gpx>\n`;
}

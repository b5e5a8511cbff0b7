import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { encodeCoverage } from '#shared/protocol/coverage.ts';
import type { Ground } from '#shared/schema/ground.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { isoInstantSchema, parseInstant } from '#shared/schema/vocabulary.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { CoverageService } from '../../coverage/coverage-service.ts';
import { parsePlanQuery } from '../plan-query.ts';
import { sendProblem } from '../problem-response.ts';

type Options = { coverage: CoverageService; identify: (request: Request) => Viewer };

/** Medical cover as known now or at a time before: the raster that the map draws, patrols, ways from one
 * place to care, and the ground that all rests on. */
export function coverageRoutes({ coverage, identify }: Options): Router {
  const router = Router();
  router.get('/coverage/raster', async (request, response) => {
    const at = parseAt(request);
    if (!at.ok) return sendProblem(response, at.problem);
    const viewer = identify(request);
    const named = await (at.value === undefined
      ? coverage.rasterFor(viewer)
      : coverage.pastRasterFor(viewer, at.value));
    if (!named.ok) return sendProblem(response, named.problem);
    response.set('Cache-Control', 'no-cache').set('ETag', `"${named.value.revision}"`).type('application/octet-stream');
    if (request.fresh) return void response.status(304).end();
    response.send(Buffer.from(encodeCoverage({ ...named.value, detail: coverage.ground.detail })));
  });
  router.get('/coverage/patrols', async (request, response: Response) => {
    const at = parseAt(request);
    if (!at.ok) return sendProblem(response, at.problem);
    if (at.value === undefined)
      return sendProblem(response, { name: 'bad-query', detail: 'give at; what is known now is in /covers' });
    const past = await coverage.pastPatrolsFor(identify(request), at.value);
    if (!past.ok) return sendProblem(response, past.problem);
    const { isNight, patrols } = past.value;
    response.json({
      at: new Date(at.value).toISOString(),
      isNight,
      patrols: patrols.map(({ patrolId, cover }) => ({ patrolId, ...cover })),
    });
  });
  router.get('/coverage/plans', async (request, response) => {
    const wanted = parsePlanQuery(request.query as Record<string, unknown>);
    if (!wanted.ok) return sendProblem(response, wanted.problem);
    const plans = await coverage.plansFor(identify(request), wanted.value);
    if (!plans.ok) return sendProblem(response, plans.problem);
    response.set('Cache-Control', 'no-cache').json(plans.value);
  });
  router.get('/ground', (request, response) => {
    const { bytes, tag } = asJson(coverage.ground);
    response.set('Cache-Control', 'no-cache').set('ETag', tag).type('application/json');
    if (request.fresh) return void response.status(304).end();
    response.send(bytes);
  });
  return router;
}

let written: { ground: Ground; bytes: Buffer; tag: string } | undefined;

/** A road network may be of many megabytes: it is written out once, not for each viewer. */
function asJson(ground: Ground): { bytes: Buffer; tag: string } {
  if (written?.ground !== ground) {
    const bytes = Buffer.from(JSON.stringify(ground));
    written = { ground, bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"` };
  }
  return written;
}

/** The time that was asked for; undefined for now. */
function parseAt({ query }: Request): Parsed<number | undefined> {
  const unknown = Object.keys(query).find((name) => name !== 'at');
  if (unknown) return refuse('bad-query', `parameter "${unknown}" is not known here`);
  const { at: text } = query;
  if (text === undefined) return { ok: true, value: undefined };
  const at = isoInstantSchema.safeParse(text).success ? parseInstant(text as string) : Number.NaN;
  return Number.isNaN(at) ? refuse('bad-query', 'at is not an ISO 8601 time with a zone') : { ok: true, value: at };
}

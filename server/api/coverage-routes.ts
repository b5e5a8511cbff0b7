import { type Request, Router } from 'express';
import { encodeCoverage } from '#shared/protocol/coverage.ts';
import type { Ground } from '#shared/schema/ground.ts';
import type { Viewer } from '../access/viewer.ts';
import type { CoverageService } from '../coverage/coverage-service.ts';
import { parsePlanQuery } from './plan-query.ts';
import { sendProblem } from './problem-response.ts';

type Options = { coverage: CoverageService; ground: Ground; identify: (request: Request) => Viewer };

/** Medical cover as known now: the raster that the map draws, ways from one place to care, and the ground. */
export function coverageRoutes({ coverage, ground, identify }: Options): Router {
  const router = Router();
  router.get('/coverage/raster', async (request, response) => {
    const named = await coverage.rasterFor(identify(request));
    if (!named)
      return sendProblem(response, { name: 'not-ready', detail: 'medical cover has not been computed yet; ask again' });
    response.set('Cache-Control', 'no-cache').set('ETag', `"${named.revision}"`).type('application/octet-stream');
    if (request.fresh) return void response.status(304).end();
    response.send(Buffer.from(encodeCoverage({ ...named, detail: ground.detail })));
  });
  router.get('/coverage/plans', async (request, response) => {
    const wanted = parsePlanQuery(request.query as Record<string, unknown>);
    if (!wanted.ok) return sendProblem(response, wanted.problem);
    response.set('Cache-Control', 'no-cache').json(await coverage.plansFor(identify(request), wanted.value));
  });
  router.get('/ground', (_request, response) => void response.json(ground));
  return router;
}

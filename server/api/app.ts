import { existsSync } from 'node:fs';
import compression from 'compression';
import express, { type Express, type Request } from 'express';
import helmet from 'helmet';
import type { Health } from '#shared/protocol/http.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { isOwnOrigin } from '../access/own-origin.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Basemap } from '../basemap/basemap-archive.ts';
import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { logRoutes } from './log-routes.ts';
import { describeApi } from './openapi.ts';
import { pictureRoutes } from './picture-routes.ts';
import { placesRoute } from './places-route.ts';
import { problemHandler, sendProblem } from './problem-response.ts';
import { reportsRoute } from './reports-route.ts';
import { staticFiles } from './static-files.ts';
import { retireRoute } from './retire-route.ts';

export type AppOptions = {
  ingest: Ingest;
  log: EventLog;
  live: LivePicture;
  metrics: Metrics;
  mission: Mission;
  basemap: Basemap | undefined;
  gazetteer: Gazetteer;
  clientDir: string;
  version: string;
  now: () => number;
  health: () => Health;
  identify: (request: Request) => Viewer;
  onUnexpected: (error: Error) => void;
};

/** Everything over HTTP: the API under /api/v1, the basemap tiles and the client's files. Nothing points off the origin. */
export function makeApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
      strictTransportSecurity: false,
    }),
  );
  app.use((request, response, next) => {
    if (isOwnOrigin(request)) return next();
    options.metrics.countRefusal('http', 'foreign-origin');
    sendProblem(response, { name: 'foreign-origin', detail: 'requests from pages of another origin are refused' });
  });
  const api = express.Router();
  api.get('/health', (_request, response) => void response.json(options.health()));
  api.use(reportsRoute(options));
  api.use(retireRoute(options));
  api.use(compression());
  api.get('/mission', (_request, response) => void response.json(options.mission));
  api.get(
    '/metrics',
    async (_request, response) => void response.type('text/plain').send(await options.metrics.registry.metrics()),
  );
  api.get('/openapi.json', (_request, response) => void response.json(describeApi(options.version)));
  api.use(placesRoute(options));
  api.use(pictureRoutes(options));
  api.use(logRoutes(options));
  api.use((request, response) =>
    sendProblem(response, { name: 'not-found', detail: `no ${request.method} ${request.path} here` }),
  );
  app.use('/api/v1', api);
  app.get('/basemap/:z/:x/:y', async (request, response) => {
    const [z, x, y] = [request.params.z, request.params.x, request.params.y.replace(/\.mvt$/, '')].map(Number) as [
      number,
      number,
      number,
    ];
    const isTile = [z, x, y].every((each) => Number.isInteger(each) && each >= 0) && z <= 22;
    const tile = isTile ? await options.basemap?.tile(z, x, y) : undefined;
    if (!tile) return void response.status(204).end();
    response.set({
      'Content-Type': 'application/vnd.mapbox-vector-tile',
      'Content-Encoding': 'gzip',
      'Cache-Control': 'no-cache',
      ETag: options.basemap!.etag,
    });
    response.end(tile);
  });
  if (existsSync(options.clientDir)) {
    app.use(compression());
    app.use(staticFiles(options.clientDir));
  }
  app.use((request, response) =>
    sendProblem(response, { name: 'not-found', detail: `no ${request.method} ${request.path} here` }),
  );
  app.use(problemHandler(options.metrics, options.onUnexpected));
  return app;
}

const contentPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'", 'data:'],
  manifestSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

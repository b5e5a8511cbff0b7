import { existsSync } from 'node:fs';
import compression from 'compression';
import express, { type Express, type Request } from 'express';
import helmet from 'helmet';
import type { Health } from '#shared/protocol/http.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { isOwnOrigin } from '../access/own-origin.ts';
import type { Viewer } from '../access/viewer.ts';
import type { ArchiveFolder } from '../basemap/archives/archive-folder.ts';
import type { Basemap } from '../basemap/basemap-archive.ts';
import type { Boundaries } from '../basemap/boundaries/boundaries.ts';
import type { DetailBasemap } from '../basemap/detail/detail-basemap.ts';
import type { CoverageService } from '../coverage/coverage-service.ts';
import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import type { ImportDesk } from '../imports/import-desk.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import type { ClipStore } from '../replay/clips/clip-store.ts';
import type { MomentPictures } from '../replay/moment-pictures.ts';
import { describeApi } from './openapi.ts';
import { problemHandler, sendProblem } from './problem-response.ts';
import { basemapRoutes } from './routes/basemap-routes.ts';
import { clipsRoute } from './routes/clips-route.ts';
import { coverageRoutes } from './routes/coverage-routes.ts';
import { dossierRoute } from './routes/dossier-route.ts';
import { importRoutes } from './routes/import-routes.ts';
import { logRoutes } from './routes/log-routes.ts';
import { passagesRoute } from './routes/passages-route.ts';
import { pictureRoutes } from './routes/picture-routes.ts';
import { placesRoute } from './routes/places-route.ts';
import { reportsRoute } from './routes/reports-route.ts';
import { retireRoute } from './routes/retire-route.ts';
import { takeBackRoute } from './routes/take-back-route.ts';
import { basemapStatus, tilesRoute } from './routes/tiles-route.ts';
import { timelineRoute } from './routes/timeline-route.ts';
import { staticFiles } from './static-files.ts';

export type AppOptions = {
  ingest: Ingest;
  desk: ImportDesk;
  dataDir: string;
  log: EventLog;
  live: LivePicture;
  metrics: Metrics;
  mission: Mission;
  basemap: Basemap | undefined;
  archives: ArchiveFolder;
  coverage: CoverageService;
  history: LogHistory;
  moments: MomentPictures;
  clips: ClipStore;
  detail?: DetailBasemap | undefined;
  boundaries?: Boundaries | undefined;
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
  app.use(limitBodyTime);
  const api = express.Router();
  api.get('/health', (_request, response) => void response.json(options.health()));
  api.use(reportsRoute(options));
  api.use(retireRoute(options));
  api.use(takeBackRoute(options));
  api.use(compression());
  api.get('/mission', (_request, response) => void response.json(options.mission));
  api.get(
    '/metrics',
    async (_request, response) => void response.type('text/plain').send(await options.metrics.registry.metrics()),
  );
  api.get('/openapi.json', (_request, response) => void response.json(describeApi(options.version)));
  api.use(basemapRoutes(options));
  api.get('/basemap', (_request, response) => void response.json(basemapStatus(options)));
  api.use(placesRoute(options));
  api.use(coverageRoutes(options));
  api.use(pictureRoutes(options));
  api.use(logRoutes(options));
  api.use(timelineRoute(options));
  api.use(passagesRoute(options));
  api.use(dossierRoute(options));
  api.use(clipsRoute(options));
  api.use(importRoutes(options));
  api.use((request, response) =>
    sendProblem(response, { name: 'not-found', detail: `no ${request.method} ${request.path} here` }),
  );
  app.use('/api/v1', api);
  app.use('/basemap', tilesRoute(options));
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

/** A body must be whole within this; a file takes longer, and its route watches that it keeps coming. */
const bodyMs = 30_000;
const filePaths = ['/api/v1/imports/uploads', '/api/v1/clips'];

function limitBodyTime(request: Request, _response: unknown, next: () => void): void {
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  if (hasBody && !(request.method === 'POST' && filePaths.includes(request.path))) {
    const timer = setTimeout(() => request.complete || request.destroy(), bodyMs);
    request.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
  }
  next();
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

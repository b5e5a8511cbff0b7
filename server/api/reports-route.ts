import { type ErrorRequestHandler, json, type Request, Router } from 'express';
import { maxBodyBytes, maxReportsPerPost, type ReportsAnswer } from '#shared/protocol/http.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { sendProblem } from './problem-response.ts';

type Options = { ingest: Ingest; log: EventLog; metrics: Metrics; now: () => number };

/** `POST /reports`: one report or an array of them; 202 means that every result names what is on disk. */
export function reportsRoute({ ingest, log, metrics, now }: Options): Router {
  const router = Router();
  const parseBody = json({ limit: maxBodyBytes, strict: true, type: 'application/json' });
  router.post('/reports', parseBody, async (request, response) => {
    if (!request.is('application/json')) {
      metrics.countRefusal('http', 'unsupported-media-type');
      return sendProblem(response, { name: 'unsupported-media-type', detail: 'send application/json' });
    }
    const body: unknown = request.body;
    const reports = Array.isArray(body) ? body : [body];
    if (reports.length > maxReportsPerPost) {
      metrics.countRefusal('http', 'too-many-reports');
      return sendProblem(response, {
        name: 'too-many-reports',
        detail: `at most ${maxReportsPerPost} reports in one request`,
      });
    }
    const results = await ingest.submit(reports, doorOf(request));
    const answer: ReportsAnswer = { epoch: log.epoch, results };
    response.status(202).json(answer);
  });
  router.use('/reports', ((error: Error & { type?: string; body?: unknown }, _request, response, next) => {
    if (error.type !== 'entity.parse.failed') return next(error);
    const problem = { name: 'malformed-json', detail: error.message } as const;
    const bytes = new TextEncoder().encode(String(error.body));
    ingest.quarantine({ receivedAt: now(), door: 'http', problem, bytes });
    sendProblem(response, problem);
  }) satisfies ErrorRequestHandler);
  return router;
}

function doorOf(request: Request) {
  const key = request.get('Idempotency-Key');
  return {
    name: 'http',
    actor: 'local',
    defaultSource: 'http',
    ...(key ? { fallbackMessageId: key.slice(0, 120) } : {}),
  };
}

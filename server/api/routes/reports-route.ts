import { createHash } from 'node:crypto';
import { type ErrorRequestHandler, json, type Request, Router } from 'express';
import { maxBodyBytes, maxReportsPerPost, type ReportsAnswer } from '#shared/protocol/http.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { Door, Ingest } from '../../ingest/ingest.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { sendProblem } from '../problem-response.ts';

type Options = {
  ingest: Ingest;
  log: EventLog;
  metrics: Metrics;
  now: () => number;
  identify: (request: Request) => Viewer;
};

/** `POST /reports`: one report or an array of them; 202 means that every result names what is on disk. */
export function reportsRoute({ ingest, log, metrics, now, identify }: Options): Router {
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
    const results = await ingest.submit(reports, doorOf(request, identify(request).actor));
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

function doorOf(request: Request, actor: string): Door {
  const key = request.get('Idempotency-Key');
  // Hashed, because keys may be longer than a message id and must not pass for one.
  const fallbackMessageId = key && `key:${createHash('sha256').update(key).digest('base64url')}`;
  return { name: 'http', actor, defaultSource: 'http', ...(fallbackMessageId ? { fallbackMessageId } : {}) };
}

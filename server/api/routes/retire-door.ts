import { json, type Request, type RequestHandler, type Response } from 'express';
import type { RetireAnswer } from '#shared/protocol/http.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { Ingest } from '../../ingest/ingest.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { LivePicture } from '../../picture/live-picture.ts';
import { sendProblem } from '../problem-response.ts';

/** What the routes need by which a person takes a track, or its newest position, out of the picture. */
export type RetireOptions = {
  ingest: Ingest;
  log: EventLog;
  live: LivePicture;
  now: () => number;
  identify: (request: Request) => Viewer;
};

const maxBodyBytes = 4_096;

/** A small JSON body, or a named refusal. */
export const readRetireBody: RequestHandler[] = [
  json({ limit: maxBodyBytes, strict: true, type: 'application/json' }),
  (request, response, next) => {
    if (request.is('application/json')) next();
    else sendProblem(response, { name: 'unsupported-media-type', detail: 'send application/json' });
  },
];

/** Puts a `retire` event on disk and answers with its number. */
export async function submitRetire(
  response: Response,
  { ingest, log }: RetireOptions,
  report: { actor: string; body: Record<string, unknown> },
): Promise<void> {
  const door = { name: 'http', actor: report.actor, defaultSource: 'watch', allowInternal: true };
  const [result] = await ingest.submit([report.body], door);
  if (result!.status === 'refused') return void sendProblem(response, result!.problem);
  const answer: RetireAnswer = { epoch: log.epoch, status: result!.status, sequence: result!.sequence };
  response.status(202).json(answer);
}

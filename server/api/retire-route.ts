import { createHash } from 'node:crypto';
import { json, type Request, type Response, Router } from 'express';
import { freshnessOf } from '#shared/parameters/freshness.ts';
import type { RetireAnswer } from '#shared/protocol/http.ts';
import { retireRequestSchema } from '#shared/schema/server-facts.ts';
import { canSee, type Viewer } from '../access/viewer.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { sendProblem } from './problem-response.ts';

type Options = {
  ingest: Ingest;
  log: EventLog;
  live: LivePicture;
  now: () => number;
  identify: (request: Request) => Viewer;
};

const maxBodyBytes = 4_096;

/**
 * `POST /tracks/{name}/retire`: a person takes a lost track out of the picture and says why. The log keeps track, person
 * and reason; the next position brings the track back. One that is still heard stays, whoever asks.
 */
export function retireRoute({ ingest, log, live, now, identify }: Options): Router {
  const router = Router();
  const parseBody = json({ limit: maxBodyBytes, strict: true, type: 'application/json' });
  router.post('/tracks/*name/retire', parseBody, async (request: Request, response: Response) => {
    if (!request.is('application/json'))
      return sendProblem(response, { name: 'unsupported-media-type', detail: 'send application/json' });
    const name = [request.params['name']].flat().join('/');
    const { picture } = live;
    const record = picture.records.get(`track/${name}`);
    const slot = picture.tracks.find(name);
    const viewer = identify(request);
    if (!record || slot === undefined || !canSee(viewer, record))
      return sendProblem(response, { name: 'not-found', detail: `no track ${name}` });
    const given = retireRequestSchema.safeParse(request.body);
    if (!given.success)
      return sendProblem(response, { name: 'invalid-report', detail: 'reason: say why, in 3 to 500 characters' });
    const lastObservedAt = picture.tracks.observedAt[slot]!;
    const at = now();
    if (freshnessOf(at - lastObservedAt, picture.tracks.intervalMs[slot]!) !== 'lost')
      return sendProblem(response, { name: 'not-lost', detail: 'only a track that is lost can be removed' });
    // The same removal has the same id, so that sending again changes nothing and answers with the first.
    const messageId = createHash('sha256').update(`${record.key}@${lastObservedAt}`).digest('base64url');
    const report = {
      ...{ kind: 'retire', messageId, observedAt: new Date(at).toISOString(), marking: record.marking },
      ...{ key: record.key, reason: 'removed', remark: given.data.reason, lastObservedAt },
    };
    const door = { name: 'http', actor: viewer.actor, defaultSource: 'watch', allowInternal: true };
    const [result] = await ingest.submit([report], door);
    if (result!.status === 'refused') return sendProblem(response, result!.problem);
    const answer: RetireAnswer = { epoch: log.epoch, status: result!.status, sequence: result!.sequence };
    response.status(202).json(answer);
  });
  return router;
}

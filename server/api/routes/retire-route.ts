import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { freshnessOf } from '#shared/parameters/freshness.ts';
import { retireRequestSchema } from '#shared/schema/server-facts.ts';
import { canSee } from '../../access/viewer.ts';
import { sendProblem } from '../problem-response.ts';
import { type RetireOptions, readRetireBody, submitRetire } from './retire-door.ts';

/**
 * `POST /tracks/{name}/retire`: a person takes a lost track out of the picture and says why. The log keeps track, person
 * and reason; the next position brings the track back. One that is still heard stays, whoever asks.
 */
export function retireRoute(options: RetireOptions): Router {
  const { live, now, identify } = options;
  const router = Router();
  router.post('/tracks/*name/retire', readRetireBody, async (request: Request, response: Response) => {
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
    await submitRetire(response, options, { actor: viewer.actor, body: report });
  });
  return router;
}

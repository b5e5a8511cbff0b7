import { json, type Request, Router } from 'express';
import { findPassagesFault, passagesRequestSchema } from '#shared/protocol/passages.ts';
import { describeIssue } from '#shared/schema/parse-fact.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { LivePicture } from '../../picture/live-picture.ts';
import { findTrackPassages } from '../../replay/passages.ts';
import { sendProblem } from '../problem-response.ts';

type Options = { log: EventLog; live: LivePicture; metrics: Metrics; identify: (request: Request) => Viewer };

const maxBodyBytes = 64 * 1024;
/** Each reads for seconds when its span is long; more at once would only make all of them slower. */
const mostAtOnce = 4;

/** `POST /passages`: the tracks that were inside an area within a span of time. */
export function passagesRoute({ log, live, metrics, identify }: Options): Router {
  const router = Router();
  let underWay = 0;
  const parseJson = json({ limit: maxBodyBytes, strict: true, type: 'application/json' });
  router.post('/passages', parseJson, async (request, response) => {
    const refuse = (problem: Problem) => {
      metrics.countRefusal('http', problem.name);
      sendProblem(response, problem);
    };
    if (!request.is('application/json'))
      return refuse({ name: 'unsupported-media-type', detail: 'send application/json' });
    const given = passagesRequestSchema.safeParse(request.body);
    if (!given.success) return refuse({ name: 'bad-query', detail: describeIssue(given.error) });
    const fault = findPassagesFault(given.data);
    if (fault) return refuse({ name: 'bad-query', detail: fault });
    if (underWay >= mostAtOnce)
      return refuse({ name: 'overloaded', detail: 'others are asking; try again in a moment' });
    const left = new AbortController();
    response.once('close', () => left.abort());
    underWay++;
    try {
      const answer = await findTrackPassages({ log, live }, identify(request), given.data, left.signal);
      if (answer.ok) response.json(answer.value);
      else refuse(answer.problem);
    } catch (error) {
      // Who asked has gone: there is nobody to answer.
      if (!left.signal.aborted) throw error;
    } finally {
      underWay--;
    }
  });
  return router;
}

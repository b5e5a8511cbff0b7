import { type Request, Router } from 'express';
import { maxTimelineBins, type TimelineAnswer } from '#shared/protocol/timeline.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { LogHistory } from '../../log/history/open-log-history.ts';
import { allowedMarkings } from '../../replay/allowed-markings.ts';
import { sendProblem } from '../problem-response.ts';
import { parseQuery } from '../query.ts';

type Options = { history: LogHistory; identify: (request: Request) => Viewer; now: () => number };

const defaultBins = 200;
const iso = (at: number) => new Date(at).toISOString();

/** `GET /timeline?from=&to=&bins=`: how much happened when, over any part of the record, of what the viewer may see. */
export function timelineRoute({ history, identify, now }: Options): Router {
  const router = Router();
  router.get('/timeline', async (request, response) => {
    const { bins: asked = String(defaultBins), ...rest } = request.query as Record<string, unknown>;
    const query = parseQuery({ query: rest } as unknown as Request, ['from', 'to'], 1, 1);
    if (!query.ok) return sendProblem(response, query.problem);
    const bins = typeof asked === 'string' && /^\d{1,5}$/.test(asked) ? Number(asked) : 0;
    if (bins < 1 || bins > maxTimelineBins)
      return sendProblem(response, { name: 'bad-query', detail: `bins is a number from 1 to ${maxTimelineBins}` });
    const last = now();
    const { from = last - 24 * 3_600_000, to = last } = query.value;
    if (from >= to) return sendProblem(response, { name: 'bad-query', detail: 'from is before to' });
    const markings = await allowedMarkings(history, identify(request));
    const counted = await history.timeline({ from, to, bins, markings, by: last });
    const answer: TimelineAnswer = {
      ...{ from: iso(from), to: iso(to), first: iso(counted.first ?? last), last: iso(last), bins: counted.bins },
    };
    response.json(answer);
  });
  return router;
}

import { type Request, type Response, Router } from 'express';
import { maxTimelineBins, type TimelineAnswer } from '#shared/protocol/timeline.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { LogHistory } from '../../log/history/open-log-history.ts';
import { allowedMarkings } from '../../replay/allowed-markings.ts';
import { countClipMarks, findMarks, visibleMarks } from '../../replay/clips/clip-marks.ts';
import type { ClipStore } from '../../replay/clips/clip-store.ts';
import { sendProblem } from '../problem-response.ts';
import { parseQuery } from '../query.ts';

type Options = { clips: ClipStore; history: LogHistory; identify: (request: Request) => Viewer; now: () => number };

const defaultBins = 200;
const iso = (at: number) => new Date(at).toISOString();

/** `GET /timeline?from=&to=&bins=`: how much happened when, over any part of the record, of what the viewer may see. */
export function timelineRoute({ clips, history, identify, now }: Options): Router {
  const router = Router();
  router.get('/timeline', async (request, response) => {
    const { bins: asked = String(defaultBins), clip, ...rest } = request.query as Record<string, unknown>;
    const query = parseQuery(rest, ['from', 'to'], 1, 1);
    if (!query.ok) return sendProblem(response, query.problem);
    const bins = typeof asked === 'string' && /^\d{1,5}$/.test(asked) ? Number(asked) : 0;
    if (bins < 1 || bins > maxTimelineBins)
      return sendProblem(response, { name: 'bad-query', detail: `bins is a number from 1 to ${maxTimelineBins}` });
    const last = now();
    const { from = last - 24 * 3_600_000, to = last } = query.value;
    if (from >= to) return sendProblem(response, { name: 'bad-query', detail: 'from is before to' });
    if (clip !== undefined) return answerClip(response, { id: String(clip), from, to, bins });
    const markings = await allowedMarkings(history, identify(request));
    const counted = await history.timeline({ from, to, bins, markings, by: last });
    const answer: TimelineAnswer = {
      ...{ from: iso(from), to: iso(to), first: iso(counted.first ?? last), last: iso(last), bins: counted.bins },
    };
    response.json(answer);
  });

  /** The same of a clip, in place of the record of this server. */
  async function answerClip(
    response: Response,
    { id, ...wanted }: { id: string; from: number; to: number; bins: number },
  ): Promise<void> {
    const viewer = identify(response.req);
    const found = clips.find(id, viewer);
    const loaded = found.ok ? await clips.load(id) : found;
    if (!found.ok || !loaded.ok) return sendProblem(response, (loaded as { problem: Problem }).problem);
    const { from: first, to: last } = found.value.manifest;
    const counts = countClipMarks(visibleMarks(await findMarks(loaded.value), viewer), wanted);
    response.json({ from: iso(wanted.from), to: iso(wanted.to), first, last, bins: counts } satisfies TimelineAnswer);
  }
  return router;
}

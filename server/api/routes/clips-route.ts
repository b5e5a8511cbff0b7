import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { type ClipsAnswer, type ClipTruth, clipBounds, clipTruths } from '#shared/protocol/clips.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { type Parsed, type Problem, refuse } from '#shared/schema/problem.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { LogHistory } from '../../log/history/open-log-history.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { ClipStore } from '../../replay/clips/clip-store.ts';
import { type MadeClip, makeClip } from '../../replay/clips/make-clip.ts';
import { sendProblem } from '../problem-response.ts';
import { parseQuery } from '../query.ts';

type Options = {
  clips: ClipStore;
  log: EventLog;
  history: LogHistory;
  mission: Mission;
  metrics: Metrics;
  version: string;
  identify: (request: Request) => Viewer;
};

const mostMade = 2;
/** Made, and on their way to who asked: each lies on the disk until it is there. */
const mostSent = 8;
/** Whoever takes nothing of a package for this long is given up. */
const sendIdleMs = 30_000;
/** After a refusal the rest of a body is thrown away for this long, so that the sender gets to read the answer. */
const drainMs = 5_000;
const mediaType = 'application/zip';

/** Parts of the record in a file: made here, opened anywhere. The work itself is `server/replay/clips`. */
export function clipsRoute(options: Options): Router {
  const { clips, identify } = options;
  const router = Router();
  let [making, sending] = [0, 0];
  const refuseWith = (response: Response, problem: Problem) => {
    options.metrics.countRefusal('http', problem.name);
    if (!response.headersSent) sendProblem(response, problem);
  };

  router.get('/clips/new', async (request, response) => {
    const asked = parseOrder(request, options.log.settledAt);
    if (!asked.ok) return refuseWith(response, asked.problem);
    if (making >= mostMade || sending >= mostSent) {
      const detail = `at most ${mostMade} clips are made and ${mostSent} sent at a time`;
      return refuseWith(response, { name: 'overloaded', detail });
    }
    const path = clips.makePath();
    const stop = new AbortController();
    response.once('close', () => stop.abort());
    try {
      const made = await make({ ...asked.value, path, signal: stop.signal, viewer: identify(request) });
      if (!made.ok) return refuseWith(response, made.problem);
      response.setHeader('Content-Disposition', `attachment; filename="${made.value.name}"`);
      response.setHeader('Content-Length', made.value.sizeBytes);
      response.setHeader('Cache-Control', 'no-store');
      response.type(mediaType);
      await send(response, path);
    } catch (error) {
      // Whoever asked has gone away.
      if (!stop.signal.aborted) throw error;
    } finally {
      await rm(path, { force: true });
    }
  });

  async function make(order: Order & { path: string; signal: AbortSignal; viewer: Viewer }): Promise<Parsed<MadeClip>> {
    const { log, history, mission, version } = options;
    making++;
    try {
      return await makeClip({
        ...{ history, descriptors: log.descriptors, mission, epoch: log.epoch },
        ...{ product: `Vedette ${version}`, now: log.settledAt, ...order },
      });
    } finally {
      making--;
    }
  }

  async function send(response: Response, path: string): Promise<void> {
    sending++;
    try {
      await sendFile(response, path, sendIdleMs);
    } finally {
      sending--;
    }
  }

  router.post('/clips', async (request, response) => {
    if (!request.is(['application/octet-stream', mediaType])) {
      const detail = 'send the bytes of the clip as application/octet-stream';
      return refuseBody(request, () => refuseWith(response, { name: 'unsupported-media-type', detail }));
    }
    const received = await clips.receive(request);
    if (!received.ok) return refuseBody(request, () => refuseWith(response, received.problem));
    response.status(201).json(received.value);
  });

  router.get('/clips', (request, response) => {
    const found = clips.list(identify(request));
    response.json({ count: found.length, clips: found } satisfies ClipsAnswer);
  });

  router.delete('/clips/:id', async (request, response) => {
    const id = String(request.params['id']);
    const found = clips.find(id, identify(request));
    // One that is damaged can be removed all the same.
    if (!found.ok && found.problem.name !== 'damaged-clip') return refuseWith(response, found.problem);
    await clips.remove(id);
    response.status(204).end();
  });
  return router;
}

/** A file as the answer; who takes nothing of it for so long is cut off. */
export async function sendFile(response: ServerResponse, path: string, idleMs: number): Promise<void> {
  response.setTimeout(idleMs, () => response.destroy());
  await pipeline(createReadStream(path), response);
}

type Order = { from: number; to: number; truth: ClipTruth };

function parseOrder(request: Request, now: number): Parsed<Order> {
  const { truth: asked = 'both', ...rest } = request.query as Record<string, unknown>;
  const query = parseQuery(rest, ['from', 'to'], 1, 1);
  if (!query.ok) return query;
  const truth = clipTruths.find((each) => each === asked);
  if (!truth) return refuse('bad-query', `truth is one of ${clipTruths.join(', ')}`);
  const { from, to: last } = query.value;
  if (from === undefined || last === undefined) return refuse('bad-query', 'from and to say which part of the record');
  const to = Math.min(last, now);
  if (from >= to) return refuse('bad-query', 'from is before to and before now');
  if (to - from > clipBounds.spanMs)
    return refuse('too-large', `a clip covers at most ${clipBounds.spanMs / 3_600_000} hours: choose a shorter part`);
  return { ok: true, value: { from, to, truth } };
}

function refuseBody(request: Request, answer: () => void): void {
  answer();
  request.resume();
  const timer = setTimeout(() => request.destroy(), drainMs);
  request.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
}

import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { RetireAnswer } from '#shared/protocol/http.ts';
import { takeBackRequestSchema } from '#shared/schema/server-facts.ts';
import { canSee } from '../../access/viewer.ts';
import { describeFix } from '../../imports/describe-fix.ts';
import { sendProblem } from '../problem-response.ts';
import { type RetireOptions, readRetireBody, submitRetire } from './retire-door.ts';

/**
 * `POST /tracks/{name}/take-back`: who reported the newest position of a track takes it back. The log keeps it, and an
 * event puts the track back to the position before, or out of the picture when there is none. Only the newest: a newer
 * one has already said where the track is.
 */
export function takeBackRoute(options: RetireOptions): Router {
  const { log, live, now, identify } = options;
  const router = Router();
  router.post('/tracks/*name/take-back', readRetireBody, async (request: Request, response: Response) => {
    const given = takeBackRequestSchema.safeParse(request.body);
    if (!given.success)
      return sendProblem(response, { name: 'invalid-report', detail: 'observedAt: which position is taken back' });
    const { observedAt } = given.data;
    const name = [request.params['name']].flat().join('/');
    const key = `track/${name}`;
    const messageId = createHash('sha256').update(`${key}@${observedAt}#take-back`).digest('base64url');
    const retired = await log.read.history('retire', key);
    const before = retired.find((event) => event.messageId === messageId);
    if (before) {
      const answer: RetireAnswer = { epoch: log.epoch, status: 'duplicate', sequence: before.sequence };
      return void response.status(202).json(answer);
    }
    const viewer = identify(request);
    const { picture } = live;
    const record = picture.records.get(key);
    const slot = picture.tracks.find(name);
    if (record?.kind !== 'track' || slot === undefined || !canSee(viewer, record))
      return sendProblem(response, { name: 'not-found', detail: `no track ${name}` });
    const { source } = record;
    const trackId = name.slice(source.length + 1);
    const takenBack = new Set(
      retired.flatMap(({ kind, body }) => (kind === 'retire' && body.reason === 'undone' ? [body.lastObservedAt] : [])),
    );
    const newestStanding = async (earlierThan?: number) => {
      let fix = await log.read.newestFix(source, trackId, [], earlierThan);
      while (fix && takenBack.has(fix.observedAt)) fix = await log.read.newestFix(source, trackId, [], fix.observedAt);
      return fix;
    };
    const fix = await newestStanding();
    if (fix?.observedAt !== observedAt || log.descriptors[fix.descriptor]!.actor !== viewer.actor)
      return sendProblem(response, { name: 'not-newest', detail: 'only the newest position, by who reported it' });
    const remaining = await newestStanding(observedAt);
    const report = {
      ...{ kind: 'retire', messageId, observedAt: new Date(now()).toISOString(), key, reason: 'undone' },
      lastObservedAt: picture.tracks.observedAt[slot]!,
      marking: remaining ? log.descriptors[remaining.descriptor]!.marking : record.marking,
      ...(remaining ? { remaining: describeFix({ log, now }, remaining, record.body.intervalMs) } : {}),
    };
    await submitRetire(response, options, { actor: viewer.actor, body: report });
  });
  return router;
}

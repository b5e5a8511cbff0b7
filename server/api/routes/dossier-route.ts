import { type Request, Router } from 'express';
import { dossierKm, dossierMinutes } from '#shared/protocol/dossier.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { CoverageService } from '../../coverage/coverage-service.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { LivePicture } from '../../picture/live-picture.ts';
import { type DossierReach, makeDossier } from '../../replay/dossier/make-dossier.ts';
import type { MomentPictures } from '../../replay/moment-pictures.ts';
import { formatTimes } from '../format-record.ts';
import { sendProblem } from '../problem-response.ts';

type Options = {
  log: EventLog;
  moments: MomentPictures;
  coverage: CoverageService;
  live: LivePicture;
  identify: (request: Request) => Viewer;
  now: () => number;
};

/** Each reads thousands of positions and a picture of the past; more at once would only make all of them slower. */
const mostAtOnce = 4;

/** `GET /incidents/{id}/dossier?km=&minutes=`: everything on record around an incident, in one answer. */
export function dossierRoute({ log, moments, coverage, live, identify, now }: Options): Router {
  const router = Router();
  let underWay = 0;
  router.get('/incidents/:id/dossier', async (request, response) => {
    const reach = parseReach(request.query as Record<string, unknown>);
    if (!reach.ok) return sendProblem(response, reach.problem);
    if (underWay >= mostAtOnce || moments.isBusy)
      return sendProblem(response, { name: 'overloaded', detail: 'others are asking; try again in a moment' });
    const id = String(request.params['id']);
    const left = new AbortController();
    response.once('close', () => left.abort());
    underWay++;
    try {
      const dossier = await makeDossier({ log, live, moments, coverage }, identify(request), id, {
        ...reach.value,
        now: now(),
        signal: left.signal,
      });
      if (!dossier) return sendProblem(response, { name: 'not-found', detail: `no incident ${id}` });
      response.set('Cache-Control', 'no-cache').json(formatTimes(dossier));
    } catch (error) {
      // Who asked has gone: there is nobody to answer.
      if (!left.signal.aborted) throw error;
    } finally {
      underWay--;
    }
  });
  return router;
}

/** What is unknown or out of bounds is refused, not guessed. */
export function parseReach(given: Readonly<Record<string, unknown>>): Parsed<DossierReach> {
  const unknown = Object.keys(given).find((name) => name !== 'km' && name !== 'minutes');
  if (unknown) return refuse('bad-query', `parameter "${unknown}" is not known here`);
  const km = parseNumber('km', given['km'], dossierKm);
  if (!km.ok) return km;
  const minutes = parseNumber('minutes', given['minutes'], dossierMinutes);
  return minutes.ok ? { ok: true, value: { km: km.value, minutes: minutes.value } } : minutes;
}

type Bounds = { readonly least: number; readonly most: number; readonly usual: number };

function parseNumber(name: string, text: unknown, { least, most, usual }: Bounds): Parsed<number> {
  if (text === undefined) return { ok: true, value: usual };
  const value = typeof text === 'string' && /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return { ok: true, value };
  return refuse('bad-query', `${name} is a number from ${least} to ${most}`);
}

import { countLeftOut, readPatrols, readSituationOf } from '#shared/coverage/situation/live-situation.ts';
import { tierMinutes } from '#shared/parameters/medical.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { PlansAnswer } from '#shared/protocol/case-plans.ts';
import { canSee, type Viewer } from '../access/viewer.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import type { WantedPlans } from './coverage-messages.ts';
import type { CoverageWorker } from './coverage-worker.ts';

type Question = {
  live: LivePicture;
  inputs: readonly PictureRecord[];
  viewer: Viewer;
  wanted: WantedPlans;
  now: number;
};

/** Ways from a place to care, from what the viewer may see and from nothing else. */
export async function planFor(worker: CoverageWorker, question: Question): Promise<PlansAnswer> {
  const { live, inputs, viewer, wanted, now } = question;
  const mayKnow = (record: PictureRecord) => canSee(viewer, record);
  const own = `casevac/${wanted.caseId}`;
  const known = inputs.filter((record) => record.key !== own && mayKnow(record));
  const situation = readSituationOf(live.picture, known, { now, mayKnow });
  const patrols = readPatrols(live.picture, mayKnow);
  const ownCase = wanted.caseId === undefined ? undefined : live.picture.records.get(own);
  const injuryAt = ownCase?.kind === 'casevac' && mayKnow(ownCase) ? ownCase.body.times.injuryAt : undefined;
  const isKnown = typeof injuryAt === 'number';
  const elapsedSeconds = isKnown ? Math.max(0, Math.round((now - injuryAt) / 1_000)) : undefined;
  const asked = { ...wanted, elapsedSeconds };
  const { plans, isNight } = await worker.plan({ kind: 'plans', situation, patrols, wanted: asked });
  return {
    ...{ computedAt: new Date(now).toISOString(), position: wanted.position, tier: wanted.tier },
    ...{ limitSeconds: tierMinutes[wanted.tier] * 60, isNight, parameters: situation.parameters?.sequence ?? 0 },
    leftOut: countLeftOut(known),
    ...(isKnown ? { injuryAt: new Date(injuryAt).toISOString() } : {}),
    plans: plans.map(({ uncovered, ...plan }) => ({ ...plan, uncovers: uncovered.map((id) => `patrol/${id}`) })),
  };
}

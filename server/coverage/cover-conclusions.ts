import { createHash } from 'node:crypto';
import { unknownCover } from '#shared/coverage/unknown-cover.ts';
import { combineMarkings } from '#shared/picture/combine-markings.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { tracksOfPatrol } from '#shared/picture/voice-track.ts';
import type { CoverTier } from '#shared/schema/medical/cover.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { type Cause, isNews, isOtherState, type Judged, settle } from './conclude-cover.ts';
import type { CoverageAnswer } from './coverage-messages.ts';
import { type Basis, findCause } from './find-cause.ts';

/** A patrol whose state stands is told anew no sooner. */
const tellMs = 60_000;

/** What was last told of a patrol, and on what it rested. */
type Told = { judged: Judged; basis: Basis; at: number; pending?: string | undefined };

type Conclusion = { judged: Judged; before: Told | undefined; cause: Cause | undefined };

/** Turns the cover of patrols, computed again and again, into the few facts that the log should hold. */
export class CoverConclusions {
  readonly #live: LivePicture;
  readonly #told = new Map<string, Told>();

  constructor(live: LivePicture) {
    this.#live = live;
  }

  /** Reports for those patrols whose cover is other than was told, in wire form. */
  conclude(covers: CoverageAnswer['patrols'], basis: Basis): unknown[] {
    const current = new Set(covers.map(({ patrolId }) => patrolId));
    for (const patrolId of this.#told.keys()) if (!current.has(patrolId)) this.#told.delete(patrolId);
    return covers.flatMap(({ patrolId, cover }) => {
      const told = this.#told.get(patrolId);
      const before = told ?? this.#recall(patrolId, basis);
      const judged = settle(before?.judged, cover);
      // What another run concluded must not stand a moment longer.
      const isCorrection = !told && isOtherState(before?.judged, judged);
      if (before && !isDue(before, judged, basis) && !isCorrection) return [];
      const cause = before && findCause(before.judged, judged, before.basis, basis);
      this.#told.set(patrolId, { judged, basis, at: basis.now });
      return [this.#report(patrolId, { judged, before, cause }, basis)];
    });
  }

  /** Reports that nothing is known of patrols any more, whatever was told of them. */
  disown(patrolIds: readonly string[], basis: Basis): unknown[] {
    return patrolIds.map((patrolId) =>
      this.#report(patrolId, { judged: unknownCover, before: undefined, cause: undefined }, basis),
    );
  }

  /** What the picture holds from before this process, taken to rest on the inputs that were known then. */
  #recall(patrolId: string, basis: Basis): Told | undefined {
    const record = this.#live.picture.records.get(`cover/${patrolId}`);
    if (record?.kind !== 'cover') return undefined;
    const { observedAt, sequence } = record;
    const records = new Map([...basis.records].filter(([, input]) => input.sequence <= sequence));
    const told: Told = { judged: record.body, basis: { ...basis, now: observedAt, records }, at: observedAt };
    this.#told.set(patrolId, told);
    return told;
  }

  #report(patrolId: string, { judged, before, cause }: Conclusion, { now, records }: Basis): unknown {
    const { picture } = this.#live;
    const patrol = picture.records.get(`patrol/${patrolId}`);
    // What it says of before, and of why it is another now, tells of what it rested on then.
    const told = [...records.values(), ...(before?.basis.records.values() ?? []), ...(patrol ? [patrol] : [])];
    const tracks = told.flatMap((record) =>
      tracksOf(record).flatMap((name) => picture.records.get(`track/${name}`) ?? []),
    );
    const markings = [...told, ...tracks].map(({ marking }) => marking);
    return {
      kind: 'cover',
      messageId: createHash('sha256').update(`${patrolId}@${now}`).digest('base64url'),
      observedAt: new Date(now).toISOString(),
      // It tells something of everything it rests on.
      marking: markings.reduce(combineMarkings),
      patrolId,
      team: judged.team,
      surgery: judged.surgery,
      ...(before ? { before: { team: inShort(before.judged.team), surgery: inShort(before.judged.surgery) } } : {}),
      ...(cause ? { cause } : {}),
      parameters: records.get('parameters/medical')?.sequence ?? 0,
    };
  }
}

/** The tracks that say where something is. */
function tracksOf(record: PictureRecord): readonly string[] {
  if (record.kind === 'patrol') return tracksOfPatrol(record);
  return record.kind === 'asset' && record.body.track !== undefined ? [record.body.track] : [];
}

function inShort({ state, seconds }: CoverTier): Pick<CoverTier, 'state' | 'seconds'> {
  return { state, ...(seconds === undefined ? {} : { seconds }) };
}

/**
 * A change of state by movement has to be seen twice in a row; one that an input brought about is told at once. Other
 * differences wait until the last word is a minute old.
 */
function isDue(before: Told, judged: Judged, basis: Basis): boolean {
  if (!isNews(before.judged, judged)) {
    before.pending = undefined;
    return false;
  }
  if (!isOtherState(before.judged, judged)) return basis.now - before.at >= tellMs;
  if (findCause(before.judged, judged, before.basis, basis).what !== 'moved') return true;
  const state = `${judged.team.state} ${judged.surgery.state}`;
  const isSeenTwice = before.pending === state;
  before.pending = state;
  return isSeenTwice;
}

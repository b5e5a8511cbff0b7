import type { PatrolCover } from '#shared/coverage/patrol-cover.ts';
import { inputsInUse, isInput, readPatrols, readSituationOf } from '#shared/coverage/situation/live-situation.ts';
import type { PatrolPlace } from '#shared/coverage/situation/situation.ts';
import type { Picture } from '#shared/picture/picture.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import { canSee, rightsKey, type Viewer } from '../access/viewer.ts';
import type { EventLog } from '../log/event-log.ts';
import type { ComputeCover } from './compute-patrols.ts';
import type { CoverageAnswer, NamedRaster } from './coverage-messages.ts';
import { readPastPicture } from './past-picture.ts';
import { revisionOf } from './revision.ts';

/** Answers that are kept, and pictures that they were computed from: whoever scrubs goes to and fro. */
const mostAnswers = 16;
const mostPictures = 4;
/** What was known then changes when an import says so; after this it is read again. */
const keptMs = 60_000;
/** More people than this do not wait for one computation of the past. */
const mostWaiting = 8;

export type PastCovers = { at: number; isNight: boolean; patrols: { patrolId: string; cover: PatrolCover }[] };

type Kept<T> = { value: T; since: number };

/**
 * Medical cover as it was known at a time before now, for who may see what it rests on. One question is computed at a
 * time; whoever comes while too many wait is refused. The ground is that of today.
 */
export class PastCover {
  readonly #log: EventLog;
  readonly #now: () => number;
  readonly #compute: ComputeCover;
  readonly #answers = new Map<string, Kept<Promise<unknown>>>();
  readonly #pictures = new Map<number, Kept<Promise<Picture | undefined>>>();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(options: { log: EventLog; now: () => number; compute: ComputeCover }) {
    this.#log = options.log;
    this.#now = options.now;
    this.#compute = options.compute;
  }

  raster(viewer: Viewer, at: number): Promise<Parsed<NamedRaster>> {
    return this.#answer(viewer, at, 'raster', ({ raster, isNight }, visible) => ({
      ...{ revision: `at-${revisionOf(String(at), visible)}`, computedAt: at, raster: raster!, isNight },
    }));
  }

  patrols(viewer: Viewer, at: number): Promise<Parsed<PastCovers>> {
    return this.#answer(viewer, at, 'patrols', ({ patrols, isNight }) => ({ at, isNight, patrols }));
  }

  async #answer<T>(
    viewer: Viewer,
    at: number,
    wanted: 'raster' | 'patrols',
    finish: (answer: CoverageAnswer, visible: string[]) => T,
  ): Promise<Parsed<T>> {
    if (at > this.#now()) return refuse('time-in-future', `${iso(at)} is ahead of the server clock`);
    const answer = keep(this.#answers, `${wanted} ${at} ${rightsKey(viewer)}`, mostAnswers, this.#now(), () => {
      if (this.#waiting >= mostWaiting) return undefined;
      return this.#inTurn(async (): Promise<Parsed<T>> => {
        const picture = await keep(this.#pictures, at, mostPictures, this.#now(), () => readPastPicture(this.#log, at));
        if (!picture) return refuse('time-before-record', `the record begins after ${iso(at)}`);
        const mayKnow = (record: Parameters<typeof canSee>[1]) => canSee(viewer, record);
        const known = [...picture.records.values()].filter((record) => isInput(record) && mayKnow(record));
        const inputs = inputsInUse(known);
        if (wanted === 'raster' && !inputs.some(({ kind }) => kind === 'facility' || kind === 'asset'))
          return refuse('no-cover', `no medical facility or asset that you may see was on record at ${iso(at)}`);
        const situation = readSituationOf(picture, inputs, { now: at, mayKnow });
        const patrols: PatrolPlace[] = wanted === 'patrols' ? readPatrols(picture, mayKnow) : [];
        const computed = await this.#compute({ situation, patrols, wantsRaster: wanted === 'raster' });
        const visible = [...inputs.map(({ key, sequence }) => `${key}@${sequence}`), ...situation.fixes.keys()];
        return { ok: true, value: finish(computed, visible) };
      });
    });
    return answer === undefined
      ? refuse('overloaded', `${mostWaiting} questions about the past are waiting; ask again`)
      : ((await answer) as Parsed<T>);
  }

  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    this.#waiting++;
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    try {
      await before;
      return await task();
    } finally {
      this.#waiting--;
      resolve();
    }
  }
}

/** What is kept under a key, made when it is not or is too old; a value that fails is not kept. */
function keep<K, T>(
  kept: Map<K, Kept<Promise<T>>>,
  key: K,
  most: number,
  now: number,
  make: () => Promise<T> | undefined,
): Promise<T> | undefined {
  const known = kept.get(key);
  if (known && now - known.since < keptMs) return known.value;
  const value = make();
  if (!value) return undefined;
  kept.delete(key);
  kept.set(key, { value, since: now });
  value.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return value;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

import { clipTailMs, type StoredClip } from '#shared/protocol/clips.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { ReplayRecord } from '../replay-record.ts';
import { findMarks, visibleMarks } from './clip-marks.ts';
import { ClipPicture } from './clip-picture.ts';
import type { ClipStore } from './clip-store.ts';
import type { LoadedClip } from './load-clip.ts';

/** A clip that cannot be read after all; whoever asks again is refused by the name of the problem. */
export class ClipUnreadable extends Error {
  constructor(problem: Problem) {
    super(`${problem.name}: ${problem.detail}`);
    this.name = 'ClipUnreadable';
  }
}

/** A clip, as something that is replayed. */
export function makeClipRecord(store: ClipStore, { id, manifest }: StoredClip): ReplayRecord {
  // It stays in memory as long as this record does, that is while somebody looks at it.
  let held: LoadedClip;
  const load = async () => {
    const loaded = await store.load(id);
    if (!loaded.ok) throw new ClipUnreadable(loaded.problem);
    held = loaded.value;
    return held;
  };
  const span = { first: Date.parse(manifest.from), last: Date.parse(manifest.to) };
  return {
    truths: manifest.truths,
    isExercise: manifest.isExercise,
    span: () => span,
    begins: span.first,
    reach: () => span.last + clipTailMs,
    by: () => Date.parse(manifest.by),
    makePicture: () => new ClipPicture(async (truth) => (await load()).excerpts[truth]!),
    findStep: async (viewer, truth, from, { direction, marks }) => {
      const found = visibleMarks(await findMarks(await load(), truth), viewer);
      const here = found.filter(({ mark }) => marks.includes(mark));
      return direction === 1 ? here.find(({ at }) => at > from) : here.findLast(({ at }) => at < from);
    },
  };
}

import type { PatrolPlace, Situation } from '#shared/coverage/situation/situation.ts';
import type { CoverageAnswer } from './coverage-messages.ts';
import type { CoverageWorker } from './coverage-worker.ts';

export type CoverQuestion = { situation: Situation; patrols: readonly PatrolPlace[]; wantsRaster: boolean };
export type ComputeCover = (question: CoverQuestion) => Promise<CoverageAnswer>;

/**
 * The answer for all patrols, asked for in as many parts as the thread takes, so that others come in between. The raster
 * is in the first part, which `onFirst` is given at once.
 */
export async function computeInParts(
  worker: CoverageWorker,
  question: CoverQuestion,
  onFirst: (answer: CoverageAnswer) => void = () => undefined,
): Promise<CoverageAnswer> {
  const first = await worker.compute({ kind: 'cover', ...question });
  onFirst(first);
  const patrols = [...first.patrols];
  while (patrols.length < question.patrols.length) {
    const rest = question.patrols.slice(patrols.length);
    patrols.push(...(await worker.compute({ kind: 'cover', ...question, patrols: rest, wantsRaster: false })).patrols);
  }
  return { ...first, patrols };
}

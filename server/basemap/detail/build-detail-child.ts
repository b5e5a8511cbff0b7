import { setPriority } from 'node:os';
import { buildDetail, type DetailPlan } from './build-detail.ts';

/**
 * A process of its own for `buildDetail`: hundreds of megabytes that go away with it, and last in line for the
 * processor. In: one message, the plan and where to write. Out: progress, then the end of the process; a failure is told
 * on standard error.
 */
export type DetailOrder = DetailPlan & { outFile: string };
export type DetailProgress = { done: number; total: number };

setPriority(15);
process.once('disconnect', () => process.exit(1));
process.once('message', async (order: DetailOrder) => {
  try {
    await buildDetail({ ...order, onProgress: (done, total) => process.send?.({ done, total }) });
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
});

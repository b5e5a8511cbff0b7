import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What a figure was measured on; without it a figure means nothing. */
export type Machine = { cpus: number; model: string; memoryGiB: number; node: string; loadBefore: number };

export function describeMachine(): Machine {
  return {
    cpus: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    loadBefore: Number(loadavg()[0]!.toFixed(2)),
  };
}

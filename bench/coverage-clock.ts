import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { medianOf } from './figure.ts';

/** Medians of what one piece of work took: by the clock on the wall, and of this process. */
export type Took = { wallMs: number; cpuMs: number };

export type MeasureOptions = { name: string; runs: number; say: (line: string) => void };

/** Runs something twice unmeasured, then so many times; `work` is given the number of the run. */
export function measure({ name, runs, say }: MeasureOptions, work: (run: number) => void): Took {
  const warmUps = 2;
  const [wall, cpu]: [number[], number[]] = [[], []];
  for (let run = 0; run < warmUps + runs; run++) {
    const before = process.cpuUsage();
    const startedAt = performance.now();
    work(run);
    const wallMs = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(before);
    if (run < warmUps) continue;
    wall.push(wallMs);
    cpu.push((user + system) / 1_000);
  }
  const took = { wallMs: medianOf(wall), cpuMs: medianOf(cpu) };
  const span = `${Math.min(...wall).toFixed(1)}–${Math.max(...wall).toFixed(1)}`;
  const load = loadavg()[0]!.toFixed(1);
  say(`${name}: ${took.wallMs.toFixed(1)} ms (${span}), CPU ${took.cpuMs.toFixed(1)} ms, ${runs} runs, load ${load}`);
  return took;
}

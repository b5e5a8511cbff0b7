import { makeRandom, type Random } from './random.ts';
import { type DraftReport, ReportMaker } from './random-reports.ts';

/** What happens in one run, as data: printed when the run fails. Times are milliseconds since the start. */
export type Operation =
  | { kind: 'report'; door: 'http' | 'ingest'; reports: DraftReport[] }
  | { kind: 'wait'; milliseconds: number }
  | { kind: 'advance'; milliseconds: number }
  | { kind: 'cut' | 'blink' | 'resume' | 'stall' | 'unstall'; viewer: number }
  | { kind: 'restart' };

export function makeScript(seed: number, viewers: number, steps: number): Operation[] {
  const random = makeRandom(seed);
  const maker = new ReportMaker(random);
  const restarts = new Set([
    Math.floor(steps * (0.3 + random.next() * 0.2)),
    Math.floor(steps * (0.6 + random.next() * 0.3)),
  ]);
  const script: Operation[] = [];
  let now = 0;
  for (let step = 0; step < steps; step++) {
    const operation = restarts.has(step) ? ({ kind: 'restart' } as const) : makeOperation(random, maker, viewers, now);
    if (operation.kind === 'wait' || operation.kind === 'advance') now += operation.milliseconds;
    script.push(operation);
  }
  return script;
}

function makeOperation(random: Random, maker: ReportMaker, viewers: number, now: number): Operation {
  const share = random.next();
  const viewer = random.below(viewers);
  if (share < 0.6)
    return {
      kind: 'report',
      door: random.pick(['http', 'ingest']),
      reports: Array.from({ length: 1 + random.below(random.chance(0.1) ? 80 : 8) }, () => maker.make(now)),
    };
  if (share < 0.75) return { kind: 'wait', milliseconds: random.chance(0.25) ? 800 : 10 + random.below(110) };
  if (share < 0.78) return { kind: 'advance', milliseconds: random.pick([3_000, 20_000, 90_000, 700_000]) };
  if (share < 0.82) return { kind: 'cut', viewer };
  if (share < 0.87) return { kind: 'blink', viewer };
  if (share < 0.93) return { kind: 'resume', viewer };
  return { kind: share < 0.965 ? 'stall' : 'unstall', viewer };
}

/** One line an operation. */
export function formatScript(script: readonly Operation[]): string {
  return script.map((operation) => JSON.stringify(operation)).join('\n');
}

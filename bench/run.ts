import { parseArgs } from 'node:util';
import type { Benchmark, Figures } from './benchmark.ts';
import { describeMachine } from './machine.ts';

/** `npm run bench -- NAME [--json] [--quick]`: runs one benchmark. Exit 0 when it ran, whether or not goals were met. */

const benchmarks: Record<string, () => Promise<Benchmark>> = {
  ingest: async () => (await import('./ingest.ts')).measureIngest,
  stream: async () => (await import('./stream.ts')).measureStream,
  replay: async () => (await import('./replay.ts')).measureReplay,
  restart: async () => (await import('./restart.ts')).measureRestart,
  client: async () => (await import('./client.ts')).measureClient,
  search: async () => (await import('./search.ts')).measureSearch,
  kills: async () => (await import('./kills.ts')).measureKills,
  'what-if': async () => (await import('./what-if.ts')).measureWhatIf,
  start: async () => (await import('./start.ts')).measureStart,
  load: async () => (await import('./load-bytes.ts')).measureLoad,
  resolution: async () => (await import('./resolution.ts')).measureResolution,
  coverage: async () => (await import('./coverage.ts')).measureCoverage,
};

const usage = `Usage: npm run bench -- NAME [--json] [--quick]\nNames: ${Object.keys(benchmarks).join(', ')}`;

async function run(argv: readonly string[]): Promise<number> {
  const given = parseOptions(argv);
  const load = given && Object.hasOwn(benchmarks, given.name) ? benchmarks[given.name] : undefined;
  if (!given || !load) {
    console.error(usage);
    return 2;
  }
  const machine = describeMachine();
  const measure = await load();
  const figures = await measure({ isQuick: given.isQuick, say: (line) => console.error(line) });
  if (given.isJson) console.log(JSON.stringify({ name: given.name, figures, machine }));
  else console.log(formatFigures(figures), `\n${JSON.stringify(machine)}`);
  return 0;
}

function parseOptions(argv: readonly string[]): { name: string; isJson: boolean; isQuick: boolean } | undefined {
  try {
    const options = { json: { type: 'boolean' }, quick: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.length !== 1) return undefined;
    return { name: positionals[0]!, isJson: values.json ?? false, isQuick: values.quick ?? false };
  } catch {
    return undefined;
  }
}

function formatFigures(figures: Figures): string {
  const width = Math.max(...Object.keys(figures).map((key) => key.length));
  return Object.entries(figures)
    .map(([key, { value, unit, goal, met }]) => {
      const label = `${met ? 'met   ' : 'MISSED'} ${key.padEnd(width)}`;
      return `${label} ${value.toLocaleString('en')} ${unit} (goal ${goal.toLocaleString('en')})`;
    })
    .join('\n');
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error);
  // Now, and not when all children have ended: those that are left end with their parent.
  process.exit(1);
}

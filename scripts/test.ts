import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { formatSummary, makeSummaryReporter } from '../tests/summary-reporter.ts';

/**
 * Everything that must hold before a change goes in: types, lint, unused code, build, then all tests. Goes on after a
 * failure, so that one run shows everything. Each failing step counts as one failure; the last line is the summary.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules/.bin');

const checks = [
  { name: 'types', command: [join(bin, 'tsc'), '-b'] },
  { name: 'lint', command: [join(bin, 'biome'), 'check', '--error-on-warnings'] },
  { name: 'unused code', command: [join(bin, 'knip')] },
];
const build = { name: 'build', command: [process.execPath, join(root, 'scripts/build.ts')] };

async function passes(step: { name: string; command: readonly string[] }): Promise<boolean> {
  const startedAt = performance.now();
  const [program, ...args] = step.command as [string, ...string[]];
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${step.name} (${seconds} s)`);
  return code === 0;
}

const failedSteps: string[] = [];
for (const step of [...checks, build]) {
  if (!(await passes(step))) failedSteps.push(step.name);
}
/** Browser tests start the built server: without a build each of them would only fail slowly. */
const projects = failedSteps.includes(build.name)
  ? ['unit', 'integration', 'records']
  : ['unit', 'integration', 'records', 'e2e'];

const summary = makeSummaryReporter();
try {
  const vitest = await startVitest([], {
    root,
    config: join(root, 'vite.config.ts'),
    run: true,
    watch: false,
    project: projects,
    reporters: ['default', summary.reporter],
  });
  await vitest.close();
} catch (error) {
  console.error(error);
}
const tally = summary.tally();
for (const { name, reason } of tally.skipped) console.log(`skipped: ${name}: ${reason}`);
for (const name of failedSteps) console.log(`failed step: ${name}`);
const failed = tally.failed + failedSteps.length;
console.log(formatSummary({ ...tally, failed }));
process.exit(failed === 0 ? 0 : 1);

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatSummary, type Tally } from './summary-reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
let folder = '';

beforeAll(async () => {
  await mkdir(join(root, '.cache'), { recursive: true });
  folder = await mkdtemp(join(root, '.cache/summary-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the files as a project of their own, in a process of its own, with the real runner. */
async function tallyOf(files: Record<string, string>): Promise<Tally> {
  const project = await mkdtemp(join(folder, 'project-'));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(project, name), `import { beforeAll, describe, expect, it } from 'vitest';\n${text}`);
  }
  const script = `
    import { startVitest } from 'vitest/node';
    import { makeSummaryReporter } from ${JSON.stringify(join(root, 'tests/summary-reporter.ts'))};
    const summary = makeSummaryReporter();
    const options = { root: ${JSON.stringify(project)}, config: false, watch: false, reporters: [summary.reporter] };
    await (await startVitest([], options)).close();
    console.log(JSON.stringify(summary.tally()));
    process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

describe('the summary of a test run', () => {
  it('counts passes, failures and what could not run, and says why tests were skipped', {
    timeout: 60_000,
  }, async () => {
    const tally = await tallyOf({
      'mixed.test.ts': `
        it('holds', () => {});
        it('breaks', () => expect(1).toBe(2));
        it('waits', (context) => context.skip('no database here'));
        it.skip('rests', () => {});
        it.todo('comes later');`,
      'unreadable.test.ts': `throw new Error('does not load');`,
      'hook.test.ts': `describe('group', () => { beforeAll(() => { throw new Error('hook'); }); it('never runs', () => {}); });`,
    });
    expect(tally).toMatchObject({ passed: 1, failed: 3 });
    expect(tally.skipped).toEqual(
      expect.arrayContaining([
        { name: 'mixed.test.ts > waits', reason: 'no database here' },
        { name: 'mixed.test.ts > rests', reason: 'marked skip, no reason given' },
        { name: 'mixed.test.ts > comes later', reason: 'to do' },
        { name: 'hook.test.ts > group > never runs', reason: 'did not run' },
      ]),
    );
    expect(formatSummary(tally)).toBe('1 passed, 3 failed, 4 skipped');
  });

  it('counts a run that found no test as a failure', { timeout: 60_000 }, async () => {
    expect(await tallyOf({ 'empty.ts': '' })).toEqual({ passed: 0, failed: 1, skipped: [] });
  });

  it('names skipped tests only when there are any', () => {
    expect(formatSummary({ passed: 12, failed: 0, skipped: [] })).toBe('12 passed, 0 failed');
  });
});

import type { Reporter } from 'vitest/node';

/** What a run came to. Errors outside any test (a file that does not load, a failing hook) count as failures. */
export type Tally = { passed: number; failed: number; skipped: readonly { name: string; reason: string }[] };

/** Counts one test run. A run that was cut short, or that found no test, counts as one failure. */
export function makeSummaryReporter(): { reporter: Reporter; tally(): Tally } {
  let tally: Tally = { passed: 0, failed: 1, skipped: [] };
  const reporter: Reporter = {
    onTestRunEnd(testModules, unhandledErrors, reason) {
      let passed = 0;
      let failed = unhandledErrors.length + (reason === 'interrupted' ? 1 : 0);
      const skipped: { name: string; reason: string }[] = [];
      for (const module of testModules) {
        failed += module.errors().length;
        for (const suite of module.children.allSuites()) failed += suite.errors().length;
        for (const test of module.children.allTests()) {
          const result = test.result();
          if (result.state === 'passed') passed += 1;
          else if (result.state === 'failed') failed += 1;
          else {
            const note = result.state === 'skipped' ? result.note : undefined;
            skipped.push({ name: `${module.relativeModuleId} > ${test.fullName}`, reason: note ?? reasonOf(test) });
          }
        }
      }
      if (passed + failed === 0) failed = 1;
      tally = { passed, failed, skipped };
    },
  };
  return { reporter, tally: () => tally };
}

function reasonOf(test: { options: { mode: string } }): string {
  if (test.options.mode === 'todo') return 'to do';
  return test.options.mode === 'skip' ? 'marked skip, no reason given' : 'did not run';
}

/** `N passed, N failed` and, when there are any, `, N skipped`. */
export function formatSummary({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}

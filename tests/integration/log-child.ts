import { makeBatch, makeDescriptor, makeFixes, makeIncident } from '../../server/log/make-test-log.ts';
import { openEventLog } from '../../server/log/open-event-log.ts';

/**
 * A writer to be killed: appends as fast as it can and prints a line `key sequence` for each report, but only after
 * the log has acknowledged it. Each batch repeats the one before it, as a sender does that missed an answer, and the
 * first batch of a round repeats the last ones of the round before.
 */

export type LogChildOptions = { dataDir: string; round: number; from: number; acknowledgeBeforeCommit: boolean };

const { dataDir, round, from, acknowledgeBeforeCommit } = JSON.parse(process.argv[2]!) as LogChildOptions;
const fixesPerBatch = 40;
const trackCount = 50;

const log = await openEventLog({
  dataDir,
  isExercise: true,
  now: Date.now,
  onFault: (error) => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  },
  acknowledgeBeforeCommit,
});

function print(lines: readonly string[]): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${lines.join('\n')}\n`, () => resolve()));
}

/** Reports `at` × 40 and on; their keys depend on nothing but `at`. */
function makeReports(at: number) {
  const fixes = Array.from({ length: fixesPerBatch }, (_, row) => {
    const number = at * fixesPerBatch + row;
    return { track: number % trackCount, observedAt: number * 10 };
  });
  return { fixes, messages: [`m${at}`, `n${at}`] };
}

const missing = trackCount - log.descriptors.length;
const descriptors = Array.from({ length: missing }, (_, at) => makeDescriptor(`t${log.descriptors.length + at}`));
if (missing > 0) await log.append(makeBatch({ descriptors }));
await print([`ready ${round}`]);

for (let at = from; ; at++) {
  const [before, now] = [makeReports(Math.max(0, at - 1)), makeReports(at)];
  const fixes = [...before.fixes, ...now.fixes];
  const messages = [...before.messages, ...now.messages];
  const committed = await log.append(
    makeBatch({
      fixes: makeFixes(fixes.map(({ track, observedAt }) => ({ descriptor: track, observedAt }))),
      facts: messages.map((message) => makeIncident(message)),
    }),
  );
  const lines = [
    ...fixes.map(({ track, observedAt }, row) => `t${track}@${observedAt} ${Math.abs(committed.fixSequences[row]!)}`),
    ...messages.map((message, row) => `${message} ${Math.abs(committed.factSequences[row]!)}`),
    `batch ${at}`,
  ];
  await print(lines);
}

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openImport } from '../server/importers/open-import.ts';
import type { ImportReason } from '../server/importers/reason-tally.ts';
import { type ImportProgress, type ImportSummary, runImport } from '../server/importers/run-import.ts';
import { openSink } from './open-sink.ts';

const usage = 'usage: npm run import -- FILE… [--as FORMAT] [--data DIR] [--source NAME]';

/** `npm run import`: 0 when every file was loaded (refused rows are listed), 1 for a file that was not, 130 on Ctrl-C. */
async function main(): Promise<number> {
  const { values, positionals: files } = parseArgs({
    allowPositionals: true,
    options: { as: { type: 'string' }, data: { type: 'string' }, source: { type: 'string' } },
  });
  if (files.length === 0) return fail(usage);
  if (values.source !== undefined && (values.source === '' || values.source.length > 128))
    return fail('--source takes a name of 1 to 128 characters');

  // All are looked at before anything is stored, so that a mistyped name does not leave half of a list loaded.
  for (const file of files) {
    const opened = await openImport(file, { format: values.as });
    if (!opened.ok) return fail(`${file}: ${opened.problem.name}: ${opened.problem.detail}`);
  }

  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => abort.abort());
  const { sink, close } = await openSink({ dataDir: findDataDir(values.data) });
  try {
    for (const file of files) {
      const progress = makeProgressLine(file);
      const loaded = await runImport({
        file,
        format: values.as,
        sink,
        onProgress: progress.show,
        signal: abort.signal,
        sourceName: values.source,
      }).finally(progress.clear);
      if (!loaded.ok) return fail(`${file}: ${loaded.problem.name}: ${loaded.problem.detail}`);
      process.stdout.write(formatSummary(loaded.value, files.length > 1));
    }
    return 0;
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    process.stderr.write('interrupted: what was stored stays, running it again continues there\n');
    return 130;
  } finally {
    await close();
  }
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}

function findDataDir(option: string | undefined): string {
  const named = option ?? process.env['VEDETTE_DATA'];
  return named ? resolve(named) : fileURLToPath(new URL('../data', import.meta.url));
}

function formatSummary(summary: ImportSummary, isOneOfMany: boolean): string {
  const { file, format, accepted, duplicate, refused, reasons, notes, rowUnit } = summary;
  const list = ({ reason, count, firstLines }: ImportReason) => {
    const more = count > firstLines.length ? ', …' : '';
    return `  ${count} × ${reason} (${rowUnit} ${firstLines.join(', ')}${more})`;
  };
  const heading = isOneOfMany ? [`${file} (${format})`] : [];
  const known = notes.length > 0 ? ['worth knowing:', ...notes.map(list)] : [];
  const counts = `accepted ${accepted}, duplicate ${duplicate}, refused ${refused}`;
  return `${[...heading, counts, ...reasons.map(list), ...known].join('\n')}\n`;
}

/** One line on a terminal, rewritten at most ten times a second; elsewhere a line every two seconds. */
function makeProgressLine(file: string): { show: (progress: ImportProgress) => void; clear: () => void } {
  const { isTTY } = process.stderr;
  const intervalMs = isTTY ? 100 : 2_000;
  let shownAt = performance.now();
  let isShown = false;
  return {
    show: ({ phase, bytesRead, bytesTotal, accepted, duplicate, refused }) => {
      if (performance.now() - shownAt < intervalMs) return;
      shownAt = performance.now();
      const percent = Math.floor((100 * bytesRead) / Math.max(1, bytesTotal));
      const counts = `accepted ${accepted}, duplicate ${duplicate}, refused ${refused}`;
      const line = `${file}: ${phase} ${percent} %, ${counts}`;
      process.stderr.write(isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
      isShown = isTTY;
    },
    clear: () => {
      if (isShown) process.stderr.write('\r\x1b[2K');
    },
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = fail(error instanceof Error ? error.message : String(error));
}

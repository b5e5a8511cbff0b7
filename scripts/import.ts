import type { ColumnMapping } from '#shared/schema/column-mapping.ts';
import { openImport } from '../server/importers/open-import.ts';
import type { ImportReason } from '../server/importers/reason-tally.ts';
import { type ImportProgress, type ImportSummary, runImport } from '../server/importers/run-import.ts';
import { openSink } from './open-sink.ts';
import { help, type ImportCommand, readImportOptions } from './read-import-options.ts';
import { formatProposal, keepMapping, proposeFor } from './show-mapping.ts';

/** `npm run import`: 0 when every file was loaded (refused rows are listed), 1 for a file that was not, 130 on Ctrl-C. */
async function main(): Promise<number> {
  const read = await readImportOptions();
  if (!read.ok) return fail(read.problem.detail);
  const { files, format, dataDir, sourceName, told } = read.value;
  if (read.value.wantsHelp) {
    process.stdout.write(help);
    return 0;
  }
  if (read.value.saveMappingAs !== undefined) return await saveMappingOf(read.value, read.value.saveMappingAs);

  // All are looked at before anything is stored, so that a mistyped name does not leave half of a list loaded.
  for (const file of files) {
    const opened = await openImport(file, { format, ...told });
    if (!opened.ok && opened.problem.name === 'mapping-needed') return await showProposal(file, read.value);
    if (!opened.ok) return fail(`${file}: ${opened.problem.name}: ${opened.problem.detail}`);
    if (opened.value.mapping && !told.mapping) process.stderr.write(describeMapping(file, opened.value.mapping));
  }

  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => abort.abort());
  const { sink, close } = await openSink({ dataDir });
  try {
    for (const file of files) {
      const progress = makeProgressLine(file);
      const loaded = await runImport({
        file,
        format,
        ...told,
        sink,
        onProgress: progress.show,
        signal: abort.signal,
        sourceName,
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

async function showProposal(file: string, command: ImportCommand): Promise<number> {
  const proposed = await proposeFor(file, command);
  if (!proposed.ok) return fail(`${file}: ${proposed.problem.name}: ${proposed.problem.detail}`);
  process.stdout.write(formatProposal(file, proposed.value));
  return fail(`${file}: mapping-needed: say what the columns mean, see above`);
}

async function saveMappingOf({ files, kind, dataDir, told }: ImportCommand, name: string): Promise<number> {
  const proposed = told.mapping ? undefined : await proposeFor(files[0]!, { kind });
  if (proposed && !proposed.ok) return fail(`${files[0]}: ${proposed.problem.name}: ${proposed.problem.detail}`);
  await keepMapping(dataDir, told.mapping ?? proposed!.value.mapping, name);
  if (proposed) process.stdout.write(formatProposal(files[0]!, proposed.value));
  process.stdout.write(`saved as "${name}" in ${dataDir}/mappings\n`);
  return 0;
}

function describeMapping(file: string, { kind, columns, constants }: ColumnMapping): string {
  const fields = [
    ...Object.entries(columns).map(([field, column]) => `${field} from ${column}`),
    ...Object.entries(constants).map(([field, value]) => `${field} = ${value}`),
  ];
  return `${file}: read as ${kind}, ${fields.join(', ')} (--mapping to say otherwise)\n`;
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

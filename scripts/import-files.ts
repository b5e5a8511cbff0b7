import type { ColumnMapping } from '#shared/schema/imports/column-mapping.ts';
import { openImport } from '../server/importers/open-import.ts';
import type { ImportProgress } from '../server/importers/run-import.ts';
import { ServerUnavailable } from './find-running-server.ts';
import { type ImportPlace, type KnownImport, openImportPlace } from './import-place.ts';
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
  const faults: string[] = [];
  let unmapped: string | undefined;
  for (const file of files) {
    const opened = await openImport(file, { format, ...told });
    if (!opened.ok && opened.problem.name === 'mapping-needed') unmapped ??= file;
    else if (!opened.ok) faults.push(`${file}: ${opened.problem.name}: ${opened.problem.detail}`);
    else if (opened.value.mapping && !told.mapping) process.stderr.write(describeMapping(file, opened.value.mapping));
  }

  if (faults.length > 0) fail(faults.join('\n'));
  if (faults.length > 0 && files.length > faults.length) process.stderr.write('nothing was loaded of any file\n');
  if (unmapped !== undefined) return await showProposal(unmapped, read.value);
  if (faults.length > 0) return 1;

  const place = await openImportPlace(dataDir);
  try {
    if (read.value.wantsList) return printList(await place.list());
    if (read.value.undo !== undefined) return await undo(place, read.value.undo, read.value.reason);
    return await loadAll(place, files, { told: { format, ...told }, source: sourceName });
  } finally {
    await place.close();
  }
}

async function loadAll(
  place: ImportPlace,
  files: readonly string[],
  how: Pick<Parameters<ImportPlace['load']>[0], 'told' | 'source'>,
): Promise<number> {
  const abort = new AbortController();
  let code = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => abort.abort());
  for (const file of files) {
    const progress = makeProgressLine(file);
    try {
      const request = { ...how, file, signal: abort.signal, onProgress: progress.show };
      const loaded = await place.load(request).finally(progress.clear);
      if (abort.signal.aborted) throw abort.signal.reason;
      if (loaded.status === 'done') process.stdout.write(formatSummary(file, loaded, files.length > 1));
      // What is wrong with one file is nothing to the next.
      else code = fail(`${file}: ${loaded.problem}`);
    } catch (error) {
      if (abort.signal.aborted) {
        process.stderr.write('interrupted: what was stored stays, running it again continues there\n');
        return 130;
      }
      code = fail(`${file}: ${error instanceof Error ? error.message : error}`);
      // Nobody is there to take the others.
      if (error instanceof ServerUnavailable) return code;
    }
  }
  return code;
}

async function undo(place: ImportPlace, importId: string, reason = 'undone from the command line'): Promise<number> {
  const { undo: done, name } = await place.undo(importId, reason);
  const { retracted = 0, retired = 0, kept = 0 } = done ?? {};
  process.stdout.write(`${name}: retracted ${retracted}, tracks removed ${retired}, tracks kept ${kept}\n`);
  return 0;
}

/** One line each, the latest first. */
function printList(imports: readonly KnownImport[]): number {
  if (imports.length === 0) process.stdout.write('nothing was imported yet\n');
  const latestFirst = imports.toSorted((a, b) => Number(new Date(b.startedAt)) - Number(new Date(a.startedAt)));
  for (const { importId, startedAt, status, name, format, accepted, duplicate, refused } of latestFirst) {
    const at = new Date(startedAt).toISOString().slice(0, 16);
    const counts = `accepted ${accepted}, duplicate ${duplicate}, refused ${refused}`;
    process.stdout.write(`${importId}  ${at}Z  ${status.padEnd(7)}  ${name} (${format}): ${counts}\n`);
  }
  return 0;
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

function formatSummary(file: string, loaded: KnownImport, isOneOfMany: boolean): string {
  const { importId, format, accepted, duplicate, refused, reasons, notes = [], rowUnit = 'line' } = loaded;
  const list = ({ reason, count, firstLines }: KnownImport['reasons'][number]) => {
    const more = count > firstLines.length ? ', …' : '';
    return `  ${count} × ${reason} (${rowUnit} ${firstLines.join(', ')}${more})`;
  };
  const heading = isOneOfMany ? [`${file} (${format})`] : [];
  const known = notes.length > 0 ? ['worth knowing:', ...notes.map(list)] : [];
  const counts = `accepted ${accepted}, duplicate ${duplicate}, refused ${refused}`;
  return `${[...heading, counts, ...reasons.map(list), ...known, `import ${importId}`].join('\n')}\n`;
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

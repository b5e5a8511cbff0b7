import { parseFact } from '#shared/schema/parse-fact.ts';
import type { FactReport } from '#shared/schema/report.ts';
import type { ImportRow } from '../server/importers/import-format.ts';
import { openImport } from '../server/importers/open-import.ts';
import { collectAsync } from './collect-async.ts';

export type ReadImport = {
  format: string;
  rows: ImportRow[];
  /** Reports as the contract takes them, with the line of each. */
  accepted: { line: number; fact: FactReport }[];
  /** Line and reason of each refusal, of the importer or of the contract. */
  refused: [line: number, reason: string][];
};

/** A file as an import would read it, each report checked as the server checks it. Throws when it cannot be opened. */
export async function readImport(path: string, format?: string): Promise<ReadImport> {
  const opened = await openImport(path, { format });
  if (!opened.ok) throw new Error(`${opened.problem.name}: ${opened.problem.detail}`);
  const rows = await collectAsync(opened.value.readRows());
  const context = { now: Date.now(), actor: 'test', defaultSource: 'test' };
  const read: ReadImport = { format: opened.value.format.name, rows, accepted: [], refused: [] };
  for (const row of rows) {
    const checked = 'problem' in row ? { ok: false as const, problem: row.problem } : parseFact(row.report, context);
    if (checked.ok) read.accepted.push({ line: row.line, fact: checked.value });
    else read.refused.push([row.line, checked.problem.detail]);
  }
  return read;
}

/** Bodies of the accepted reports in file order. */
export function bodiesOf<T = Record<string, unknown>>({ accepted }: ReadImport): T[] {
  return accepted.map(({ fact }) => fact.body as T);
}

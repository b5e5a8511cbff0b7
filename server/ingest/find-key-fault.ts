import type { ReportContext } from '#shared/schema/parse-fact.ts';

/** Under this name the server files its own conclusions; a stranger who used it could claim their message ids first. */
const ownSource = 'system';

/**
 * Checks the names that log and picture use as keys, and returns the fault in words. Half of a surrogate pair is legal in
 * JSON but not in a database, where two such names become one.
 */
export function findKeyFault(
  { source, ids }: { source: string; ids: readonly string[] },
  context: ReportContext,
): string | undefined {
  if (source === ownSource && !context.allowInternal) return `source: "${ownSource}" is the server itself`;
  if (!source.isWellFormed() || !ids.every((id) => id.isWellFormed())) return 'a name holds half of a surrogate pair';
  return undefined;
}

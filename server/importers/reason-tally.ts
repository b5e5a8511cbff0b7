import type { Problem } from '#shared/schema/problem.ts';

/** How often a reason was given, and the first lines it was given for. */
export type ImportReason = { reason: string; count: number; firstLines: number[] };

const maxReasons = 50;
const maxLines = 5;

/**
 * Groups refusals by reason, at most `maxReasons` of them; further ones are counted by name alone. Instants inside a
 * detail are left out, so that one fault at many times is one reason.
 */
export function makeReasonTally(): {
  add: (problem: Problem, line: number) => void;
  addNote: (reason: string, line: number) => void;
  list: () => ImportReason[];
} {
  const reasons = new Map<string, ImportReason>();

  function count(reason: string, line: number): void {
    const entry = reasons.get(reason) ?? { reason, count: 0, firstLines: [] };
    entry.count += 1;
    if (entry.firstLines.length < maxLines) entry.firstLines.push(line);
    reasons.set(reason, entry);
  }

  function countWithin(full: string, name: string, line: number): void {
    count(reasons.has(full) || reasons.size < maxReasons ? full : name, line);
  }

  return {
    addNote: (reason, line) => countWithin(reason, 'others', line),
    add: ({ name, detail }, line) =>
      countWithin(`${name}: ${detail.replace(/\s?\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')}`, name, line),
    list: () => [...reasons.values()].sort((a, b) => b.count - a.count),
  };
}

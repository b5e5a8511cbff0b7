import type { Problem } from '#shared/schema/problem.ts';

/** How often a reason was given, and the first lines it was given for. */
export type ImportReason = { reason: string; count: number; firstLines: number[] };

const maxReasons = 50;
const maxLines = 5;

/**
 * Groups refusals by reason, at most `maxReasons` of them; further ones are counted by name alone. Instants inside a
 * detail are left out, so that one fault at many times is one reason.
 */
export function makeReasonTally(): { add: (problem: Problem, line: number) => void; list: () => ImportReason[] } {
  const reasons = new Map<string, ImportReason>();
  return {
    add: (problem, line) => {
      const detail = problem.detail.replace(/\s?\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
      const full = `${problem.name}: ${detail}`;
      const reason = reasons.has(full) || reasons.size < maxReasons ? full : problem.name;
      const entry = reasons.get(reason) ?? { reason, count: 0, firstLines: [] };
      entry.count += 1;
      if (entry.firstLines.length < maxLines) entry.firstLines.push(line);
      reasons.set(reason, entry);
    },
    list: () => [...reasons.values()].sort((a, b) => b.count - a.count),
  };
}

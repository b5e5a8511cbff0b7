import { expect, it } from 'vitest';
import { findSharedTime } from './find-shared-time.ts';

const at = '2026-11-27T22:04:00.000Z';
const row = (report: object) => ({ line: 1, report: { kind: 'facility', observedAt: at, ...report } });

it('finds the one time of a register without dates, and none where rows say when', () => {
  const refused = { line: 3, problem: { name: 'invalid-report', detail: 'no place' } as const };
  expect(findSharedTime([row({}), refused, row({ name: 'Bor' })])).toBe(at);
  expect(findSharedTime([row({}), row({ observedAt: '2020-01-01T00:00:00.000Z' })])).toBeUndefined();
  expect(findSharedTime([row({ occurredAt: at }), row({ occurredAt: at })])).toBeUndefined();
  expect(findSharedTime([row({ kind: 'position' }), row({ kind: 'position' })])).toBeUndefined();
  for (const rows of [[], [refused], [row({})]]) expect(findSharedTime(rows)).toBeUndefined();
});

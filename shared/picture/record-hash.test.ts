import { describe, expect, it } from 'vitest';
import { unmarked } from '../schema/marking.ts';
import type { PictureRecord } from './record.ts';
import { isSameRecord, parseRecord } from './record-hash.ts';

function recordOf(state: 'open' | 'closed'): PictureRecord {
  return {
    ...{ key: 'road/r1', kind: 'road', id: 'r1', source: 'desk', messageId: 'm1', actor: 'local' },
    ...{ observedAt: 1_790_000_000_000, knownAt: 1_790_000_000_000, sequence: 1, version: 1, marking: unmarked },
    body: { roadId: 'r1', state },
  };
}

describe('two records', () => {
  it('are the same when they say the same, wherever they come from', () => {
    const record = recordOf('open');
    expect(isSameRecord(record, record)).toBe(true);
    expect(isSameRecord(recordOf('open'), record)).toBe(true);
    expect(isSameRecord(parseRecord(JSON.stringify(record)), record)).toBe(true);
  });

  it('are not when one says something else or is not there', () => {
    expect(isSameRecord(recordOf('closed'), recordOf('open'))).toBe(false);
    expect(isSameRecord(undefined, recordOf('open'))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { unmarked } from '../schema/marking.ts';
import type { FactEvent } from '../schema/report.ts';
import { foldRecord } from './fold-registry.ts';
import type { PictureRecord } from './record.ts';

type Told = { at: number; title: string; state?: 'kept' | 'deleted' };

function fold(reports: readonly Told[]): PictureRecord<'briefing'> {
  let record: PictureRecord | undefined;
  reports.forEach(({ at, title, state = 'kept' }, index) => {
    const event = {
      ...{ kind: 'briefing', source: 'desk', messageId: `m${at}`, observedAt: at, actor: 'a', marking: unmarked },
      ...{ entity: 'gao', body: { briefingId: 'gao', title, bookmarks: [], state } },
      ...{ sequence: index + 1, recordedAt: 1_000 + index },
    } as FactEvent<'briefing'>;
    record = foldRecord('briefing/gao', record, event) ?? record;
  });
  return record as PictureRecord<'briefing'>;
}

const first = { at: 100, title: 'As begun' };
const second = { at: 200, title: 'As changed' };
const gone = { at: 300, title: 'As changed', state: 'deleted' } as const;

describe('a briefing in the picture', () => {
  it('is as it was last observed, in whatever order it was reported', () => {
    for (const order of [
      [first, second],
      [second, first],
    ])
      expect(fold(order).body.title).toBe('As changed');
  });

  it('is deleted by a later report, and kept again by one that is later still', () => {
    expect(fold([first, second, gone]).body.state).toBe('deleted');
    expect(fold([gone, first, second]).body.state).toBe('deleted');
    expect(fold([first, gone, { at: 400, title: 'Again' }]).body).toMatchObject({ state: 'kept', title: 'Again' });
  });
});

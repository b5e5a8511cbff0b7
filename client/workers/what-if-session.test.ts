import { describe, expect, it } from 'vitest';
import { parseEdits } from './parse-edits.ts';
import { withEdit } from './what-if-session.ts';

describe('the edits of a what-if', () => {
  it('are one for each thing, in which the later word stands', () => {
    const first = withEdit([], { kind: 'asset', key: 'asset/h1', set: { noticeMinutes: 10 } });
    const second = withEdit(first, { kind: 'asset', key: 'asset/h1', set: { status: 'ready' } });
    const third = withEdit(second, { kind: 'place', key: 'asset/h1', position: [1, 2] });
    const fourth = withEdit(third, { kind: 'place', key: 'asset/h1', position: [3, 4] });
    expect(fourth).toEqual([
      { kind: 'asset', key: 'asset/h1', set: { noticeMinutes: 10, status: 'ready' } },
      { kind: 'place', key: 'asset/h1', position: [3, 4] },
    ]);
  });

  it('come back from an address, and are none where it cannot be read', () => {
    const edits = [{ kind: 'light', light: 'night' }] as const;
    expect(parseEdits(JSON.stringify(edits))).toEqual(edits);
    // And say no more than was said.
    const some = [
      { kind: 'facility', key: 'facility/f', set: { tablesFree: 0 } },
      { kind: 'conditions', set: { flying: 'allowed' } },
    ] as const;
    expect(parseEdits(JSON.stringify(some))).toEqual(some);
    for (const text of [undefined, '', '{', '[{"kind":"light","light":"noon"}]', '[{"kind":"place","key":"a"}]'])
      expect(parseEdits(text)).toEqual([]);
  });
});

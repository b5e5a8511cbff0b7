import { describe, expect, it } from 'vitest';
import { parseFact } from '../parse-fact.ts';

const now = Date.UTC(2026, 10, 28);
const bookmark = { bookmarkId: 'b1', at: '2026-11-12T06:10:31Z', truth: 'known', title: 'First word' };
const briefing = {
  ...{ kind: 'briefing', messageId: 'm1', observedAt: '2026-11-27T09:00:00Z', briefingId: 'gao' },
  ...{ title: 'Gao, 12 November', bookmarks: [bookmark] },
};

function parse(part: object = {}) {
  return parseFact({ ...briefing, ...part }, { now, actor: 'desk', defaultSource: 'desk' });
}
const withBookmark = (part: object) => parse({ bookmarks: [{ ...bookmark, ...part }] });

describe('the report of a briefing', () => {
  it('is kept under its own id, its moments as epoch milliseconds, unless it says that it is deleted', () => {
    const full = {
      ...{ text: 'قال الجندي', speed: 0.5, selected: 'incident/7', holdSeconds: 30 },
      camera: { longitude: -0.04, latitude: 16.27, zoom: 9.5 },
    };
    const parsed = withBookmark(full);
    expect(parsed).toMatchObject({ ok: true, value: { kind: 'briefing', entity: 'gao', body: { state: 'kept' } } });
    const { body } = (parsed as { value: { body: { bookmarks: unknown[] } } }).value;
    expect(body.bookmarks).toEqual([{ ...bookmark, ...full, at: Date.UTC(2026, 10, 12, 6, 10, 31) }]);
    expect(parse({ state: 'deleted', bookmarks: [] })).toMatchObject({
      ok: true,
      value: { body: { state: 'deleted' } },
    });
  });

  it('is refused by the name of what is wrong with it', () => {
    const refused: [ReturnType<typeof parse>, string][] = [
      [parse({ title: '' }), 'title:'],
      [parse({ title: 'x'.repeat(121) }), 'title:'],
      [parse({ briefingId: '' }), 'briefingId:'],
      [parse({ state: 'lost' }), 'state:'],
      [parse({ more: 1 }), 'more'],
      [
        parse({ bookmarks: Array.from({ length: 201 }, (_, at) => ({ ...bookmark, bookmarkId: `${at}` })) }),
        'bookmarks:',
      ],
      [parse({ bookmarks: [bookmark, bookmark] }), 'bookmarkId "b1" is used twice'],
      [withBookmark({ at: '1900-01-01T00:00:00Z' }), 'at is before 24 October 1945'],
      [withBookmark({ at: '2026-02-30T00:00:00Z' }), 'bookmarks.0.at: no such date'],
      [withBookmark({ at: 17 }), 'bookmarks.0.at:'],
      [withBookmark({ truth: 'believed' }), 'bookmarks.0.truth:'],
      [withBookmark({ title: '' }), 'bookmarks.0.title:'],
      [withBookmark({ text: 'x'.repeat(4_001) }), 'bookmarks.0.text:'],
      [withBookmark({ speed: 0 }), 'bookmarks.0.speed:'],
      [withBookmark({ holdSeconds: 601 }), 'bookmarks.0.holdSeconds:'],
      [withBookmark({ selected: 'x'.repeat(301) }), 'bookmarks.0.selected:'],
      [withBookmark({ camera: { longitude: 0, latitude: 91, zoom: 3 } }), 'bookmarks.0.camera.latitude:'],
    ];
    for (const [parsed, named] of refused) {
      expect(parsed).toMatchObject({ ok: false, problem: { name: 'invalid-report' } });
      expect(JSON.stringify(parsed)).toContain(JSON.stringify(named).slice(1, -1));
    }
  });
});

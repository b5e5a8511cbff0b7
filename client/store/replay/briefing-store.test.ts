import { describe, expect, it } from 'vitest';
import { unmarked } from '#shared/schema/marking.ts';
import { createBriefingStore, findBriefing } from './briefing-store.ts';
import { makeTestBookmark, makeTestBriefing } from './make-test-briefing.ts';

function makeStorage(): Pick<Storage, 'getItem' | 'setItem'> & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return { kept, getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => void kept.set(name, text) };
}

function setUp(storage = makeStorage()) {
  let count = 0;
  const store = createBriefingStore({ storage, now: () => 5_000, makeId: () => `id${++count}` });
  const open = () => findBriefing(store.getState(), store.getState().openId);
  const order = () =>
    open()
      ?.bookmarks.map(({ bookmarkId }) => bookmarkId)
      .join('');
  return { store, storage, open, order, act: () => store.getState() };
}

const three = () =>
  makeTestBriefing('gao', { bookmarks: ['a', 'b', 'c'].map((id) => makeTestBookmark(id)), sequence: 7 });

describe('briefings of the live picture', () => {
  it('are offered unless they are deleted or retracted, and opened as they are on record', () => {
    const { store, act, open } = setUp();
    const retracted = { ...makeTestBriefing('wrong'), retracted: true as const };
    act().take([three(), makeTestBriefing('old', {}, 'deleted'), retracted]);
    expect(store.getState().kept.map(({ id }) => id)).toEqual(['gao']);
    act().open('gao');
    expect(open()).toMatchObject({ title: 'Briefing gao', base: 7 });
    expect(open()).toBe(open());
    expect(act().drafts).toEqual([]);
  });
});

describe('changing a briefing', () => {
  it('moves bookmarks, and not beyond the ends', () => {
    const { act, order } = setUp();
    act().take([three()]);
    act().open('gao');
    act().moveBookmark('gao', 'a', 2);
    expect(order()).toBe('bca');
    act().moveBookmark('gao', 'a', 0);
    act().moveBookmark('gao', 'c', 9);
    expect(order()).toBe('abc');
    act().moveBookmark('gao', 'nobody', 0);
    expect(order()).toBe('abc');
  });

  it('puts back what was removed where it was, the last first, whatever was written meanwhile', () => {
    const { act, order, open } = setUp();
    act().take([three()]);
    act().open('gao');
    act().removeBookmark('gao', 'b');
    act().removeBookmark('gao', 'c');
    act().changeBookmark('gao', 'a', { text: 'Said since' });
    expect(order()).toBe('a');
    act().undoRemove();
    expect(order()).toBe('ac');
    act().undoRemove();
    act().undoRemove();
    expect(order()).toBe('abc');
    expect(open()!.bookmarks[0]!.text).toBe('Said since');
  });

  it('holds no more than two hundred bookmarks', () => {
    const { act, open } = setUp();
    act().create({ title: 'Long', bookmarks: [] });
    const { bookmarkId: _id, ...bookmark } = makeTestBookmark('x');
    const isTaken = Array.from({ length: 201 }, () => act().addBookmark(act().openId!, bookmark));
    expect([isTaken.lastIndexOf(true), isTaken.at(-1), open()!.bookmarks.length]).toEqual([199, false, 200]);
    expect(new Set(open()!.bookmarks.map((each) => each.bookmarkId)).size).toBe(200);
  });
});

describe('what was not saved', () => {
  it('survives a reload, word for word', () => {
    const { storage, act, open } = setUp();
    act().create({ title: 'غاو', bookmarks: [makeTestBookmark('a', { text: 'Two\nlines' })] });
    act().change(act().openId!, { title: 'غاو، ١٢' });
    const again = setUp(storage);
    expect(again.open()).toEqual(open());
    expect(again.open()).toMatchObject({ title: 'غاو، ١٢', bookmarks: [{ text: 'Two\nlines' }] });
  });

  it('begins anew where what was kept is not ours', () => {
    for (const text of [
      '{',
      'null',
      '[]',
      '{"drafts":[{"briefingId":1}],"openId":3}',
      '{"drafts":[{"briefingId":"x","title":"","bookmarks":[{}]}]}',
    ]) {
      const storage = makeStorage();
      storage.setItem('vedette.briefings', text);
      expect(setUp(storage).act()).toMatchObject({ drafts: [], openId: undefined });
    }
  });

  it('keeps its own changes and leaves those of another page alone', () => {
    const { storage, act } = setUp();
    const other = setUp(storage);
    act().create({ title: 'Here', bookmarks: [], marking: unmarked });
    other.act().take([three()]);
    other.act().change('gao', { title: 'There' });
    const titles = () =>
      setUp(storage)
        .act()
        .drafts.map(({ title }) => title);
    expect(titles()).toEqual(['Here', 'There']);
    act().discard(act().drafts[0]!.briefingId);
    expect(titles()).toEqual(['There']);
  });

  it('is not written again when the picture tells of others', () => {
    const { storage, act } = setUp();
    act().create({ title: 'Here', bookmarks: [], marking: unmarked });
    storage.kept.clear();
    act().take([three()]);
    expect(storage.kept.size).toBe(0);
  });

  it('gives way to the record that it became, and only to that', () => {
    const { act, open } = setUp();
    act().take([three()]);
    act().open('gao');
    act().change('gao', { title: 'Mine' });
    const sent = open()!;
    act().take([{ ...three(), sequence: 8 }]);
    expect(open()).toMatchObject({ title: 'Mine', base: 7 });
    act().markSaved(sent, 9);
    expect(open()).toMatchObject({ title: 'Mine', savedAs: 9 });
    act().take([makeTestBriefing('gao', { title: 'Mine', sequence: 9 })]);
    expect(act().drafts).toEqual([]);
    expect(open()).toMatchObject({ title: 'Mine', base: 9 });
  });

  it('stays when it was changed while it was being saved', () => {
    const { act, open } = setUp();
    act().create({ title: 'One', bookmarks: [] });
    const id = act().openId!;
    const sent = open()!;
    act().change(id, { title: 'Two' });
    act().markSaved(sent, 9);
    act().take([makeTestBriefing(id, { title: 'One', sequence: 9 })]);
    expect(open()).toMatchObject({ title: 'Two', base: 9 });
  });

  it('goes out again as the same message until it is changed, and is known by it in the picture', () => {
    const { act } = setUp();
    act().create({ title: 'One', bookmarks: [] });
    const id = act().openId!;
    const first = act().messageIdOf(id);
    expect(act().messageIdOf(id)).toBe(first);
    act().change(id, { title: 'Two' });
    const second = act().messageIdOf(id);
    expect(second).not.toBe(first);
    act().take([makeTestBriefing(id, { title: 'Two', sequence: 4, messageId: second })]);
    expect(act().drafts).toEqual([]);
  });

  it('can be given up', () => {
    const { act, open } = setUp();
    act().take([three()]);
    act().open('gao');
    act().change('gao', { title: 'Mine' });
    act().discard('gao');
    expect(open()!.title).toBe('Briefing gao');
    act().create({ title: 'New', bookmarks: [] });
    act().discard(act().openId!);
    expect([act().openId, act().drafts]).toEqual([undefined, []]);
  });
});

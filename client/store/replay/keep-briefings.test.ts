import { describe, expect, it } from 'vitest';
import type { LiveStore } from '../live/live-store.ts';
import { createViewStore } from '../view/view-store.ts';
import { createBriefingStore } from './briefing-store.ts';
import { keepBriefings } from './keep-briefings.ts';
import { makeTestBookmark, makeTestBriefing } from './make-test-briefing.ts';

const camera = { longitude: -0.04, latitude: 16.27, zoom: 9 };
const told = makeTestBriefing('gao', {
  bookmarks: [
    makeTestBookmark('a', { camera, selected: 'incident/7', speed: 10, truth: 'known' }),
    makeTestBookmark('b', { at: 90_000 }),
  ],
});

function setUp() {
  const view = createViewStore('');
  const briefings = createBriefingStore({ storage: undefined, now: () => 0, makeId: () => 'id' });
  const listeners: (() => void)[] = [];
  const live = { isCurrent: false, records: [told] };
  const store = {
    get isCurrent() {
      return live.isCurrent;
    },
    recordsOf: () => live.records,
  } as unknown as LiveStore;
  const pulse = {
    subscribe: (listener: () => void) => {
      listeners.push(listener);
      return () => {};
    },
    beats: () => 0,
    close: () => {},
  };
  keepBriefings({ store, pulse, view, briefings });
  const beat = () => {
    for (const listener of listeners) listener();
  };
  return { view: view.getState, act: briefings.getState, live, beat };
}

describe('briefings beside the view', () => {
  it('are those of the live picture once it is whole', () => {
    const { act, live, beat } = setUp();
    beat();
    expect(act().kept).toEqual([]);
    live.isCurrent = true;
    beat();
    expect(act().kept).toEqual([told]);
  });

  it('lead the view through their bookmarks while they are told', () => {
    const { act, view } = setUp();
    act().play({ briefingId: 'gao', title: 'Gao', bookmarks: told.body.bookmarks });
    const at = told.body.bookmarks[0]!.at;
    expect(view()).toMatchObject({ camera, selected: 'incident/7' });
    expect(view().replay).toEqual({ at, truth: 'known', speed: 10, isPlaying: true });
    act().togglePaused();
    expect(view().replay?.isPlaying).toBe(false);
    act().step(1);
    expect(view()).toMatchObject({
      camera,
      selected: undefined,
      replay: { at: 90_000, truth: 'happened', isPlaying: false },
    });
    act().togglePaused();
    expect(view().replay).toMatchObject({ isPlaying: true, at: 90_000 });
  });

  it('begin again from the first bookmark when they are played again, and end with the past', () => {
    const { act, view } = setUp();
    act().play({ briefingId: 'gao', title: 'Gao', bookmarks: told.body.bookmarks });
    view().change({ replay: { ...view().replay!, at: 1 } });
    act().play({ briefingId: 'gao', title: 'Gao', bookmarks: told.body.bookmarks });
    expect(view().replay?.at).toBe(told.body.bookmarks[0]!.at);
    view().change({ replay: undefined });
    expect(act().story).toBeUndefined();
  });
});

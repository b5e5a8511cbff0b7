import { describe, expect, it } from 'vitest';
import { makeTestBookmark } from './make-test-briefing.ts';
import { bookmarkOf, goToBookmark, type Story, startStory, tickStory, togglePaused } from './story.ts';

const bookmarks = [
  makeTestBookmark('a', { holdSeconds: 2 }),
  makeTestBookmark('b'),
  makeTestBookmark('c', { holdSeconds: 1 }),
];
const start = (index?: number) => startStory({ briefingId: 'x', title: 'X', bookmarks }, index)!;

/** Lets the clock run in ticks of a quarter of a second. */
function run(story: Story, seconds: number, isHeld = false): Story {
  let now = story.tickedAt ?? 0;
  let told = tickStory(story, now, isHeld);
  for (let step = 0; step < seconds * 4; step++) {
    now += 250;
    told = tickStory(told, now, isHeld);
  }
  return told;
}
const shown = (story: Story) => bookmarkOf(story).bookmarkId;

describe('a story', () => {
  it('stays at each bookmark as long as it says, or twelve seconds, and ends after the last', () => {
    const story = start();
    expect([1.75, 2, 13.75, 14].map((seconds) => shown(run(story, seconds)))).toEqual(['a', 'b', 'b', 'c']);
    expect(run(story, 14.75)).toMatchObject({ index: 2, isEnded: false });
    expect(run(story, 100)).toMatchObject({ index: 2, isEnded: true, visits: 3 });
  });

  it('does not run while it is paused, nor while the moment is on its way', () => {
    const paused = togglePaused(run(start(), 1));
    expect(run(paused, 60)).toMatchObject({ index: 0, heldMs: 1_000, isPaused: true });
    expect(shown(run(togglePaused(run(paused, 60)), 1))).toBe('b');
    expect(run(start(), 60, true)).toMatchObject({ index: 0, heldMs: 0 });
  });

  it('does not run on while the page slept', () => {
    expect(tickStory(run(start(1), 1), 3_600_000, false)).toMatchObject({ index: 1, heldMs: 2_000 });
  });

  it('is stepped through by hand, no further than its ends, and a visit begins anew', () => {
    const second = goToBookmark(run(start(), 1), 1);
    expect(second).toMatchObject({ index: 1, heldMs: 0, visits: 2 });
    expect(goToBookmark(second, 3)).toBe(second);
    expect(goToBookmark(second, -1)).toBe(second);
    expect(goToBookmark(run(start(), 100), 1)).toMatchObject({ index: 1, isEnded: false });
    expect(goToBookmark(togglePaused(start()), 1).isPaused).toBe(true);
  });

  it('begins again from its end, and not at all without bookmarks', () => {
    expect(togglePaused(run(start(), 100))).toMatchObject({ index: 0, isEnded: false, isPaused: false });
    expect(startStory({ briefingId: 'x', title: 'X', bookmarks: [] })).toBeUndefined();
  });
});

import type { Bookmark } from '#shared/schema/watch/briefing.ts';

/** A briefing while it is told. Pure: instants are those of the clock that is handed in, milliseconds. */
export type Story = {
  briefingId: string;
  title: string;
  bookmarks: readonly Bookmark[];
  index: number;
  /** Counts up each time a bookmark is gone to, also to the same one again. */
  visits: number;
  isPaused: boolean;
  /** The last bookmark was held to its end. */
  isEnded: boolean;
  /** How long the bookmark was held so far. */
  heldMs: number;
  tickedAt: number | undefined;
};

export const firstHoldSeconds = 12;
/** A page that slept has shown nothing meanwhile. */
const longestTickMs = 1_000;

type Told = Pick<Story, 'briefingId' | 'title' | 'bookmarks'>;

/** Undefined where there is nothing to tell. */
export function startStory({ briefingId, title, bookmarks }: Told, index = 0): Story | undefined {
  if (!bookmarks[index]) return undefined;
  return {
    ...{ briefingId, title, bookmarks, index, visits: 1 },
    ...{ isPaused: false, isEnded: false, heldMs: 0, tickedAt: undefined },
  };
}

export const bookmarkOf = ({ bookmarks, index }: Story): Bookmark => bookmarks[index]!;

export function holdMsOf(story: Story): number {
  return (bookmarkOf(story).holdSeconds ?? firstHoldSeconds) * 1_000;
}

/** To a bookmark; beyond either end nothing changes. Whoever paused stays paused. */
export function goToBookmark(story: Story, index: number): Story {
  if (!story.bookmarks[index]) return story;
  return { ...story, index, visits: story.visits + 1, heldMs: 0, isEnded: false };
}

/** Pauses or goes on; at the end it begins again. */
export function togglePaused(story: Story): Story {
  if (story.isEnded) return { ...goToBookmark(story, 0), isPaused: false };
  return { ...story, isPaused: !story.isPaused };
}

/** Time went by. While the moment of the bookmark is on its way, or the link is lost, nobody has seen it yet. */
export function tickStory(story: Story, now: number, isOnItsWay: boolean): Story {
  const passed = Math.min(longestTickMs, Math.max(0, now - (story.tickedAt ?? now)));
  const ticked = { ...story, tickedAt: now };
  if (story.isPaused || story.isEnded || isOnItsWay) return ticked;
  const heldMs = Math.min(holdMsOf(story), story.heldMs + passed);
  if (heldMs < holdMsOf(story)) return { ...ticked, heldMs };
  const isLast = story.index === story.bookmarks.length - 1;
  return isLast ? { ...ticked, heldMs, isEnded: true } : goToBookmark(ticked, story.index + 1);
}

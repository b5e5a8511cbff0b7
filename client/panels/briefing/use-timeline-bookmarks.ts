import { useMemo } from 'react';
import { useBriefings, useLive } from '../../store/live-context.ts';
import { showBookmark } from '../../store/replay/show-bookmark.ts';
import type { TimelineBookmark } from '../timeline/timeline-bookmarks.tsx';
import { useOpenBriefing } from './use-open-briefing.ts';

/** The bookmarks of the open briefing for the timeline; one that is gone to while its briefing is told leads the story there. */
export function useTimelineBookmarks(): {
  bookmarks: readonly TimelineBookmark[];
  onBookmark: (bookmarkId: string) => void;
} {
  const { view, briefings } = useLive();
  const open = useOpenBriefing();
  const toldId = useBriefings(({ story }) => story?.briefingId);
  const bookmarks = useMemo(
    () => open?.bookmarks.map(({ bookmarkId, at, title }) => ({ id: bookmarkId, at, label: title })) ?? [],
    [open],
  );
  const onBookmark = (bookmarkId: string) => {
    const { story, goTo } = briefings.getState();
    const told = story?.bookmarks.findIndex((each) => each.bookmarkId === bookmarkId) ?? -1;
    const bookmark = open?.bookmarks.find((each) => each.bookmarkId === bookmarkId);
    if (toldId === open?.briefingId && told >= 0) goTo(told);
    else if (bookmark) showBookmark(view, bookmark, false);
  };
  return { bookmarks, onBookmark };
}

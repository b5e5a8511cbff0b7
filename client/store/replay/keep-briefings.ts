import type { LiveStore } from '../live/live-store.ts';
import type { SlowClock } from '../slow-clock.ts';
import type { ViewStore } from '../view/view-store.ts';
import type { BriefingRecord } from './briefing-draft.ts';
import type { BriefingStore } from './briefing-store.ts';
import { showBookmark } from './show-bookmark.ts';
import { bookmarkOf, type Story } from './story.ts';

type Options = { store: LiveStore; pulse: SlowClock; view: ViewStore; briefings: BriefingStore };

/**
 * Keeps briefings by the live picture, whatever moment is shown, and the view by the story that is told. Promises: a
 * story ends when the past is left. Returns what stops it.
 */
export function keepBriefings({ store, pulse, view, briefings }: Options): () => void {
  let taken: readonly BriefingRecord[] | undefined;
  const take = () => {
    const records = store.recordsOf('briefing');
    // Before the first picture nothing is known, and what was saved may be among it.
    if (records === taken || !store.isCurrent) return;
    taken = records;
    briefings.getState().take(records);
  };
  const stops = [
    pulse.subscribe(take),
    briefings.subscribe(({ story }, before) => {
      if (story !== before.story) obey(view, story, before.story);
    }),
    view.subscribe(({ replay }, before) => {
      if (!replay && before.replay && briefings.getState().story) briefings.getState().end();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function obey(view: ViewStore, story: Story | undefined, before: Story | undefined): void {
  if (!story) return;
  const isStill = story.isPaused || story.isEnded;
  if (story.visits !== before?.visits || story.briefingId !== before.briefingId) {
    showBookmark(view, bookmarkOf(story), !isStill);
    return;
  }
  const { replay, change } = view.getState();
  if (replay && isStill !== (before.isPaused || before.isEnded)) change({ replay: { ...replay, isPlaying: !isStill } });
}

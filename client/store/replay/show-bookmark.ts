import type { Bookmark } from '#shared/schema/watch/briefing.ts';
import type { ViewStore } from '../view/view-store.ts';

const firstSpeed = 60;

/** Goes to the moment of a bookmark, by its truth, and looks at it as it was looked at. */
export function showBookmark(view: ViewStore, bookmark: Bookmark, isPlaying: boolean): void {
  const { replay, change } = view.getState();
  const { at, truth, speed = replay?.speed ?? firstSpeed, camera, selected } = bookmark;
  const clip = replay?.clip;
  change({
    replay: { at, truth, speed, isPlaying, ...(clip === undefined ? {} : { clip }) },
    follow: undefined,
    ...(camera ? { camera } : {}),
  });
  // Apart and later: what is selected may have to be uncovered from where the camera then is.
  view.getState().select(selected);
}

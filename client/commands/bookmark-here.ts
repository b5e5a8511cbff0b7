import { type Bookmark, briefingLimits } from '#shared/schema/watch/briefing.ts';
import { formatUtcDateTime, formatUtcTime } from '../format/time-text.ts';
import type { Live } from '../store/live-context.ts';
import { findBriefing } from '../store/replay/briefing-store.ts';
import type { Camera } from '../store/view/view-url.ts';
import { markingOf } from './highest-marking.ts';

/** The moment that is shown and how it is looked at; its title is its time until somebody gives it another. */
export function makeBookmark({ clock, view, map, replay }: Live): Omit<Bookmark, 'bookmarkId'> {
  const { replay: shown, selected, camera } = view.getState();
  const at = Math.round(clock.serverNow() ?? shown?.at ?? Date.now());
  const looked = map.current?.camera() ?? camera;
  const speed = replay?.status()?.speed ?? shown?.speed;
  return {
    ...{ at, truth: shown?.truth ?? 'happened', title: formatUtcTime(at) },
    ...(speed === undefined ? {} : { speed }),
    ...(looked ? { camera: tidyCamera(looked) } : {}),
    ...(selected && selected.length <= 300 ? { selected } : {}),
  };
}

/** Into the open briefing, or a new one where none is open; its panel shows it. */
export function bookmarkHere(live: Live): void {
  const { briefings, store, view } = live;
  const bookmark = makeBookmark(live);
  const { create } = briefings.getState();
  const title = formatUtcDateTime(bookmark.at).slice(0, briefingLimits.title);
  // What is written about what is shown is marked like it, until somebody says otherwise.
  if (!findOpen(live)) create({ title, bookmarks: [], marking: markingOf(store) });
  const { openId, addBookmark } = briefings.getState();
  if (openId !== undefined) addBookmark(openId, bookmark);
  view.getState().openSide('briefing');
}

export function findOpen({ briefings }: Pick<Live, 'briefings'>): ReturnType<typeof findBriefing> {
  const state = briefings.getState();
  return findBriefing(state, state.openId);
}

/** The map may have been turned around the globe. */
function tidyCamera({ longitude, latitude, zoom }: Camera): Camera {
  const turned = ((((longitude + 180) % 360) + 360) % 360) - 180;
  return { longitude: Number(turned.toFixed(6)), latitude: Number(latitude.toFixed(6)), zoom: Number(zoom.toFixed(2)) };
}

import type { ViewStore } from '../../store/view/view-store.ts';

/** From a clip to the same moment of the record of this server. */
export function leaveClip(view: ViewStore): void {
  const { replay, change } = view.getState();
  if (replay) change({ replay: { ...replay, clip: undefined, range: undefined, isPlaying: false } });
}

import type { Mission } from '#shared/schema/mission.ts';
import type { Live } from '../store/live-context.ts';
import { formatView, pageNames, type View } from '../store/view/view-url.ts';
import { copyText } from '../ui/copy-text.ts';

/** Copies the address of exactly this view; when the browser refuses, shows it to be copied by hand. */
export async function shareView(live: Live, mission: Mission): Promise<void> {
  const { say } = live.view.getState();
  const url = shareUrl(live, mission, location);
  say((await copyText(url)) ? { kind: 'view-copied' } : { kind: 'copy-refused', text: url });
}

/** Nothing is left to the defaults of who opens it: they differ by screen and by mission. */
function shareUrl(
  { view, map }: Pick<Live, 'view' | 'map'>,
  mission: Mission,
  { origin, pathname, search }: Pick<Location, 'origin' | 'pathname' | 'search'>,
): string {
  const state = view.getState();
  const shown: View = {
    ...state,
    camera: map.current?.camera() ?? state.camera,
    language: state.language ?? mission.languages[0],
    open: state.open.filter((name) => !pageNames.some((page) => page === name)),
  };
  const different = { ...state.first, theme: undefined, hidden: ['-'], open: ['keys'] } as unknown as View;
  return `${origin}${pathname}?${formatView(shown, search, different)}`;
}

import { useLive, useView } from '../../store/live-context.ts';
import type { BasemapChoice } from '../../store/view/view-basemap.ts';

/** The chosen basemaps and how to choose others, which this browser remembers. */
export function useChoices(): {
  choices: readonly BasemapChoice[];
  choose: (choices: readonly BasemapChoice[]) => void;
} {
  const { view, preferences } = useLive();
  const choices = useView((state) => state.basemap);
  const choose = (basemap: readonly BasemapChoice[]) => {
    view.getState().change({ basemap });
    preferences.getState().setBasemap(basemap);
  };
  return { choices, choose };
}

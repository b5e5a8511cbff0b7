import type { ViewStore } from '../store/view/view-store.ts';
import { type PanelName, pageNames } from '../store/view/view-url.ts';

/** Opens or closes a panel. On a phone one at a time, as sheets; layers and list share their place everywhere. */
export function switchPanel(view: ViewStore, name: PanelName, isPhone: boolean): void {
  const { open, selected, change, togglePanel } = view.getState();
  if (pageNames.some((page) => page === name)) {
    togglePanel(name);
    return;
  }
  const isOpen = open.includes(name) && !(isPhone && selected);
  const kept = open.filter((each) => !isPhone && (name === 'activity' || each === 'activity') && each !== name);
  change({ open: isOpen ? kept : [...kept, name], ...(isPhone ? { selected: undefined } : {}) });
}

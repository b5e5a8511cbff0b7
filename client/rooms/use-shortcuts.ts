import { useEffect } from 'react';
import type { ViewStore } from '../store/view-store.ts';

/** `/` searches, `?` lists the keys, `Esc` steps back: from the sheet, from the selection, on a phone from the panel. */
export function useShortcuts(view: ViewStore, isPhone: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as HTMLElement;
      const isTyping = target instanceof HTMLInputElement && target.type === 'text';
      if (event.key === 'Escape') {
        if (isTyping) target.blur();
        else stepBack(view, isPhone);
        return;
      }
      if (isTyping || target instanceof HTMLSelectElement) return;
      if (event.key === '/') document.querySelector<HTMLInputElement>('#search')?.focus();
      else if (event.key === '?') view.getState().togglePanel('keys', true);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [view, isPhone]);
}

function stepBack(view: ViewStore, isPhone: boolean): void {
  const { open, selected, select, togglePanel, change } = view.getState();
  if (open.includes('keys')) togglePanel('keys', false);
  else if (selected) select(undefined);
  else if (isPhone) change({ open: [] });
}

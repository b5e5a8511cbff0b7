import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Notice } from '../notice.ts';
import { firstView, formatView, type PanelName, parseView, type SidePanel, sidePanels, type View } from './view-url.ts';

/** What a person chose to see. Changes at human rate, feeds React, and is always in the URL. */
export type ViewState = View & {
  /** What the URL leaves unsaid. */
  first: View;
  /** Counts up each time the map should bring the selected object into view. */
  centreRequest: number;
  /** Replaced each time the search box should open, with what it then holds. */
  searchRequest: { text: string } | undefined;
  /** Files that somebody wants imported, until the page of imports took them. */
  importRequest: readonly File[] | undefined;
  /** While clicks on the map add corners to the area that is asked about. */
  isDrawingArea: boolean;
  /** While the view is made ready for paper and printed. */
  isPrinting: boolean;
  /** Said last, and not in the URL. */
  notice: Notice | undefined;
  change: (part: Partial<View>) => void;
  select: (key: string | undefined, options?: { centre: boolean }) => void;
  toggleHidden: (id: string) => void;
  togglePanel: (name: PanelName, isOpen?: boolean) => void;
  /** Opens a panel beside the map in the place of the one that is there. */
  openSide: (name: SidePanel) => void;
  openSearch: (text: string) => void;
  /** Opens the page of imports with these files; undefined says that they were taken. */
  requestImport: (files: readonly File[] | undefined) => void;
  /** Begins or ends drawing; what is measured gives way. */
  drawArea: (isDrawingArea: boolean) => void;
  print: (isPrinting: boolean) => void;
  say: (notice: Notice | undefined) => void;
};
export type ViewStore = StoreApi<ViewState>;

export function createViewStore(query: string, first: View = firstView): ViewStore {
  return createStore<ViewState>()((set) => ({
    ...parseView(query, first),
    first,
    centreRequest: 0,
    searchRequest: undefined,
    importRequest: undefined,
    isDrawingArea: false,
    isPrinting: false,
    notice: undefined,
    change: (part) => set(part),
    select: (selected, options) =>
      set((state) => ({
        selected,
        centreRequest: state.centreRequest + (options?.centre ? 1 : 0),
        // The camera cannot look at one thing and follow another.
        follow: options?.centre && selected !== state.follow ? undefined : state.follow,
      })),
    toggleHidden: (id) => set((state) => ({ hidden: toggled(state.hidden, id) })),
    togglePanel: (name, isOpen) =>
      set((state) => (isOpen === state.open.includes(name) ? state : { open: toggled(state.open, name) })),
    openSide: (name) =>
      set(({ open }) => ({ open: [...open.filter((each) => !sidePanels.includes(each as SidePanel)), name] })),
    openSearch: (text) => set({ searchRequest: { text } }),
    requestImport: (importRequest) =>
      set(({ open }) => ({
        importRequest,
        open: importRequest && !open.includes('imports') ? [...open, 'imports'] : open,
      })),
    drawArea: (isDrawingArea) =>
      set(({ area, measure }) => ({
        isDrawingArea,
        area: isDrawingArea ? (area ?? []) : area?.length ? area : undefined,
        measure: isDrawingArea ? undefined : measure,
      })),
    print: (isPrinting) => set({ isPrinting }),
    say: (notice) => set({ notice }),
  }));
}

function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}

/** Writes the view into the address bar, without a history entry for each move. Returns what stops it. */
export function keepViewInUrl(store: ViewStore, settleMs = 300): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const query = formatView(store.getState(), location.search, store.getState().first);
    history.replaceState(history.state, '', `${location.pathname}${query ? `?${query}` : ''}${location.hash}`);
  };
  const read = () => store.getState().change(parseView(location.search, store.getState().first));
  const unsubscribe = store.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, settleMs);
  });
  globalThis.addEventListener('popstate', read);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    globalThis.removeEventListener('popstate', read);
  };
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type BasemapChoice, formatBasemap, parseBasemap } from './view-basemap.ts';
import type { Mark } from './view-tools.ts';

/** What belongs to this browser and not to the view: it is kept here and never shared. */
export type Preferences = {
  /** Single letters run commands; off for those whose aids type letters by themselves. */
  hasLetterKeys: boolean;
  /** What was found and gone to, the newest first. */
  recent: readonly Recent[];
  /** Chosen last; undefined until someone chose. */
  basemap: readonly BasemapChoice[] | undefined;
  remember: (found: Recent) => void;
  forget: () => void;
  setLetterKeys: (hasLetterKeys: boolean) => void;
  setBasemap: (basemap: readonly BasemapChoice[]) => void;
};
export type Recent = { title: string; key: string } | { title: string; mark: Mark };
export type PreferenceStore = StoreApi<Preferences>;

const storageName = 'vedette.preferences';
const recentLimit = 8;

export function createPreferenceStore(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): PreferenceStore {
  const store = createStore<Preferences>()((set) => ({
    ...readKept(storage),
    remember: (found) =>
      set(({ recent }) => ({
        recent: [found, ...recent.filter((each) => each.title !== found.title)].slice(0, recentLimit),
      })),
    forget: () => set({ recent: [] }),
    setLetterKeys: (hasLetterKeys) => set({ hasLetterKeys }),
    setBasemap: (basemap) => set({ basemap }),
  }));
  store.subscribe(({ hasLetterKeys, recent, basemap }) => {
    try {
      storage?.setItem(
        storageName,
        JSON.stringify({ hasLetterKeys, recent, basemap: basemap && formatBasemap(basemap) }),
      );
    } catch {
      // A full or forbidden storage only means that the next visit begins anew.
    }
  });
  return store;
}

/** The browser's storage, where it grants any. */
export function findStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

type Kept = Pick<Preferences, 'hasLetterKeys' | 'recent' | 'basemap'>;

function readKept(storage: Pick<Storage, 'getItem'> | undefined): Kept {
  try {
    const kept = JSON.parse(storage?.getItem(storageName) ?? '{}') as {
      [Name in keyof Kept]?: unknown;
    };
    return {
      hasLetterKeys: kept.hasLetterKeys !== false,
      recent: Array.isArray(kept.recent) ? kept.recent.filter(isRecent).slice(0, recentLimit) : [],
      basemap: typeof kept.basemap === 'string' ? parseBasemap(kept.basemap) : undefined,
    };
  } catch {
    return { hasLetterKeys: true, recent: [], basemap: undefined };
  }
}

function isRecent(value: unknown): value is Recent {
  const { title, key, mark } = (value ?? {}) as { title?: unknown; key?: unknown; mark?: { reference?: unknown } };
  return typeof title === 'string' && (typeof key === 'string' || typeof mark?.reference === 'string');
}

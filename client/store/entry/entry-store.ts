import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Position } from '#shared/geo/position.ts';
import { type Drafts, emptyDrafts, type FormName, formNames, readDraft } from './entry-drafts.ts';
import { type Outgoing, readOutgoing } from './outgoing.ts';

/** What the form would put on the map, drawn as what it is: not stored. */
export type ShownEntry = { position: Position; radiusMetres: number; label: string };

/**
 * What a person is reporting: the open form, the drafts, and what is on its way to the log. Promises: drafts and what
 * was not yet answered outlive the page, so that neither a reload nor a lost link costs a word.
 */
export type EntryState = {
  open: FormName | undefined;
  drafts: Drafts;
  /** The next click on the map, or Enter at its middle, is the place. */
  isPicking: boolean;
  /** The place as it was pointed at, and how much ground one pixel covered. */
  picked: { position: Position; pixelMetres: number } | undefined;
  shown: ShownEntry | undefined;
  /** Newest first. */
  outbox: readonly Outgoing[];
  openForm: (form: FormName, begin?: Partial<Drafts[FormName]>) => void;
  close: () => void;
  edit: <F extends FormName>(form: F, part: Partial<Drafts[F]>) => void;
  clear: (form: FormName) => void;
  startPicking: (isPicking: boolean) => void;
  pick: (position: Position, pixelMetres: number) => void;
  show: (shown: ShownEntry | undefined) => void;
  post: (outgoing: Outgoing) => void;
  change: (id: string, part: Partial<Outgoing>) => void;
  drop: (id: string) => void;
};
export type EntryStore = StoreApi<EntryState>;

const storageName = 'vedette.entry';
/** What was stored long ago is in the list and on the map; here only the latest stay. */
const outboxLimit = 8;

export function createEntryStore(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): EntryStore {
  const store = createStore<EntryState>()((set) => ({
    ...readKept(storage),
    isPicking: false,
    picked: undefined,
    shown: undefined,
    openForm: (form, begin) =>
      set(({ drafts }) => ({
        ...{ open: form, isPicking: false, picked: undefined, shown: undefined },
        drafts: begin ? { ...drafts, [form]: { ...drafts[form], ...begin } } : drafts,
      })),
    close: () => set({ open: undefined, isPicking: false, shown: undefined }),
    edit: (form, part) => set(({ drafts }) => ({ drafts: { ...drafts, [form]: { ...drafts[form], ...part } } })),
    clear: (form) => set(({ drafts }) => ({ drafts: { ...drafts, [form]: emptyDrafts[form] } })),
    startPicking: (isPicking) => set({ isPicking }),
    pick: (position, pixelMetres) => set({ picked: { position, pixelMetres }, isPicking: false }),
    show: (shown) => set({ shown }),
    post: (outgoing) => set(({ outbox }) => ({ outbox: limited([outgoing, ...outbox]), isPicking: false })),
    change: (id, part) =>
      set(({ outbox }) => ({ outbox: outbox.map((each) => (each.id === id ? { ...each, ...part } : each)) })),
    drop: (id) => set(({ outbox }) => ({ outbox: outbox.filter((each) => each.id !== id) })),
  }));
  store.subscribe((state, before) => {
    const { open, drafts, outbox } = state;
    if (open === before.open && drafts === before.drafts && outbox === before.outbox) return;
    try {
      storage?.setItem(storageName, JSON.stringify({ open, drafts, outbox }));
    } catch {
      // A full or forbidden storage only means that a reload begins anew.
    }
  });
  return store;
}

/** What was not answered is never dropped. */
function limited(outbox: readonly Outgoing[]): Outgoing[] {
  return outbox.filter(({ state }, index) => index < outboxLimit || state === 'sending' || state === 'waiting');
}

function readKept(storage: Pick<Storage, 'getItem'> | undefined): Pick<EntryState, 'open' | 'drafts' | 'outbox'> {
  let kept: { open?: unknown; drafts?: Partial<Record<FormName, unknown>>; outbox?: unknown } = {};
  try {
    kept = (JSON.parse(storage?.getItem(storageName) ?? '{}') ?? {}) as typeof kept;
  } catch {
    // Not ours, or cut off: begin anew.
  }
  return {
    open: formNames.find((name) => name === kept.open),
    drafts: {
      position: readDraft('position', kept.drafts?.position),
      incident: readDraft('incident', kept.drafts?.incident),
      casevac: readDraft('casevac', kept.drafts?.casevac),
    },
    outbox: readOutgoing(kept.outbox),
  };
}

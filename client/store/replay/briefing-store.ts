import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Bookmark, briefingLimits } from '#shared/schema/watch/briefing.ts';
import {
  type Briefing,
  type BriefingDraft,
  type BriefingRecord,
  draftOf,
  moveItem,
  readDrafts,
} from './briefing-draft.ts';
import { goToBookmark, type Story, startStory, tickStory, togglePaused } from './story.ts';

/**
 * Briefings of the live picture, what a person changes in them, and the one that is told. Promises: a change that was
 * not saved outlives the page and gives way only to the record that it became.
 */
export type BriefingState = {
  /** Those on record, in the order of their titles; deleted ones are not among them. */
  kept: readonly BriefingRecord[];
  drafts: readonly BriefingDraft[];
  openId: string | undefined;
  /** Bookmarks taken out of the open briefing, the last one at the end. */
  removed: readonly { bookmark: Bookmark; index: number }[];
  story: Story | undefined;
  /** The time of the present, also where another moment is shown. */
  now: () => number;
  take: (records: readonly BriefingRecord[]) => void;
  open: (briefingId: string | undefined) => void;
  /** A new briefing, opened; not on record before it is saved. */
  create: (content: Omit<Briefing, 'briefingId'>) => void;
  change: (briefingId: string, part: Partial<Omit<Briefing, 'briefingId'>>) => void;
  /** False when the briefing holds no more. */
  addBookmark: (briefingId: string, bookmark: Omit<Bookmark, 'bookmarkId'>) => boolean;
  changeBookmark: (briefingId: string, bookmarkId: string, part: Partial<Bookmark>) => void;
  moveBookmark: (briefingId: string, bookmarkId: string, to: number) => void;
  removeBookmark: (briefingId: string, bookmarkId: string) => void;
  undoRemove: () => void;
  /** Gives up what was not saved. */
  discard: (briefingId: string) => void;
  /** The message id under which exactly this is sent, however often. */
  messageIdOf: (briefingId: string) => string;
  /** `sent`: what was sent; what was changed since stays a draft. */
  markSaved: (sent: BriefingDraft, sequence: number) => void;
  play: (briefing: Briefing, index?: number) => void;
  step: (by: 1 | -1) => void;
  goTo: (index: number) => void;
  togglePaused: () => void;
  tick: (now: number, isOnItsWay: boolean) => void;
  end: () => void;
};
export type BriefingStore = StoreApi<BriefingState>;

type Options = {
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
  now: () => number;
  makeId: () => string;
};

const storageName = 'vedette.briefings';

/** The briefing as a person has it before them: with their changes, or as it is on record. */
export function findBriefing(
  { kept, drafts }: Pick<BriefingState, 'kept' | 'drafts'>,
  briefingId: string | undefined,
): BriefingDraft | undefined {
  const record = kept.find(({ id }) => id === briefingId);
  return drafts.find((draft) => draft.briefingId === briefingId) ?? (record && draftOf(record));
}

export function createBriefingStore({ storage, now, makeId }: Options): BriefingStore {
  const store = createStore<BriefingState>()((set, get) => {
    const edit = (briefingId: string, part: (draft: BriefingDraft) => Partial<BriefingDraft>) => {
      const draft = findBriefing(get(), briefingId);
      if (!draft) return;
      const { messageId: _sent, savedAs, ...rest } = draft;
      put({ ...rest, base: savedAs ?? draft.base, ...part(draft) });
    };
    const put = (draft: BriefingDraft) =>
      set(({ drafts }) => ({
        drafts: [...drafts.filter(({ briefingId }) => briefingId !== draft.briefingId), draft],
      }));
    const tell = (apply: (story: Story) => Story) => set(({ story }) => ({ story: story && apply(story) }));
    return {
      ...readKept(storage),
      ...{ kept: [], removed: [], story: undefined, now },
      take: (records) =>
        set(({ drafts }) => ({
          kept: records
            .filter(({ body, retracted }) => body.state === 'kept' && !retracted)
            .sort((one, other) => (one.body.title < other.body.title ? -1 : 1)),
          drafts: drafts.some((draft) => isOnRecord(draft, records))
            ? drafts.filter((draft) => !isOnRecord(draft, records))
            : drafts,
        })),
      open: (openId) => set({ openId, removed: [] }),
      create: (content) => {
        const briefingId = makeId();
        put({ ...content, briefingId });
        set({ openId: briefingId, removed: [] });
      },
      change: (briefingId, part) => edit(briefingId, () => part),
      addBookmark: (briefingId, bookmark) => {
        const draft = findBriefing(get(), briefingId);
        if (!draft || draft.bookmarks.length >= briefingLimits.bookmarks) return false;
        edit(briefingId, ({ bookmarks }) => ({ bookmarks: [...bookmarks, { ...bookmark, bookmarkId: makeId() }] }));
        return true;
      },
      changeBookmark: (briefingId, bookmarkId, part) =>
        edit(briefingId, ({ bookmarks }) => ({
          bookmarks: bookmarks.map((each) => (each.bookmarkId === bookmarkId ? { ...each, ...part } : each)),
        })),
      moveBookmark: (briefingId, bookmarkId, to) =>
        edit(briefingId, ({ bookmarks }) => ({
          bookmarks: moveItem(
            bookmarks,
            bookmarks.findIndex((each) => each.bookmarkId === bookmarkId),
            to,
          ),
        })),
      removeBookmark: (briefingId, bookmarkId) => {
        const bookmarks = findBriefing(get(), briefingId)?.bookmarks ?? [];
        const index = bookmarks.findIndex((each) => each.bookmarkId === bookmarkId);
        if (index < 0) return;
        edit(briefingId, () => ({ bookmarks: bookmarks.toSpliced(index, 1) }));
        set(({ removed }) => ({ removed: [...removed, { bookmark: bookmarks[index]!, index }] }));
      },
      undoRemove: () => {
        const { removed, openId } = get();
        const last = removed.at(-1);
        if (!last || openId === undefined) return;
        edit(openId, ({ bookmarks }) => ({ bookmarks: bookmarks.toSpliced(last.index, 0, last.bookmark) }));
        set({ removed: removed.slice(0, -1) });
      },
      discard: (briefingId) =>
        set(({ drafts, removed, openId, kept }) => ({
          drafts: drafts.filter((draft) => draft.briefingId !== briefingId),
          removed: openId === briefingId ? [] : removed,
          openId: openId === briefingId && !kept.some(({ id }) => id === briefingId) ? undefined : openId,
        })),
      messageIdOf: (briefingId) => {
        const draft = findBriefing(get(), briefingId);
        const messageId = draft?.messageId ?? makeId();
        if (draft && !draft.messageId) put({ ...draft, messageId });
        return messageId;
      },
      markSaved: (sent, sequence) => {
        const draft = get().drafts.find(({ briefingId }) => briefingId === sent.briefingId);
        if (!draft) return;
        const isSame =
          draft.title === sent.title && draft.bookmarks === sent.bookmarks && draft.marking === sent.marking;
        const record = get().kept.find(({ id }) => id === sent.briefingId);
        if (isSame && (record?.sequence ?? 0) >= sequence) get().discard(sent.briefingId);
        else put({ ...draft, ...(isSame ? { savedAs: sequence } : { base: sequence }) });
      },
      play: (briefing, index = 0) =>
        set(({ story: before }) => {
          const story = startStory(briefing, index);
          return { story: story && { ...story, visits: (before?.visits ?? 0) + 1 } };
        }),
      step: (by) => tell((story) => goToBookmark(story, story.index + by)),
      goTo: (index) => tell((story) => goToBookmark(story, index)),
      togglePaused: () => tell(togglePaused),
      tick: (at, isOnItsWay) => tell((story) => tickStory(story, at, isOnItsWay)),
      end: () => set({ story: undefined }),
    };
  });
  store.subscribe(({ drafts, openId }, before) => {
    if (drafts === before.drafts && openId === before.openId) return;
    try {
      const kept = mergeDrafts(readKept(storage).drafts, before.drafts, drafts);
      storage?.setItem(storageName, JSON.stringify({ drafts: kept, openId }));
    } catch {
      // A full or forbidden storage only means that a reload begins anew.
    }
  });
  return store;
}

/** What this page changed, and beside it what other pages keep. */
function mergeDrafts(
  kept: readonly BriefingDraft[],
  before: readonly BriefingDraft[],
  drafts: readonly BriefingDraft[],
): BriefingDraft[] {
  const changed = drafts.filter((draft) => !before.includes(draft));
  const touched = new Set(
    [...before.filter((draft) => !drafts.includes(draft)), ...changed].map((each) => each.briefingId),
  );
  return [...kept.filter(({ briefingId }) => !touched.has(briefingId)), ...changed];
}

/** What was saved is a draft only until the picture tells of it. */
function isOnRecord(
  { briefingId, savedAs = Number.POSITIVE_INFINITY, messageId }: BriefingDraft,
  records: readonly BriefingRecord[],
): boolean {
  const record = records.find(({ id }) => id === briefingId);
  // Nobody may have answered, and it was stored all the same.
  return record !== undefined && (record.sequence >= savedAs || record.messageId === messageId);
}

function readKept(storage: Options['storage']): Pick<BriefingState, 'drafts' | 'openId'> {
  try {
    const kept = JSON.parse(storage?.getItem(storageName) ?? '{}') as { drafts?: unknown; openId?: unknown };
    return { drafts: readDrafts(kept.drafts), openId: typeof kept.openId === 'string' ? kept.openId : undefined };
  } catch {
    return { drafts: [], openId: undefined };
  }
}

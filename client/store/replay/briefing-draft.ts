import type { PictureRecord } from '#shared/picture/record.ts';
import type { Marking } from '#shared/schema/marking.ts';
import type { Bookmark } from '#shared/schema/watch/briefing.ts';

/** A briefing as a person has it before them. Instants are epoch milliseconds. */
export type Briefing = {
  briefingId: string;
  title: string;
  bookmarks: readonly Bookmark[];
  /** Absent: as the server marks what nobody marked. */
  marking?: Marking | undefined;
};
/** A briefing with changes that were not saved, or of which the picture has not yet told that they were. */
export type BriefingDraft = Briefing & {
  /** Sequence number of the record that it was begun from; absent for a new one. */
  base?: number | undefined;
  /** Message id of an attempt to save exactly this: another attempt is the same message. */
  messageId?: string | undefined;
  /** Sequence number under which exactly this is stored. */
  savedAs?: number | undefined;
};
export type BriefingRecord = PictureRecord<'briefing'>;

const drafts = new WeakMap<BriefingRecord, BriefingDraft>();

/** What is on record as a person would begin to change it; the same object for the same record. */
export function draftOf(record: BriefingRecord): BriefingDraft {
  const { id, body, marking, sequence } = record;
  const draft = drafts.get(record) ?? {
    ...{ briefingId: id, title: body.title, bookmarks: body.bookmarks, marking, base: sequence },
  };
  drafts.set(record, draft);
  return draft;
}

/** What keeps it from being saved. */
export function findDraftFault({ title, bookmarks }: Briefing): 'title' | 'bookmark' | undefined {
  if (title.trim() === '') return 'title';
  return bookmarks.some((bookmark) => bookmark.title.trim() === '') ? 'bookmark' : undefined;
}

/** Content as it travels and lies in files: instants as ISO 8601, empty texts left out. */
export function formatContent({ title, bookmarks }: Pick<Briefing, 'title' | 'bookmarks'>) {
  return {
    title: title.trim(),
    bookmarks: bookmarks.map(({ at, text, title, ...rest }) => ({
      ...rest,
      at: new Date(at).toISOString(),
      title: title.trim(),
      ...(text ? { text } : {}),
    })),
  };
}

export function moveItem<T>(items: readonly T[], from: number, to: number): T[] {
  const moved = [...items];
  if (from < 0 || from >= items.length) return moved;
  const [item] = moved.splice(from, 1);
  moved.splice(Math.min(moved.length, Math.max(0, to)), 0, item!);
  return moved;
}

/** What was kept, as far as it has the shape of drafts: another version of the page may have kept it. */
export function readDrafts(kept: unknown): BriefingDraft[] {
  return Array.isArray(kept) ? kept.filter(isDraft) : [];
}

function isDraft(value: unknown): value is BriefingDraft {
  const { briefingId, title, bookmarks } = (value ?? {}) as { [Name in keyof BriefingDraft]?: unknown };
  return (
    typeof briefingId === 'string' &&
    typeof title === 'string' &&
    Array.isArray(bookmarks) &&
    bookmarks.every(isBookmark)
  );
}

function isBookmark(value: unknown): value is Bookmark {
  const { bookmarkId, at, truth, title } = (value ?? {}) as { [Name in keyof Bookmark]?: unknown };
  return (
    typeof bookmarkId === 'string' &&
    typeof at === 'number' &&
    Number.isFinite(at) &&
    typeof truth === 'string' &&
    typeof title === 'string'
  );
}

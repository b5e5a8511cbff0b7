import { type Marking, unmarked } from '#shared/schema/marking.ts';
import type { Bookmark } from '#shared/schema/watch/briefing.ts';
import type { BriefingRecord } from './briefing-draft.ts';

/** For tests. */
export function makeTestBookmark(bookmarkId: string, part: Partial<Bookmark> = {}): Bookmark {
  return { bookmarkId, at: Date.UTC(2026, 10, 12, 6, 10, 31), truth: 'happened', title: `At ${bookmarkId}`, ...part };
}

/** For tests. */
export function makeTestBriefing(
  id: string,
  part: { title?: string; bookmarks?: Bookmark[]; sequence?: number; messageId?: string; marking?: Marking } = {},
  state: 'kept' | 'deleted' = 'kept',
): BriefingRecord {
  const {
    title = `Briefing ${id}`,
    bookmarks = [],
    sequence = 1,
    messageId = `m${sequence}`,
    marking = unmarked,
  } = part;
  return {
    ...{ key: `briefing/${id}`, kind: 'briefing', id, source: 'desk', messageId, actor: 'desk', version: 1 },
    ...{ observedAt: 1_000 * sequence, knownAt: 1_000 * sequence, sequence, marking },
    body: { briefingId: id, title, bookmarks, state },
  };
}

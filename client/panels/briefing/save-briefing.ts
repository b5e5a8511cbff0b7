import { deliver, type Outcome } from '../../forms/deliver.ts';
import { type BriefingDraft, type BriefingRecord, formatContent } from '../../store/replay/briefing-draft.ts';
import type { BriefingState } from '../../store/replay/briefing-store.ts';

type Posted = { draft: BriefingDraft; record: BriefingRecord | undefined; messageId: string; now: number };

/** The report of a briefing as it is now. */
export function makeBriefingReport({ draft, record, messageId, now }: Posted, state: 'kept' | 'deleted' = 'kept') {
  // A clock that is ahead somewhere else must not keep a person from having the last word.
  const observedAt = new Date(Math.max(now, (record?.observedAt ?? 0) + 1)).toISOString();
  return {
    ...{ kind: 'briefing', messageId, observedAt, briefingId: draft.briefingId, state },
    ...(draft.marking ? { marking: draft.marking } : {}),
    ...formatContent(draft),
  };
}

/** Saves a briefing for everybody. What nobody answered goes out again as the same message, so that it is stored once. */
export async function saveBriefing(briefings: () => BriefingState, briefingId: string): Promise<Outcome | undefined> {
  const messageId = briefings().messageIdOf(briefingId);
  const draft = briefings().drafts.find((each) => each.briefingId === briefingId);
  if (!draft) return undefined;
  const outcome = await post({ draft, record: recordOf(briefings(), briefingId), messageId, now: briefings().now() });
  if (outcome.kind === 'stored') briefings().markSaved(draft, outcome.sequence);
  return outcome;
}

/** Takes a briefing away from everybody; one that was never saved is only given up. */
export async function deleteBriefing(briefings: () => BriefingState, briefingId: string): Promise<Outcome | undefined> {
  const record = recordOf(briefings(), briefingId);
  if (record) {
    const { body, marking } = record;
    const draft = { briefingId, title: body.title, bookmarks: body.bookmarks, marking };
    const posted = { draft, record, messageId: crypto.randomUUID(), now: briefings().now() };
    const outcome = await post(posted, 'deleted');
    if (outcome.kind !== 'stored') return outcome;
    briefings().take(briefings().kept.filter(({ id }) => id !== briefingId));
    briefings().discard(briefingId);
    return outcome;
  }
  briefings().discard(briefingId);
  return undefined;
}

function recordOf({ kept }: BriefingState, briefingId: string): BriefingRecord | undefined {
  return kept.find(({ id }) => id === briefingId);
}

function post(posted: Posted, state?: 'deleted'): Promise<Outcome> {
  return deliver({ path: '/api/v1/reports', body: makeBriefingReport(posted, state) });
}

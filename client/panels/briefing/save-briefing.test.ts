import { describe, expect, it } from 'vitest';
import { parseFact } from '#shared/schema/parse-fact.ts';
import { draftOf } from '../../store/replay/briefing-draft.ts';
import { makeTestBookmark, makeTestBriefing } from '../../store/replay/make-test-briefing.ts';
import { makeBriefingReport } from './save-briefing.ts';

describe('the report of a saved briefing', () => {
  const record = makeTestBriefing('gao', {
    bookmarks: [makeTestBookmark('a', { text: '', camera: { longitude: 1, latitude: 2, zoom: 3 } })],
    marking: { classification: 'confidential', releasableTo: [], originator: 'mission' },
  });
  const now = Date.UTC(2026, 10, 28);
  const posted = { draft: draftOf(record), record, messageId: 'm2', now };

  it('is what the server takes, with the marking that the briefing has', () => {
    const parsed = parseFact(makeBriefingReport(posted), { now, actor: 'a', defaultSource: 'desk' });
    const { text: _empty, ...bookmark } = record.body.bookmarks[0]!;
    expect(parsed).toMatchObject({ ok: true, value: { entity: 'gao', observedAt: now, marking: record.marking } });
    expect(parsed).toMatchObject({ value: { body: { ...record.body, bookmarks: [bookmark] } } });
  });

  it('has the last word over a clock that was ahead, and says so when it takes the briefing away', () => {
    const ahead = { ...record, observedAt: now + 60_000 };
    expect(makeBriefingReport({ ...posted, record: ahead }, 'deleted')).toMatchObject({
      ...{ observedAt: new Date(now + 60_001).toISOString(), state: 'deleted' },
    });
  });
});

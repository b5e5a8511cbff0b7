import { describe, expect, it } from 'vitest';
import { allEnglish } from '../../language/all-english.ts';
import type { Translate } from '../../language/use-text.ts';
import { makeTestBookmark } from '../../store/replay/make-test-briefing.ts';
import { formatBriefingDocument } from './briefing-document.ts';

const t: Translate = (id, values = {}) =>
  allEnglish[id].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name]));
const mission = { name: 'UNMIX', timeZone: 'Africa/Lagos' };
const about = { t, language: 'en', mission, isExercise: true, madeAt: Date.UTC(2026, 10, 28) };
const briefing = {
  ...{ briefingId: 'gao', title: 'Gao <script>alert(1)</script>' },
  marking: { classification: 'confidential' as const, releasableTo: ['alpha'], originator: 'FHQ' },
  bookmarks: [makeTestBookmark('a', { title: '"First" & last', text: '<img src=x onerror=alert(1)>', truth: 'known' })],
};

describe('a briefing as a page', () => {
  const page = formatBriefingDocument(briefing, about);

  it('says its title, marking, exercise, and of each bookmark both times, the truth and the text', () => {
    expect(page.match(/CONFIDENTIAL/g)).toHaveLength(2);
    expect(page).toContain('alpha');
    expect(page.match(/EXERCISE/g)).toHaveLength(2);
    for (const part of [
      '2026-11-12 06:10:31Z',
      '07:10 UTC+01:00',
      allEnglish['truth.known'],
      '&quot;First&quot; &amp; last',
    ])
      expect(page).toContain(part);
    expect(formatBriefingDocument(briefing, { ...about, isExercise: false })).not.toContain('EXERCISE');
  });

  it('runs nothing and fetches nothing, whatever people wrote', () => {
    expect(page).not.toMatch(/<(script|img|link|iframe|object)/i);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('<bdi dir="auto">Gao &lt;script&gt;');
  });
});

import { describe, expect, it } from 'vitest';
import type { Marking } from '#shared/schema/marking.ts';
import { makeTestBookmark } from '../../store/replay/make-test-briefing.ts';
import { formatBriefingFile, nameOfFile, parseBriefingFile } from './briefing-file.ts';

const marking: Marking = { classification: 'confidential', releasableTo: ['alpha'], originator: 'mission' };
const camera = { longitude: -0.04, latitude: 16.27, zoom: 9 };
const briefing = {
  ...{ briefingId: 'gao', title: 'Gao <12>', marking },
  bookmarks: [
    makeTestBookmark('a', { text: 'Said "so"\nغاو', camera, selected: 'incident/7', speed: 10, holdSeconds: 5 }),
    makeTestBookmark('b', { truth: 'both' }),
  ],
};
const wire = (part: object) => JSON.stringify({ ...JSON.parse(formatBriefingFile(briefing)), ...part });

describe('a briefing as a file', () => {
  it('comes back as it went, with its marking', () => {
    const { briefingId: _id, ...content } = briefing;
    expect(parseBriefingFile(formatBriefingFile(briefing))).toEqual({ ok: true, value: content });
  });

  it('is refused by name when it is something else', () => {
    const nameOf = (text: string) => {
      const parsed = parseBriefingFile(text);
      return parsed.ok ? 'taken' : `${parsed.problem.name} ${parsed.problem.detail}`;
    };
    expect(nameOf('{"format":')).toMatch(/^not-json /);
    expect(nameOf('null')).toMatch(/^not-briefing /);
    expect(nameOf('[1]')).toMatch(/^not-briefing /);
    expect(nameOf('{"type":"FeatureCollection"}')).toMatch(/^not-briefing /);
    expect(nameOf(wire({ version: 2 }))).toBe('newer 2');
    expect(nameOf(wire({ version: 'one' }))).toMatch(/^faulty version/);
    expect(nameOf(wire({ title: '' }))).toMatch(/^faulty title/);
    expect(nameOf(wire({ bookmarks: 'none' }))).toMatch(/^faulty bookmarks/);
    expect(nameOf(wire({ bookmarks: [{ ...briefing.bookmarks[0], at: 'noon' }] }))).toMatch(/^faulty bookmarks\.0\.at/);
    const twice = { ...briefing.bookmarks[0], at: '2026-11-12T06:10:31Z' };
    expect(nameOf(wire({ bookmarks: [twice, twice] }))).toMatch(/^faulty .*used twice/);
    expect(nameOf(' '.repeat(4_000_001))).toMatch(/^too-large /);
  });

  it('has a name that any system takes', () => {
    expect(nameOfFile('Gao: 12/11 <א>', '.html')).toBe('Gao-12-11-א.html');
    expect(nameOfFile('../..', '.html')).toBe('briefing.html');
  });
});

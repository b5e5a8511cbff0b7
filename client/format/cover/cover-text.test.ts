import { describe, expect, it } from 'vitest';
import type { CoverReport, CoverTier } from '#shared/schema/medical/cover.ts';
import { allEnglish as en } from '../../language/all-english.ts';
import type { MessageId } from '../../language/use-text.ts';
import { formatCoverCause } from './cover-cause.ts';
import { formatAhead, formatClock, formatCoverMinutes, formatPlaceTier, formatTier, worstState } from './cover-text.ts';

const t = (id: MessageId, values: Record<string, string | number> = {}) =>
  en[id].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name]));
const tier = (state: CoverTier['state'], seconds?: number, more: Partial<CoverTier> = {}): CoverTier => ({
  ...{ state, legs: [], ...more },
  ...(seconds === undefined ? {} : { seconds }),
});

describe('times of medical cover', () => {
  it('read as hours beyond the first, and are not made up beyond what was computed', () => {
    expect([45, 60, 160, 240, 255].map((minutes) => formatCoverMinutes(t, minutes))).toEqual([
      '45 min',
      '1 h 00',
      '2 h 40',
      '4 h 00',
      '> 4 h',
    ]);
  });

  it('are rounded up as a clock, so that a second too late is late', () => {
    expect([0, 7_200, 7_201, 8_520].map(formatClock)).toEqual(['0:00', '2:00', '2:01', '2:22']);
  });
});

describe('cover at a place', () => {
  it('is met, late, or unknown where only something doubtful would meet it', () => {
    expect(formatPlaceTier(t, 'surgery', 112, 112)).toBe('surgery 1 h 52 ✓');
    expect(formatPlaceTier(t, 'surgery', 160, 150)).toBe('surgery 2 h 40 ✕ late');
    expect(formatPlaceTier(t, 'team', 255, 255)).toBe('medical team > 4 h ✕ late');
    expect(formatPlaceTier(t, 'surgery', 255, 112)).toBe('surgery unknown, 1 h 52 if all is as last reported');
  });
});

describe('cover of a patrol', () => {
  it('says what there is to spare, by how much it is late and what takes longest', () => {
    expect(formatTier(t, 'team', tier('met', 2_100))).toBe('1 h: met, 25 min spare');
    const legs: CoverTier['legs'] = [{ name: 'notice', seconds: 3_600 }];
    expect(formatTier(t, 'surgery', tier('missed', 8_520, { limitingLeg: 'notice', legs }))).toBe(
      '2 h: surgery 2:22 > 2:00, most of it notice 60 min',
    );
    expect(formatTier(t, 'surgery', tier('missed'))).toBe('2 h: no surgery within reach');
  });

  it('never reads as met while it is unknown', () => {
    const texts = [tier('unknown'), tier('unknown', 3_000)].map((each) => formatTier(t, 'team', each));
    expect(texts).toEqual(['1 h: unknown', '1 h: unknown, medical team 0:50 if all is as last reported']);
    expect(texts.filter((text) => text.includes('met'))).toEqual([]);
    expect(formatTier(t, 'team', tier('met', 3_000))).toContain('met');
  });

  it('is as bad as its worse tier, and missed is worse than unknown', () => {
    expect(worstState({ team: tier('met', 1), surgery: tier('unknown') })).toBe('unknown');
    expect(worstState({ team: tier('unknown'), surgery: tier('missed') })).toBe('missed');
    expect(worstState({ team: tier('met', 1), surgery: tier('met', 1) })).toBe('met');
  });

  it('says ahead of time where cover ends on its way', () => {
    const ahead = { here: 'covered', next: 'not-covered', metres: 8_300, at: 1_500_000 } as const;
    expect(formatAhead(t, ahead, 0)).toBe('leaves cover in 25 min (8.3 km)');
    expect(formatAhead(t, { ...ahead, at: undefined }, 0)).toBe('leaves cover after 8.3 km');
    expect(formatAhead(t, { ...ahead, next: 'unknown' }, 0)).toBe('cover unknown in 25 min (8.3 km)');
  });
});

describe('why the cover of a patrol changed', () => {
  const nameOf = (key: string) => ({ 'asset/h2': 'H2', 'facility/gao': 'Gao' })[key];
  const told = (more: Partial<CoverReport>): CoverReport => ({
    ...{ patrolId: 'p', parameters: 0, team: tier('met', 2_000), surgery: tier('missed', 8_520) },
    ...more,
  });

  it('is told with what changed and what it did, before and after', () => {
    const before = { team: { state: 'met', seconds: 2_000 }, surgery: { state: 'met', seconds: 6_720 } } as const;
    const cause = { what: 'asset-changed', key: 'asset/h2', field: 'noticeMinutes', from: '30', to: '60' } as const;
    expect(formatCoverCause(t, told({ before, cause }), nameOf)).toBe(
      'H2: Notice to move 30 → 60: surgery 1:52 → 2:22',
    );
  });

  it('names states in words, and what is not known as such', () => {
    const before = { team: { state: 'met', seconds: 2_000 }, surgery: { state: 'unknown' } } as const;
    const cause = { what: 'facility-changed', key: 'facility/gao', field: 'doctorPresent', to: 'false' } as const;
    expect(formatCoverCause(t, told({ before, cause }), nameOf)).toBe(
      'Gao: Doctor present unknown → no: surgery unknown → 2:22',
    );
    expect(formatCoverCause(t, told({ cause: { what: 'nightfall' } }), nameOf)).toBe('Nightfall');
  });

  it('is not there for the first conclusion', () => {
    expect(formatCoverCause(t, told({}), nameOf)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import type { NearGroup } from '#shared/protocol/dossier.ts';
import { allEnglish as en } from '../../language/all-english.ts';
import type { Translate } from '../../language/use-text.ts';
import { groupNames, type NearAround, rowsOf } from './around-rows.ts';
import { delayText, formatChange } from './change-text.ts';
import { barOf } from './clock-bar.ts';

const t: Translate = (id, values = {}) =>
  en[id].replace(/\{(\w+)[^}]*\}/g, (_whole, name: string) => String(values[name]));
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

describe('a change in words', () => {
  it('names the field, before and after, in the words of the reader', () => {
    const text = (change: Parameters<typeof formatChange>[1]) => plain(formatChange(t, change));
    expect(text({ field: 'killed', before: 2, after: 3 })).toBe('Killed: 2 → 3');
    expect(text({ field: 'type', before: 'ATK.IDF', after: 'ATK.CPX' })).toBe(
      'Type: Attack, indirect fire → Attack, complex',
    );
    expect(text({ field: 'position', before: [1, 16], after: [1, 16.1], movedMetres: 11_119 })).toBe(
      'Position: 16.00000° N  1.00000° E → 16.10000° N  1.00000° E (11.1 km)',
    );
    expect(text({ field: 'position', after: [1, 16] })).toContain(en['value.noPlace']);
  });

  it('says whether something was known after the event or before it', () => {
    expect([delayText(t, 240), delayText(t, -60)]).toEqual(['+4 min', '−1 min']);
  });
});

describe('a clock as a bar', () => {
  it('reaches its limit at two thirds, and beyond it is over', () => {
    expect(barOf({ state: 'met', minutes: 30 }, 60)).toMatchObject({ filled: 1 / 3, isOver: false });
    expect(barOf({ state: 'missed', minutes: 30 }, 60)).toMatchObject({ filled: 1, limit: 2 / 3, isOver: true });
    expect(barOf({ state: 'missed', minutes: 60 }, 60)).toMatchObject({ filled: 1, limit: 0.5 });
    expect(barOf({ state: 'running', minutes: -30 }, 60)).toMatchObject({ isOver: true });
    expect(barOf({ state: 'running', minutes: 60 }, 60)).toMatchObject({ filled: 0 });
    expect(barOf({ state: 'unknown' }, 60)).toBeUndefined();
    expect(barOf({ state: 'not-applicable' }, 60)).toBeUndefined();
  });
});

describe('what was around, as rows', () => {
  const none: NearGroup<never> = { things: [], isCut: false };
  const empty = Object.fromEntries(groupNames.map((name) => [name, none])) as unknown as NearAround;
  const thing = { key: 'x/1', name: 'One', distanceMetres: 1_200, observedAt: '2026-11-20T06:00:00.000Z' };

  it('has a row for each thing, with its state in words', () => {
    const around: NearAround = {
      ...empty,
      tracks: {
        isCut: false,
        things: [
          {
            ...{ key: 'track/blue/V1', type: 'vehicle', distanceMetres: 90, nearestAt: '2026-11-20T06:05:00.000Z' },
            ...{ fixCount: 9, fixesInside: 4, fixes: [] },
          },
        ],
      },
      sensors: {
        isCut: false,
        things: [{ ...thing, type: 'radar', status: 'failed', isInRange: true, rangeMetres: 9_000 }],
      },
      zones: { isCut: false, things: [{ ...thing, type: 'ied', status: 'high', isInside: true }] },
    };
    expect(rowsOf(t, around, 'tracks')).toEqual([
      {
        ...{ key: 'track/blue/V1', name: 'V1', state: 'Vehicle · 4 of 9 positions', distanceMetres: 90 },
        at: Date.UTC(2026, 10, 20, 6, 5),
      },
    ]);
    expect(rowsOf(t, around, 'sensors')[0]!.state).toBe('Radar · failed · place in its range');
    expect(rowsOf(t, around, 'zones')[0]!.state).toBe('Explosive devices · high · holds the place');
    expect(rowsOf(t, around, 'sites')).toEqual([]);
  });
});

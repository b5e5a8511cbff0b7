import { describe, expect, it } from 'vitest';
import type { TrackPassage } from '#shared/protocol/passages.ts';
import { allEnglish as en } from '../../language/all-english.ts';
import type { MessageId } from '../../language/use-text.ts';
import { describePassage, nameOfPassage } from './describe-passage.ts';

const t = (id: MessageId, values: Record<string, string | number> = {}) =>
  en[id].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name]));

const passage: TrackPassage = {
  track: 'trackers/GAO-07',
  enteredAt: '2026-11-12T06:10:31.400Z',
  leftAt: '2026-11-12T06:52:31.400Z',
  isEntryInterpolated: true,
  isExitInterpolated: false,
  startsInside: false,
  endsInside: false,
  fixesInside: 3,
};

describe('a passage in words', () => {
  it('marks a time that lies between two positions, and says why', () => {
    expect(describePassage(passage, t)).toEqual({
      entered: { text: 'in ≈ 2026-11-12 06:10:31Z', about: en['passages.aboutEntry'] },
      left: { text: 'out 2026-11-12 06:52:31Z', about: undefined },
      stayed: '42 min inside',
    });
  });

  it('says when it was inside already or still, and that it was heard there once', () => {
    const once = {
      ...passage,
      isEntryInterpolated: false,
      startsInside: true,
      endsInside: true,
      leftAt: passage.enteredAt,
    };
    expect(describePassage(once, t)).toEqual({
      entered: { text: 'already inside 2026-11-12 06:10:31Z', about: undefined },
      left: { text: 'last inside 2026-11-12 06:10:31Z', about: undefined },
      stayed: en['passages.instant'],
    });
  });

  it('has the call sign, else the id of its source, for a name', () => {
    expect(nameOfPassage({ ...passage, callSign: 'GAO 7' })).toBe('GAO 7');
    expect(nameOfPassage({ track: 'radar/a/b' })).toBe('a/b');
  });
});

import { describe, expect, it } from 'vitest';
import { allEnglish as en } from '../../language/all-english.ts';
import type { Translate } from '../../language/use-text.ts';
import { describeShownIncident, describeShownPosition } from './describe-shown.ts';

const t: Translate = (id, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, String(value)), en[id]);

describe('what a form puts on the map', () => {
  it('says the type, how well the place is known and that nothing was sent, all in words', () => {
    const text = describeShownIncident(t, 'ATK.AMB', 'locality');
    expect(text).toBe('Attack, ambush\nplace known to the locality, not sent');
    expect(describeShownIncident(t, '', 'exact')).toBe('Incident\nplace known to the spot, not sent');
  });

  it('names who reported, also before a call sign is typed', () => {
    expect(describeShownPosition(t, ' Lark 2 ')).toBe('Lark 2\nnot sent');
    expect(describeShownPosition(t, '')).toBe('Position by voice\nnot sent');
  });
});

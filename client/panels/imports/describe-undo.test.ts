import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { allEnglish as en } from '../../language/all-english.ts';
import { ar } from '../../language/ar/catalogue.ts';
import { fr } from '../../language/fr/catalogue.ts';
import type { Translate } from '../../language/use-text.ts';
import { describeUndo } from './describe-undo.ts';

function speak(locale: string, messages: Record<string, string>): Translate {
  const intl = createIntl({ locale, messages });
  return (id, values) => intl.formatMessage({ id }, values);
}
const english = speak('en-GB', en);

describe('what an undo came to', () => {
  it('leaves out what there was none of', () => {
    const gpx = { retracted: 0, retired: 1, kept: 0 };
    expect(describeUndo(gpx, english)).toBe('Taken back: 1 track removed. Reason:');
    expect(describeUndo({ retracted: 0, retired: 0, kept: 0 }, english)).toBe('Taken back: nothing was left. Reason:');
  });

  it('says one and many in the words of each language', () => {
    const one = { retracted: 1, retired: 0, kept: 1 };
    const many = { retracted: 1200, retired: 3, kept: 2 };
    expect(describeUndo(one, english)).toBe(
      'Taken back: 1 report retracted · 1 track stays because others report it. Reason:',
    );
    expect(describeUndo(many, english)).toBe(
      'Taken back: 1,200 reports retracted · 3 tracks removed · 2 tracks stay because others report them. Reason:',
    );
    expect(describeUndo(one, speak('fr', fr))).toContain('1 compte rendu retiré · 1 piste gardée');
    expect(describeUndo(many, speak('fr', fr))).toContain('3 pistes supprimées');
    expect(describeUndo(many, speak('ar-u-nu-latn', ar))).toContain('وبقي مساران');
  });
});

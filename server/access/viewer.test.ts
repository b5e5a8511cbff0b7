import { describe, expect, it } from 'vitest';
import { classifications, type Marking, unmarked } from '#shared/schema/marking.ts';
import { anyone, canSee, localViewer, redact, rightsKey, type Viewer } from './viewer.ts';

const viewer = (clearance: Viewer['clearance'], ...groups: string[]): Viewer => ({ actor: 'v', clearance, groups });
const marking = (releasableTo: string[], originator = 'mission'): Marking => ({
  ...unmarked,
  releasableTo,
  originator,
});

describe('what a viewer can see', () => {
  it('ends at the clearance', () => {
    const table = classifications.map((clearance) =>
      classifications.map((classification) => canSee(viewer(clearance), { marking: { ...unmarked, classification } })),
    );
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });

  it('is limited to the groups it was released to, and to the originator', () => {
    const record = { marking: marking(['alpha', 'bravo'], 'charlie') };
    const groups = [[], ['alpha'], ['bravo'], ['charlie'], ['delta'], ['delta', 'bravo'], ['alpha,bravo'], ['*']];
    expect(groups.map((each) => canSee(viewer('unclassified', ...each), record))).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  it('does not grow above the clearance by membership', () => {
    const record = { marking: { ...marking(['alpha']), classification: 'confidential' as const } };
    expect(canSee(viewer('unclassified', 'alpha', '*'), record)).toBe(false);
  });

  it('is everything for the local actor and only the open for anyone', () => {
    const secret = { marking: { ...marking(['alpha']), classification: 'strictly-confidential' as const } };
    expect([canSee(localViewer, secret), canSee(anyone, secret), canSee(anyone, { marking: unmarked })]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('redaction', () => {
  const incident = {
    kind: 'incident',
    actor: 'sergeant',
    body: { title: 'Attack', narrative: 'Told', actors: ['A'], extra: { a: 'b' }, type: 'ATK.IED' },
  };

  it('keeps from the open what guarded fields say and who reported', () => {
    expect(redact(viewer('unclassified'), incident)).toEqual({
      kind: 'incident',
      actor: '',
      body: { title: 'Attack', type: 'ATK.IED' },
    });
    expect(
      redact(viewer('unclassified'), { kind: 'facility', actor: 'a', body: { name: 'Hospital', bloodUnits: 3 } }).body,
    ).toEqual({ name: 'Hospital' });
  });

  it('leaves the very object to whoever may read all of it', () => {
    expect(redact(viewer('confidential'), incident)).toBe(incident);
  });

  it('leaves of overtaken messages only the number, but to those who see everything', () => {
    const corrected = { ...incident, superseded: ['desk/m1', 'desk/m2'] };
    expect(redact(viewer('strictly-confidential', 'alpha'), corrected).superseded).toEqual(['', '']);
    expect(redact(viewer('confidential', '*'), corrected).superseded).toEqual(['', '']);
    expect(redact(localViewer, corrected)).toBe(corrected);
  });
});

describe('the key of rights', () => {
  it('is one for the same rights in any order', () => {
    expect(rightsKey(viewer('confidential', 'b', 'a'))).toBe(rightsKey(viewer('confidential', 'a', 'b')));
  });

  it('never is one for rights that only look alike', () => {
    const keys = [[], [''], ['a', 'b'], ['a,b'], ['a","b'], ['a', 'b', ''], ['["a"]']].map((groups) =>
      rightsKey(viewer('confidential', ...groups)),
    );
    expect(new Set([...keys, rightsKey(viewer('unclassified', 'a', 'b'))]).size).toBe(keys.length + 1);
  });
});

import { describe, expect, it } from 'vitest';
import { createPreferenceStore } from './preferences.ts';

function makeStorage(first?: string) {
  const kept = new Map(first === undefined ? [] : [['vedette.preferences', first]]);
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

describe('the preferences of a browser', () => {
  it('are there again at the next visit, the newest find first and none twice', () => {
    const storage = makeStorage();
    const first = createPreferenceStore(storage).getState();
    const { remember, setLetterKeys } = first;
    remember({ title: 'GAO-07', key: 'track/a/GAO-07' });
    remember({ title: 'Gao', mark: { reference: '16.2717, -0.0447', name: 'Gao' } });
    remember({ title: 'GAO-07', key: 'track/a/GAO-07' });
    setLetterKeys(false);
    first.setBasemap([{ id: 'mali', opacity: 60 }]);
    const next = createPreferenceStore(storage).getState();
    expect(next.recent.map(({ title }) => title)).toEqual(['GAO-07', 'Gao']);
    expect(next.hasLetterKeys).toBe(false);
    expect(next.basemap).toEqual([{ id: 'mali', opacity: 60 }]);
    next.forget();
    expect(createPreferenceStore(storage).getState().recent).toEqual([]);
  });

  it('keep the eight newest', () => {
    const store = createPreferenceStore(undefined);
    for (let each = 0; each < 12; each++) store.getState().remember({ title: `t${each}`, key: `track/${each}` });
    expect(store.getState().recent.map(({ title }) => title)).toEqual([
      't11',
      't10',
      't9',
      't8',
      't7',
      't6',
      't5',
      't4',
    ]);
  });

  it.each(['', 'no json', '[]', 'null', '{"recent":[1,{"title":2},{"title":"x"}],"hasLetterKeys":3}'])(
    'begin anew when what was kept is %j, and when nothing may be kept',
    (kept) => {
      const broken = {
        ...makeStorage(kept),
        setItem: () => {
          throw new Error('full');
        },
      };
      const store = createPreferenceStore(broken);
      expect(store.getState()).toMatchObject({ recent: [], hasLetterKeys: true });
      expect(() => store.getState().setLetterKeys(false)).not.toThrow();
    },
  );
});

import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { LiveStore } from '../store/live/live-store.ts';
import { RecordSearch } from './record-search.ts';

const t = (id: string) => id;
let sequence = 0;

function makeRecord(kind: 'track' | 'incident' | 'patrol' | 'site', id: string, body: object): PictureRecord {
  return { key: `${kind}/${id}`, kind, id, version: ++sequence, body } as unknown as PictureRecord;
}
const incident = (id: string, title: string, more: object = {}) =>
  makeRecord('incident', id, { title, type: 'ATK.IED', occurredAt: 0, ...more });
const track = (id: string, callSign: string) => makeRecord('track', `trackers/${id}`, { callSign });

function makeStore(records: readonly PictureRecord[]): LiveStore {
  const store = new LiveStore();
  store.index.replace(records);
  return store;
}

function titles(search: RecordSearch, words: string, limit = 5): string[] {
  return search.find(words, t, limit).flatMap(({ found }) => found.map(({ title }) => title));
}

describe('finding records', () => {
  const store = makeStore([
    track('t1', 'GAO-07'),
    track('t2', 'GAO-17'),
    track('t3', 'Médical 2'),
    incident('inc-0123', 'Engin explosif près de Ménaka', { occurredAt: 100 }),
    incident('inc-0124', 'IED on the road to Gao', { occurredAt: 200, place: 'Wabaria' }),
    incident('inc-0125', 'IED on the road to Gao', { occurredAt: 300 }),
    incident('inc-0126', 'حادث في أنسونغو'),
  ]);
  const search = new RecordSearch(store);

  it.each(['GAO-07', 'gao 07', 'gao07', 'Gao_07'])('finds a call sign written as %s', (words) => {
    expect(titles(search, words)[0]).toBe('GAO-07');
  });

  it.each([
    ['menaka', 'Engin explosif près de Ménaka'],
    ['MÉNAKA explosif', 'Engin explosif près de Ménaka'],
    ['medical2', 'Médical 2'],
    ['انسونغو', 'حادث في أنسونغو'],
    ['inc-0123', 'Engin explosif près de Ménaka'],
    ['inc0123', 'Engin explosif près de Ménaka'],
    ['0123', 'Engin explosif près de Ménaka'],
    ['wabaria', 'IED on the road to Gao'],
  ])('finds what is called %s', (words, title) => {
    expect(titles(search, words)).toContain(title);
  });

  it('puts what begins with the words first, and of equals the newest', () => {
    expect(search.find('gao', t, 5).map(({ kind, total }) => [kind, total])).toEqual([
      ['track', 2],
      ['incident', 2],
    ]);
    const found = search.find('ied', t, 5)[0]!.found;
    expect(found.map(({ record }) => record.id)).toEqual(['inc-0125', 'inc-0124']);
  });

  it('gives no more than the limit and says how many there are', () => {
    const many = makeStore(Array.from({ length: 50 }, (_, each) => incident(`i${each}`, `Ambush ${each}`)));
    const [kind] = new RecordSearch(many).find('amb', t, 3);
    expect([kind!.found.length, kind!.total]).toEqual([3, 50]);
  });

  it('finds nothing for nothing', () => {
    expect(search.find('', t, 5)).toEqual([]);
    expect(search.find(' - ', t, 5)).toEqual([]);
    expect(search.find('zzz', t, 5)).toEqual([]);
  });

  it('sees additions, changes and removals, also when typing goes on', () => {
    const changing = makeStore([track('t1', 'ALPHA-1'), track('t2', 'ALPHA-2'), track('t3', 'BRAVO-3')]);
    const seeing = new RecordSearch(changing);
    expect(titles(seeing, 'alp')).toEqual(['ALPHA-1', 'ALPHA-2']);
    changing.index.apply({ kind: 'remove', key: 'track/trackers/t1' });
    changing.index.apply({ kind: 'put', record: track('t3', 'ALPHA-3') });
    changing.index.apply({ kind: 'put', record: track('t4', 'ALPHA-4') });
    expect(titles(seeing, 'alpha')).toEqual(['ALPHA-2', 'ALPHA-3', 'ALPHA-4']);
    expect(titles(seeing, 'alpha 3')).toEqual(['ALPHA-3']);
    expect(titles(seeing, 'br')).toEqual([]);
  });

  it('folds a record once for each version, however often and whatever is typed', () => {
    let asked = 0;
    const counted = makeRecord('site', 's1', {
      get name() {
        asked++;
        return 'Camp Delta';
      },
    });
    const counting = new RecordSearch(makeStore([counted]));
    for (const words of ['c', 'ca', 'cam', 'delta', 'x']) counting.find(words, t, 5);
    expect(asked).toBe(1);
  });

  it('can be prepared in small steps, and is whole afterwards', () => {
    const many = makeStore(Array.from({ length: 5_000 }, (_, each) => incident(`i${each}`, `Ambush ${each}`)));
    const stepped = new RecordSearch(many);
    let steps = 0;
    while (!stepped.prepare(t, 0)) if (++steps > 100) throw new Error('never prepared');
    expect(steps).toBeGreaterThan(3);
    expect(stepped.find('ambush', t, 1)[0]!.total).toBe(5_000);
    expect(titles(stepped, 'ambush 4999')).toEqual(['Ambush 4999']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Change, PictureRecord } from '#shared/picture/record.ts';
import { unmarked } from '#shared/schema/marking.ts';
import { palettes } from '../../format/palette.ts';
import { LiveStore } from '../../store/live/live-store.ts';
import type { LayerInput } from './layer-input.ts';
import { makeKindLayers } from './layer-registry.ts';

const hidden: ReadonlySet<string> = new Set();
const input: LayerInput = {
  palette: palettes.dark,
  atlas: { image: undefined as never, mapping: {} },
  scale: 1,
  level: 8,
  hidden,
  minuteAt: 60_000,
  selected: undefined,
  window: 'all',
  since: undefined,
};

function incident(id: string): Change {
  const record: PictureRecord<'incident'> = {
    ...{ key: `incident/${id}`, kind: 'incident', id, source: 'desk', messageId: id, actor: 'test' },
    ...{ observedAt: 0, knownAt: 0, sequence: 1, version: 1, marking: unmarked },
    body: {
      ...{ type: 'ATK.IED', position: [0, 16], precision: 'exact', occurredAt: 0, timePrecision: 'day', title: id },
      ...{ casualties: [], actors: [], verification: 'verified' },
    },
  };
  return { kind: 'put', record };
}

function storeWith(count: number): LiveStore {
  const store = new LiveStore();
  store.facts({ first: 0, changes: Array.from({ length: count }, (_, index) => incident(`i${index}`)) });
  return store;
}

const dataOf = (layers: readonly { id: string; props: { data: unknown } }[], id: string) =>
  layers.find((layer) => layer.id === id)?.props.data;

describe('cases of casualties', () => {
  it('are marked on the map while they are open, above facilities, and not once they are closed', () => {
    const store = new LiveStore();
    const changes = (['open', 'assigned', 'closed', 'unopened'] as const).map((status): Change => {
      const record: PictureRecord<'casevac'> = {
        ...{ key: `casevac/${status}`, kind: 'casevac', id: status, source: 'desk', messageId: status, actor: 'test' },
        ...{ observedAt: 0, knownAt: 0, sequence: 1, version: 1, marking: unmarked },
        body: {
          ...{ status, times: {}, tasks: [], clearances: [], patients: [], entries: [] },
          ...(status === 'unopened' ? {} : { position: [0, 16] }),
        },
      };
      return { kind: 'put', record };
    });
    store.facts({ first: 0, changes });
    const layers = makeKindLayers()(store, input);
    const drawn = dataOf(layers, 'casevac') as readonly { key: string }[];
    expect(drawn.map(({ key }) => key)).toEqual(['casevac/open', 'casevac/assigned']);
    const ids = layers.map(({ id }) => id);
    expect(ids.indexOf('casevac')).toBeGreaterThan(ids.indexOf('facility'));
    expect(dataOf(makeKindLayers()(store, { ...input, hidden: new Set(['casevac']) }), 'casevac')).toBeUndefined();
  });
});

describe('the layers of standing things', () => {
  it('are the very same while nothing changed, however many there are', () => {
    const store = storeWith(100_000);
    const layersOf = makeKindLayers();
    const first = layersOf(store, input);
    const startedAt = performance.now();
    for (let tick = 0; tick < 100; tick++) expect(layersOf(store, input)).toEqual(first);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(layersOf(store, input).every((layer, index) => layer === first[index])).toBe(true);
  }, 30_000);

  it('keep their data when only the minute, the zoom or the selection changed', () => {
    const store = storeWith(10);
    const layersOf = makeKindLayers();
    const before = dataOf(layersOf(store, input) as never, 'incident');
    const after = layersOf(store, { ...input, minuteAt: 120_000, level: 9, selected: 'incident/i1' });
    expect(dataOf(after as never, 'incident')).toBe(before);
  });

  it('are made anew for the kind that changed, and for no other', () => {
    const store = storeWith(10);
    const layersOf = makeKindLayers();
    const before = layersOf(store, input);
    store.facts({ first: 10, changes: [incident('new')] });
    const after = layersOf(store, input);
    const changed = after.filter((layer) => !before.includes(layer)).map((layer) => layer.id);
    expect(changed.sort()).toEqual(['incident', 'incident-halo']);
    expect(dataOf(after as never, 'incident')).toHaveLength(11);
  });

  it('are none for a kind that is switched off', () => {
    const layers = makeKindLayers()(storeWith(3), { ...input, hidden: new Set(['incident']) });
    expect(layers.some((layer) => layer.id.startsWith('incident'))).toBe(false);
  });
});

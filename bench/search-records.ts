import type { PictureRecord, RecordBodies } from '#shared/picture/record.ts';
import { unmarked } from '#shared/schema/marking.ts';
import { incidentTypes } from '#shared/schema/watch/incident.ts';
import { LiveStore } from '../client/store/live/live-store.ts';
import { readCities } from '../server/gazetteer/cities.ts';
import { northernLantern } from '../server/mission/northern-lantern.ts';
import { mulberry32 } from './moving-tracks.ts';

/** What a mission of some years remembers: incidents told in three languages, and who is under way now; from a seed. */
export type SearchRecords = {
  store: LiveStore;
  /** One more incident arrives, as they do while somebody types. */
  addIncident: () => void;
};

const year = 365 * 86_400_000;
const start = Date.UTC(2026, 0, 1);
const stories = [
  (town: string) => `IED strikes a logistics convoy on the road to ${town}`,
  (town: string) => `Armed men on motorcycles stop a bus near ${town}`,
  (town: string) => `Engin explosif improvisé découvert près de ${town}`,
  (town: string) => `Tirs indirects contre le camp de ${town}`,
  (town: string) => `هجوم على دورية بالقرب من ${town}`,
  (town: string) => `Market of ${town} closed after a demonstration`,
];
const callSigns = ['GAO', 'KID', 'MEN', 'TOM', 'TES', 'HAWK', 'MEDEVAC', 'FALCON'];

export function makeSearchRecords(counts: { incidents: number; tracks: number }): SearchRecords {
  const random = mulberry32(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const towns = [
    ...readCities()
      .filter(({ country }) => ['ML', 'NE', 'BF'].includes(country))
      .map(({ name }) => name),
    ...northernLantern.gazetteer.flatMap(({ name, names }) => [name, names?.['ar'] ?? name]),
  ];
  let incidents = 0;
  const makeIncident = (): PictureRecord<'incident'> => {
    const number = incidents++;
    const id = `inc-${String(number).padStart(6, '0')}`;
    const town = pick(towns);
    const body: PictureRecord<'incident'>['body'] = {
      ...{ type: pick(incidentTypes), title: pick(stories)(town), place: town },
      ...{ position: [-4 + random() * 7, 15 + random() * 5], precision: 'locality', timePrecision: 'day' },
      ...{ occurredAt: start - random() * 5 * year, casualties: [], actors: [], verification: 'verified' },
    };
    return makeRecord('incident', id, body);
  };
  const makeTrack = (row: number): PictureRecord<'track'> => {
    const callSign = `${callSigns[row % callSigns.length]}-${String(Math.floor(row / callSigns.length)).padStart(2, '0')}`;
    return makeRecord('track', `trackers/T${row}`, { trackType: 'vehicle', callSign, intervalMs: 60_000 });
  };
  const store = new LiveStore();
  store.index.replace([
    ...Array.from({ length: counts.incidents }, makeIncident),
    ...Array.from({ length: counts.tracks }, (_, row) => makeTrack(row)),
  ]);
  return { store, addIncident: () => store.index.apply({ kind: 'put', record: makeIncident() }) };
}

function makeRecord<K extends 'incident' | 'track'>(kind: K, id: string, body: RecordBodies[K]): PictureRecord<K> {
  const known = { observedAt: start, knownAt: start, sequence: 1, version: 1, marking: unmarked };
  const record = { key: `${kind}/${id}`, kind, id, source: 'bench', messageId: id, actor: 'bench', ...known, body };
  return record as unknown as PictureRecord<K>;
}

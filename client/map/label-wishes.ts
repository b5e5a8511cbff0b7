import { formatAgeSymbols } from '../format/age-text.ts';
import { recordKinds } from '../format/record-kinds.ts';
import type { LiveStore } from '../store/live-store.ts';
import { isInForce } from './layers/zone-layer.ts';
import type { LabelWish } from './place-labels.ts';
import type { TrackColumns, TrackLooks } from './track-columns.ts';

/** From which zoom the names of standing things are wished for. */
const namesFromZoom = { facility: 7, site: 7.5, zone: 7.5 } as const;

/** Every label the map would show if there were room, in the order of who comes first: the selected, tracks, the rest. */
export function wishLabels(options: {
  store: LiveStore;
  columns: TrackColumns;
  looks: TrackLooks;
  zoom: number;
  serverNow: number;
  selected: string | undefined;
  hidden: ReadonlySet<string>;
}): LabelWish[] {
  const { store, columns, looks, zoom, serverNow, selected, hidden } = options;
  const { tracks } = store.picture;
  const wishes: LabelWish[] = [];
  for (let row = 0; row < columns.count; row++) {
    const slot = columns.slots[row]!;
    const state = columns.state[slot]!;
    const name = looks.labels[slot]!;
    wishes.push({
      position: [columns.positions[row * 3]!, columns.positions[row * 3 + 1]!],
      text: state < 2 ? name : `${name} · ${formatAgeSymbols(serverNow - tracks.observedAt[slot]!)}`,
      rank: `track/${tracks.names[slot]}` === selected ? 0 : looks.affiliation[slot] === 2 ? 30 : 20 - state,
      tone: state < 2 ? 'track' : 'dim',
    });
  }
  if (zoom >= namesFromZoom.facility && !hidden.has('facility'))
    for (const { body, key } of store.recordsOf('facility'))
      wishes.push({ position: body.position, text: body.name, rank: key === selected ? 0 : 40, tone: 'quiet' });
  if (zoom >= namesFromZoom.site && !hidden.has('site'))
    for (const { body, key } of store.recordsOf('site'))
      wishes.push({ position: body.position, text: body.name, rank: key === selected ? 0 : 50, tone: 'quiet' });
  if (zoom >= namesFromZoom.zone && !hidden.has('zone'))
    for (const record of store.recordsOf('zone'))
      if (isInForce(record, serverNow))
        wishes.push({
          position: recordKinds.zone.positionOf(record)!,
          text: record.body.name,
          rank: record.key === selected ? 0 : 45,
          tone: 'warm',
          isCentred: true,
        });
  return wishes;
}

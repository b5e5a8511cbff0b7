import type { Position } from '#shared/geo/position.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { formatAgeSymbols } from '../../format/age-text.ts';
import { recordKinds } from '../../format/record-kinds.ts';
import type { LiveStore } from '../../store/live/live-store.ts';
import { isInForce } from '../layers/zone-layer.ts';
import type { TrackColumns, TrackLooks } from '../tracks/track-columns.ts';
import type { Aside, LabelWish } from './place-labels.ts';

/** Of freshness; the longest unheard is the highest. */
const states = 4;
/** From which zoom the names of standing things are wished for. */
const namesFromZoom = { facility: 7, site: 7.5, zone: 7.5 } as const;
/** Registers are long: their names come last, and only where those who live there would look for them. */
const registerFromZoom = 10.5;
/** West, south, east, north in degrees: what lies outside needs no label. */
export type LabelBox = readonly [west: number, south: number, east: number, north: number];

export type WishScene = {
  store: LiveStore;
  columns: TrackColumns;
  looks: TrackLooks;
  zoom: number;
  box: LabelBox;
  serverNow: number;
  selected: string | undefined;
  /** The track that is selected, or carries what is. */
  chosenSlot: number | undefined;
  hidden: ReadonlySet<string>;
  /** Medical facilities that are drawn by themselves. */
  facilities: readonly PictureRecord<'facility'>[];
  /** Incidents that are drawn by themselves. */
  incidents: readonly PictureRecord<'incident'>[];
};

/**
 * Every label the map would show if there were room, who comes first first: the selected, then own tracks, the longest
 * unheard before the others, then contacts, then the names of what stands.
 */
export function* wishLabels(scene: WishScene): Generator<LabelWish> {
  const { columns, looks, box, chosenSlot: chosen } = scene;
  const groups = Array.from({ length: 2 * states }, (): number[] => []);
  for (let row = 0; row < columns.count; row++) {
    if (!isWithin(box, columns.positions[row * 3]!, columns.positions[row * 3 + 1]!)) continue;
    const slot = columns.slots[row]!;
    if (slot === chosen) yield { ...wishOfRow(scene, row), isChosen: true };
    else groups[(looks.affiliation[slot] === 2 ? states : 0) + states - 1 - columns.state[slot]!]!.push(row);
  }
  for (const group of groups) for (const row of group) yield wishOfRow(scene, row);
  yield* wishNames(scene);
}

function wishOfRow({ store, columns, looks, serverNow }: WishScene, row: number): LabelWish {
  const slot = columns.slots[row]!;
  const name = looks.labels[slot]!;
  const isHeard = columns.state[slot]! < 2;
  return {
    position: [columns.positions[row * 3]!, columns.positions[row * 3 + 1]!],
    text: isHeard ? name : `${name} · ${formatAgeSymbols(serverNow - store.picture.tracks.observedAt[slot]!)}`,
    tone: isHeard ? 'track' : 'dim',
  };
}

/** Names of standing things, the selected one first. */
function* wishNames(scene: WishScene): Generator<LabelWish> {
  const { store, zoom, box, serverNow, selected, hidden, facilities } = scene;
  for (const kind of ['facility', 'zone', 'site'] as const) {
    if (zoom < namesFromZoom[kind] || hidden.has(kind)) continue;
    const records = kind === 'facility' ? facilities.filter(isOwn) : store.recordsOf(kind);
    const first = records.find(({ key }) => key === selected);
    for (const record of first ? [first, ...records] : records) {
      if (record.kind === 'zone') {
        const position = recordKinds.zone.positionOf(record)!;
        if (isInForce(record, serverNow) && isWithin(box, ...position))
          yield { position, text: record.body.name, tone: 'warm', isCentred: true };
      } else if (isWithin(box, ...record.body.position))
        yield { position: record.body.position, text: record.body.name, tone: 'quiet' };
    }
  }
  if (zoom < registerFromZoom || hidden.has('facility')) return;
  for (const record of facilities)
    if (!isOwn(record) && isWithin(box, ...record.body.position))
      yield { position: record.body.position, text: record.body.name, tone: 'quiet' };
}

/** Symbols that a label covers only for want of room: there can be very many. */
export function* incidentsInView({ incidents, box }: WishScene, half: number): Generator<Aside> {
  for (const { body } of incidents) {
    const { position } = body;
    if (position && isWithin(box, ...position)) yield { position, left: -half, right: half, top: -half, bottom: half };
  }
}

/** Where tracks stand, which no label may cover. */
export function* tracksInView({ columns, box }: WishScene): Generator<Position> {
  for (let row = 0; row < columns.count; row++) {
    const position = [columns.positions[row * 3]!, columns.positions[row * 3 + 1]!] as const;
    if (isWithin(box, ...position)) yield position;
  }
}

/** Where facilities stand, which no label may cover. */
export function* facilitiesInView({ facilities, box, hidden }: WishScene): Generator<Position> {
  if (hidden.has('facility')) return;
  for (const { body } of facilities) if (isWithin(box, ...body.position)) yield body.position;
}

function isOwn({ body }: PictureRecord<'facility'>): boolean {
  return body.level !== 'civilian';
}

function isWithin([west, south, east, north]: LabelBox, longitude: number, latitude: number): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

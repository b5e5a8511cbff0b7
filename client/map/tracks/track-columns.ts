import { noValue } from '#shared/picture/fix-batch.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { TrackTable } from '#shared/picture/track-table.ts';
import { trackTypes } from '#shared/schema/watch/track.ts';
import { isContact, trackLabel } from '../../format/record-kinds.ts';
import { drawnFreshness, type FreshnessCounts, noFreshness } from '../../store/live/freshness.ts';
import type { Affiliation } from '../symbols/track-token.ts';

/** What a track looks like apart from where it is, by slot; made anew only when track records change. */
export type TrackLooks = {
  type: Uint8Array;
  affiliation: Uint8Array;
  isShown: Uint8Array;
  labels: string[];
};
export const affiliationOrder: readonly Affiliation[] = ['own', 'medical', 'contact'];

/** The drawn tracks as columns, in the order of drawing. `state` is kept by slot, for whoever asks what was drawn. */
export type TrackColumns = {
  count: number;
  slots: Int32Array;
  /** Longitude, latitude, 0. Single precision: within a metre anywhere, and nothing to convert at each redraw. */
  positions: Float32Array;
  icons: Uint16Array;
  /** Radius in metres within which a track that is not heard may be by now; 0 when it is fresh. */
  reach: Float32Array;
  /** Degrees counter-clockwise by which the heading pointer is turned. */
  angles: Float32Array;
  /** 1 + affiliation where a heading is shown, else 0. */
  headings: Uint8Array;
  /** Grows when a row takes another symbol or pointer: most redraws only move what is there. */
  looksVersion: number;
  state: Uint8Array;
  counts: FreshnessCounts;
};

/** After a day it may be anywhere: a ring would claim to know. */
const longestReachMs = 24 * 3_600_000;
/** The ring stops growing here: beyond, it says no more than "lost". */
const mostReachMetres = 60_000;

export function makeTrackLooks(
  table: TrackTable,
  records: readonly PictureRecord<'track'>[],
  medicalTracks: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
): TrackLooks {
  const size = table.nameHash.length;
  const looks: TrackLooks = {
    type: new Uint8Array(size),
    affiliation: new Uint8Array(size),
    isShown: new Uint8Array(size),
    labels: new Array<string>(size).fill(''),
  };
  for (const record of records) {
    const slot = table.find(record.id);
    if (slot === undefined) continue;
    const { trackType } = record.body;
    const isMedical = trackType === 'ambulance' || medicalTracks.has(record.id);
    looks.type[slot] = trackTypes.indexOf(trackType);
    looks.affiliation[slot] = isContact(record) ? 2 : isMedical ? 1 : 0;
    looks.isShown[slot] = hidden.has('track') || hidden.has(`track.${trackType}`) ? 0 : 1;
    looks.labels[slot] = trackLabel(record);
  }
  return looks;
}

export function makeTrackColumns(capacity: number): TrackColumns {
  return {
    count: 0,
    slots: new Int32Array(capacity),
    positions: new Float32Array(capacity * 3),
    icons: new Uint16Array(capacity),
    reach: new Float32Array(capacity),
    angles: new Float32Array(capacity),
    headings: new Uint8Array(capacity),
    looksVersion: 0,
    state: new Uint8Array(capacity),
    counts: noFreshness(),
  };
}

export function iconCode(type: number, affiliation: number, state: number): number {
  return (type * affiliationOrder.length + affiliation) * 4 + state;
}

/** Decides how every track is drawn now. Allocates nothing unless the table outgrew the columns. */
export function fillTrackColumns(
  given: TrackColumns,
  table: TrackTable,
  looks: TrackLooks,
  serverNow: number,
  isFrozen: boolean,
): TrackColumns {
  const columns = given.slots.length < table.length ? makeTrackColumns(table.nameHash.length) : given;
  const counts = [0, 0, 0, 0];
  let row = 0;
  let looksDifferent = columns !== given;
  for (let slot = 0; slot < table.length; slot++) {
    if (!table.names[slot]) continue;
    const state = drawnFreshness(table, slot, serverNow, isFrozen);
    columns.state[slot] = state;
    // A track that was announced and has no position yet has nowhere to be drawn.
    if (!looks.isShown[slot] || table.observedAt[slot] === 0) continue;
    counts[state]!++;
    columns.slots[row] = slot;
    columns.positions[row * 3] = table.longitudeE6[slot]! / 1e6;
    columns.positions[row * 3 + 1] = table.latitudeE6[slot]! / 1e6;
    const affiliation = looks.affiliation[slot]!;
    const icon = iconCode(looks.type[slot]!, affiliation, state);
    const speed = table.speed[slot]!;
    const isHeaded = state < 3 && speed !== noValue && speed > 3 && table.course[slot] !== noValue;
    const heading = isHeaded ? 1 + affiliation : 0;
    if (columns.icons[row] !== icon || columns.headings[row] !== heading) looksDifferent = true;
    columns.icons[row] = icon;
    columns.headings[row] = heading;
    columns.angles[row] = isHeaded ? -table.course[slot]! : 0;
    columns.reach[row] = state < 2 ? 0 : reachMetres(table, slot, serverNow);
    row++;
  }
  if (columns.count !== row) looksDifferent = true;
  columns.count = row;
  columns.looksVersion = given.looksVersion + (looksDifferent ? 1 : 0);
  const [live, late, stale, lost] = counts as [number, number, number, number];
  columns.counts = { live, late, stale, lost };
  return columns;
}

function reachMetres(table: TrackTable, slot: number, serverNow: number): number {
  const speed = table.speed[slot]! === noValue ? 0 : table.speed[slot]! / 10;
  const accuracy = table.accuracy[slot]! === noValue ? 0 : table.accuracy[slot]!;
  const silentMs = serverNow - table.observedAt[slot]!;
  if (silentMs > longestReachMs) return 0;
  const seconds = Math.max(0, silentMs) / 1000;
  return Math.min(mostReachMetres, accuracy + speed * seconds);
}

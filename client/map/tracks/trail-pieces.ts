import { freshnessMultiples } from '#shared/parameters/freshness.ts';
import type { TrackTable } from '#shared/picture/track-table.ts';
import { type Palette, rgba } from '../../format/palette.ts';
import type { PastFix } from '../../store/live/track-history.ts';
import type { TrailTable } from '../../store/live/trail-table.ts';
import type { LabelBox } from '../labels/label-wishes.ts';
import { affiliations } from '../symbols/track-token.ts';
import { affiliationOrder, type TrackColumns, type TrackLooks } from './track-columns.ts';

/** Straight pieces as columns. Replaced whenever they are made anew, because the graphics card goes by identity. */
export type TrailPieces = { count: number; from: Float32Array; to: Float32Array; colours: Uint8Array };

/** More pieces than this say nothing to an eye; which tracks come first is the order of drawing. */
const mostPieces = 12_000;

export type TrailScene = {
  table: TrackTable;
  trails: TrailTable;
  columns: TrackColumns;
  looks: TrackLooks;
  box: LabelBox;
  serverNow: number;
  minutes: number;
  palette: Palette;
  selectedSlot: number | undefined;
};

/** The trails of what is in view: fading with age, own forces before contacts, each track in its colour. */
export function makeTrailPieces(scene: TrailScene): TrailPieces {
  const { table, trails, columns, looks, box, serverNow, minutes, palette, selectedSlot } = scene;
  const pieces = makePieces();
  if (minutes === 0) return finish(pieces);
  const windowMs = minutes * 60_000;
  const colours = affiliationOrder.map((name) => rgba(palette[affiliations[name]]));
  for (const isContact of [false, true])
    for (let row = 0; row < columns.count && pieces.count < mostPieces; row++) {
      const slot = columns.slots[row]!;
      const affiliation = looks.affiliation[slot]!;
      if ((affiliation === 2) !== isContact || slot === selectedSlot) continue;
      if (!isNear(box, columns.positions[row * 3]!, columns.positions[row * 3 + 1]!)) continue;
      const colour = colours[affiliation]!;
      trails.eachPiece(table, slot, serverNow - windowMs, (fromX, fromY, toX, toY, at) => {
        const age = Math.min(1, Math.max(0, (serverNow - at) / windowMs));
        add(pieces, fromX / 1e6, fromY / 1e6, toX / 1e6, toY / 1e6, colour, 40 + 150 * (1 - age));
      });
    }
  return finish(pieces);
}

/** The whole trail of the selected track: what the server remembers of it, then what this page saw. */
export function makeSelectedTrail(scene: TrailScene, past: readonly PastFix[]): TrailPieces {
  const { table, trails, serverNow, minutes, palette, selectedSlot } = scene;
  const pieces = makePieces();
  if (selectedSlot === undefined) return finish(pieces);
  const colour = rgba(palette.accent);
  // Of a track that fell silent, what was read of its past is its trail, however long ago.
  const isLost = scene.columns.state[selectedSlot] === 3;
  const since = isLost ? 0 : serverNow - Math.max(minutes, 60) * 60_000;
  const limit = freshnessMultiples.stale * table.intervalMs[selectedSlot]!;
  let before: PastFix | undefined;
  for (const fix of past) {
    if (fix.at < since) continue;
    if (before && fix.at - before.at <= limit)
      add(pieces, before.longitude, before.latitude, fix.longitude, fix.latitude, colour, 200);
    before = fix;
  }
  let isFirst = true;
  trails.eachPiece(table, selectedSlot, Math.max(since, before?.at ?? 0), (fromX, fromY, toX, toY, at) => {
    const [x, y] = [fromX / 1e6, fromY / 1e6];
    if (isFirst && before && at - before.at <= limit + 60_000)
      add(pieces, before.longitude, before.latitude, x, y, colour, 200);
    isFirst = false;
    add(pieces, x, y, toX / 1e6, toY / 1e6, colour, 200);
  });
  return finish(pieces);
}

function makePieces(): TrailPieces {
  return {
    count: 0,
    from: new Float32Array(mostPieces * 3),
    to: new Float32Array(mostPieces * 3),
    colours: new Uint8Array(mostPieces * 4),
  };
}

function finish({ count, from, to, colours }: TrailPieces): TrailPieces {
  return { count, from: from.slice(0, count * 3), to: to.slice(0, count * 3), colours: colours.slice(0, count * 4) };
}

function add(
  pieces: TrailPieces,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  colour: readonly number[],
  opacity: number,
): void {
  if (pieces.count >= mostPieces || (fromX === toX && fromY === toY)) return;
  const row = pieces.count++;
  pieces.from[row * 3] = fromX;
  pieces.from[row * 3 + 1] = fromY;
  pieces.to[row * 3] = toX;
  pieces.to[row * 3 + 1] = toY;
  for (let part = 0; part < 3; part++) pieces.colours[row * 4 + part] = colour[part]!;
  pieces.colours[row * 4 + 3] = opacity;
}

/** In view, or so near that its trail may be. */
function isNear([west, south, east, north]: LabelBox, longitude: number, latitude: number): boolean {
  const [width, height] = [(east - west) / 4, (north - south) / 4];
  return (
    longitude >= west - width && longitude <= east + width && latitude >= south - height && latitude <= north + height
  );
}

import type { BoundingBox } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import type { PassagesRequestWire } from '#shared/protocol/passages.ts';
import type { TrackType } from '#shared/schema/watch/track.ts';

/** What is asked of the record: fields as they stand in the panel. Times are `2026-11-12T06:10`, of UTC. */
export type PassageFields = { from: string; to: string; type: TrackType | '' };

const dayMs = 24 * 3_600_000;
const minuteMs = 60_000;

/** The last 24 hours before the moment shown. The minute that has begun belongs to them. */
export function firstFields(now: number): PassageFields {
  const to = Math.ceil(now / minuteMs) * minuteMs;
  return { from: formatField(to - dayMs), to: formatField(to), type: '' };
}

/** The body of the request; undefined while corners or times are missing, or are in the wrong order. */
export function makeQuestion(
  area: readonly Position[] | undefined,
  { from, to, type }: PassageFields,
): PassagesRequestWire | undefined {
  if (!area || area.length < 3 || !isSpan({ from, to })) return undefined;
  const ring = [...area, area[0]!].map(([longitude, latitude]): [number, number] => [longitude, latitude]);
  return {
    area: { type: 'Polygon', coordinates: [ring] },
    from: new Date(parseField(from)).toISOString(),
    to: new Date(parseField(to)).toISOString(),
    ...(type === '' ? {} : { trackTypes: [type] }),
  };
}

export function isSpan({ from, to }: Pick<PassageFields, 'from' | 'to'>): boolean {
  return parseField(from) < parseField(to);
}

/** No edge goes further than this, so that each goes the way it seems to. */
const widestEdge = 120;

/** The corners of a box of the map, with more of them where it is wide. */
export function cornersOf([west, south, east, north]: BoundingBox): Position[] {
  const [left, right] = [Math.max(-180, west), Math.min(180, east)];
  const pieces = Math.max(1, Math.ceil((right - left) / widestEdge));
  const line = Array.from({ length: pieces + 1 }, (_, piece) => left + ((right - left) * piece) / pieces);
  return [
    ...line.map((longitude): Position => [longitude, south]),
    ...line.toReversed().map((longitude): Position => [longitude, north]),
  ];
}

function formatField(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}

/** NaN for what is no time. */
function parseField(text: string): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
}

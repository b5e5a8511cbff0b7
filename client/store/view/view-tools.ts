import type { Position } from '#shared/geo/position.ts';

/** What a person points at or measures on the map, as parts of the view and of its URL. */
export type ViewTools = {
  /** Key of the record that the camera keeps in view. */
  follow: string | undefined;
  /** A spot pointed at: coordinates as typed, tidied, and what they are called if they are a place. */
  mark: Mark | undefined;
  /** Points of a measured line; empty while measuring has no point yet. */
  measure: readonly Position[] | undefined;
  rings: Rings | undefined;
  /** Corners of an area that is asked about, in the order of drawing; empty while it has none yet. */
  area: readonly Position[] | undefined;
};
export type Mark = { reference: string; name?: string };
/** Range rings around a record, with which they move, or around a position. */
export type Rings = { around: string | Position; stepMetres: number };

export const noTools: ViewTools = {
  follow: undefined,
  mark: undefined,
  measure: undefined,
  rings: undefined,
  area: undefined,
};
export const ringSteps = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000] as const;
export const ringCount = 4;
/** More points than this are not taken, of a line or of an area: a URL has to hold them. */
export const measureLimit = 50;

const markLimit = 120;

export function parseTools(given: URLSearchParams): ViewTools {
  return {
    follow: given.get('follow') || undefined,
    mark: parseMark(given.get('mark')),
    measure: parsePoints(given.get('measure')),
    rings: parseRings(given.get('rings')),
    area: parsePoints(given.get('area')),
  };
}

/** Each tool under its name in the URL; undefined for those not in use. */
export function formatTools({
  follow,
  mark,
  measure,
  rings,
  area,
}: ViewTools): Record<keyof ViewTools, string | undefined> {
  return {
    follow,
    mark: mark && (mark.name ? `${mark.reference}~${mark.name}` : mark.reference),
    measure: measure?.map(formatPoint).join(';'),
    rings:
      rings && `${typeof rings.around === 'string' ? rings.around : formatPoint(rings.around)}@${rings.stepMetres}`,
    area: area?.map(formatPoint).join(';'),
  };
}

function formatPoint([longitude, latitude]: Position): string {
  return `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
}

function parsePoint(text: string): Position | undefined {
  const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(text);
  if (!match) return undefined;
  const [latitude, longitude] = [Number(match[1]), Number(match[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [longitude, latitude] : undefined;
}

function parseMark(text: string | null): Mark | undefined {
  if (!text || text.length > markLimit) return undefined;
  const cut = text.indexOf('~');
  return cut < 0 ? { reference: text } : { reference: text.slice(0, cut), name: text.slice(cut + 1) };
}

function parsePoints(text: string | null): readonly Position[] | undefined {
  return text
    ?.split(';')
    .flatMap((point) => {
      const position = parsePoint(point);
      return position ? [position] : [];
    })
    .slice(0, measureLimit);
}

function parseRings(text: string | null): Rings | undefined {
  const cut = text?.lastIndexOf('@') ?? -1;
  if (!text || cut <= 0) return undefined;
  const stepMetres = Number(text.slice(cut + 1));
  if (!ringSteps.some((step) => step === stepMetres)) return undefined;
  const around = text.slice(0, cut);
  return { around: parsePoint(around) ?? around, stepMetres };
}

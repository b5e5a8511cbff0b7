import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer, SolidPolygonLayer, TextLayer } from '@deck.gl/layers';
import { circleAround, greatCircleLine } from '#shared/geo/great-circle-shapes.ts';
import type { Position } from '#shared/geo/position.ts';
import { layOutLetters } from '../../format/arabic-letters.ts';
import { formatBothDistances, formatLeg, legsOf } from '../../format/measure-text.ts';
import { rgba } from '../../format/palette.ts';
import type { Spot } from '../../format/position/spot.ts';
import type { ShownEntry } from '../../store/entry/entry-store.ts';
import { ringCount } from '../../store/view/view-tools.ts';
import type { Aside } from '../labels/place-labels.ts';
import { outlineOf } from './area-outline.ts';
import { labelFont } from './label-font.ts';
import type { LayerInput } from './layer-input.ts';

/** What a person put on the map to point or to measure. */
export type DrawnTools = {
  mark: { spot: Spot; label: string } | undefined;
  measure: readonly Position[] | undefined;
  rings: { centre: Position; stepMetres: number } | undefined;
  /** Corners of an area that is asked about. */
  area: readonly Position[] | undefined;
  /** What a form would report. */
  shown: ShownEntry | undefined;
};

const textPixels = 12.5;
const lineHeight = 1.3;
/** How far above its point the name stands. */
const liftPixels = 6;

type Line = { path: Position[] };
type Label = { position: Position; text: string };

/** The spot with its precision box, the measured line, the rings, the outline of an area. All in the accent of what a person chose. */
export function makeToolLayers(
  { mark, measure = [], rings, area = [], shown }: DrawnTools,
  input: LayerInput,
): Layer[] {
  // Nothing to point at is the rule: then there is no layer that would cost a shader or a draw call.
  if (!mark && !rings && !shown && measure.length === 0 && area.length === 0) return [];
  const lines = legsOf(measure).map(({ from, to }): Line => ({ path: greatCircleLine(from, to) }));
  const radii = rings ? Array.from({ length: ringCount }, (_, ring) => (ring + 1) * rings.stepMetres) : [];
  const circles = radii.map((radius): Line => ({ path: circleAround(rings!.centre, radius) }));
  const labels: Label[] = [
    ...legsOf(measure).map((leg) => ({ position: middleOf(leg.from, leg.to), text: formatLeg(leg) })),
    ...circles.map(({ path }, ring) => ({ position: path[0]!, text: formatBothDistances(radii[ring]!) })),
    ...(mark ? [{ position: northOf(mark.spot), text: mark.label }] : []),
    ...(shown ? [{ position: shown.position, text: shown.label }] : []),
  ];
  return [
    makeBoxLayer(mark?.spot, input),
    makeLineLayer('tool-rings', [...circles, ...haloOf(shown)], 1.2, input),
    makeLineLayer('tool-line', area.length > 1 ? [...lines, { path: outlineOf(area) }] : lines, 2, input),
    makePointLayer([...measure, ...area, ...(shown ? [shown.position] : [])], mark?.spot, input),
    makeTextLayer(labels, input),
  ];
}

/** Where the words stand that name what a person put on the map. */
export function boxesOfTools({ mark, shown }: Pick<DrawnTools, 'mark' | 'shown'>, { scale }: LayerInput): Aside[] {
  const named = [
    ...(mark ? [{ position: northOf(mark.spot), text: mark.label }] : []),
    ...(shown ? [{ position: shown.position, text: shown.label }] : []),
  ];
  return named.map(({ position, text }) => {
    const lines = text.split('\n');
    const half = (Math.max(...lines.map(({ length }) => length)) * 0.6 * textPixels * scale) / 2;
    const bottom = -liftPixels * scale;
    return { position, left: -half, right: half, top: bottom - lines.length * lineHeight * textPixels * scale, bottom };
  });
}

/** How far off the place may be. */
function haloOf(shown: ShownEntry | undefined): Line[] {
  return shown && shown.radiusMetres > 0 ? [{ path: circleAround(shown.position, shown.radiusMetres) }] : [];
}

function middleOf(from: Position, to: Position): Position {
  const line = greatCircleLine(from, to, Math.max(1, legsOf([from, to])[0]!.metres / 2 + 1));
  return line[Math.floor(line.length / 2)]!;
}

function northOf({ position, ring }: Spot): Position {
  return [position[0], Math.max(...ring.map(([, latitude]) => latitude))];
}

function makeBoxLayer(spot: Spot | undefined, { palette }: LayerInput): Layer {
  return new SolidPolygonLayer<Spot>({
    id: 'tool-box',
    data: spot ? [spot] : [],
    getPolygon: ({ ring }) => ring as [number, number][],
    getFillColor: rgba(palette.accent, 0.18),
    updateTriggers: { getFillColor: palette },
  });
}

function makeLineLayer(id: string, data: readonly Line[], width: number, { palette, scale }: LayerInput): Layer {
  return new PathLayer<Line>({
    id,
    data,
    getPath: ({ path }) => path as [number, number][],
    getColor: rgba(palette.accent, 0.9),
    getWidth: width * scale,
    widthUnits: 'pixels',
    jointRounded: true,
    capRounded: true,
    updateTriggers: { getColor: palette, getWidth: scale },
  });
}

function makePointLayer(points: readonly Position[], spot: Spot | undefined, { palette, scale }: LayerInput): Layer {
  return new ScatterplotLayer<Position>({
    id: 'tool-point',
    data: spot ? [...points, spot.position] : points,
    getPosition: (at) => at as [number, number],
    getRadius: 4 * scale,
    radiusUnits: 'pixels',
    stroked: true,
    getFillColor: rgba(palette.surface0),
    getLineColor: rgba(palette.accent),
    getLineWidth: 2 * scale,
    lineWidthUnits: 'pixels',
    updateTriggers: { getFillColor: palette, getLineColor: palette, getRadius: scale, getLineWidth: scale },
  });
}

function makeTextLayer(labels: readonly Label[], { palette, scale }: LayerInput): Layer {
  return new TextLayer<Label>({
    id: 'tool-label',
    data: labels,
    ...labelFont,
    getPosition: ({ position }) => position as [number, number],
    getText: ({ text }) => layOutLetters(text),
    getSize: textPixels * scale,
    lineHeight,
    getColor: rgba(palette.text),
    outlineColor: rgba(palette.surface0),
    outlineWidth: 6,
    getTextAnchor: 'middle',
    getAlignmentBaseline: 'bottom',
    getPixelOffset: [0, -liftPixels * scale],
    updateTriggers: { getColor: palette },
  });
}

import type { Palette } from '../format/palette.ts';
import {
  assetPaths,
  casevacPath,
  facilityPath,
  incidentPaths,
  sensorPath,
  sitePaths,
  trackPaths,
} from '../format/symbol-paths.ts';
import { drawCivilian, drawManyCivilians } from './symbols/civilian-facility.ts';
import { type Affiliation, affiliations, drawTrackToken, tokenStates, trackIconName } from './symbols/track-token.ts';

/** All symbols of the map in one picture, drawn once for each theme. */
export type SymbolAtlas = {
  image: HTMLCanvasElement;
  mapping: Record<string, { x: number; y: number; width: number; height: number; anchorX: number; anchorY: number }>;
};

/** Pixels of a symbol's cell; drawn at twice the usual size so that a dense screen stays sharp. */
const cellPixels = 64;
const columns = 16;

type Draw = (context: CanvasRenderingContext2D) => void;

export function makeSymbolAtlas(palette: Palette): SymbolAtlas {
  const drawings = listDrawings(palette);
  const image = document.createElement('canvas');
  image.width = columns * cellPixels;
  image.height = Math.ceil(drawings.length / columns) * cellPixels;
  const context = image.getContext('2d')!;
  const mapping: SymbolAtlas['mapping'] = {};
  drawings.forEach(([name, draw], index) => {
    const x = (index % columns) * cellPixels;
    const y = Math.floor(index / columns) * cellPixels;
    context.save();
    context.translate(x + cellPixels / 2, y + cellPixels / 2);
    draw(context);
    context.restore();
    mapping[name] = {
      x,
      y,
      width: cellPixels,
      height: cellPixels,
      anchorX: cellPixels / 2,
      anchorY: cellPixels / 2,
    };
  });
  return { image, mapping };
}

function listDrawings(palette: Palette): [string, Draw][] {
  const drawings: [string, Draw][] = [];
  for (const type of Object.keys(trackPaths) as (keyof typeof trackPaths)[])
    for (const affiliation of Object.keys(affiliations) as Affiliation[])
      for (const state of tokenStates)
        drawings.push([
          trackIconName(type, affiliation, state),
          (context) => drawTrackToken(context, { path: trackPaths[type], affiliation, state, palette }),
        ]);
  for (const affiliation of Object.keys(affiliations) as Affiliation[])
    drawings.push([
      `heading-${affiliation}`,
      (context) => {
        context.fillStyle = palette[affiliations[affiliation]];
        context.strokeStyle = palette.ink;
        context.lineWidth = 2;
        context.beginPath();
        context.moveTo(0, -31);
        context.lineTo(7, -21);
        context.lineTo(-7, -21);
        context.closePath();
        context.stroke();
        context.fill();
      },
    ]);
  const warm = { ATK: palette.threat, CON: palette.threat, CRM: palette.warning, UNR: palette.warning } as const;
  for (const [family, path] of Object.entries(incidentPaths))
    drawings.push([
      `incident-${family}`,
      glyph(path, warm[family as keyof typeof warm] ?? palette.notice, palette.ink, 40),
    ]);
  for (const [type, path] of Object.entries(sitePaths))
    drawings.push([`site-${type}`, glyph(path, palette.dim, palette.ink, 34)]);
  for (const [name, colour] of [
    ['open', palette.critical],
    ['assigned', palette.warning],
  ] as const)
    drawings.push([`casevac-${name}`, glyph(casevacPath, colour, palette.ink, 48)]);
  drawings.push(['sensor', glyph(sensorPath, palette.contact, palette.ink, 40)]);
  for (const status of ['open', 'limited', 'closed', 'unknown'] as const)
    drawings.push([`facility-${status}`, facility(status, palette)]);
  for (const status of ['open', 'limited', 'closed', 'unknown'] as const)
    for (const isDoubtful of [false, true])
      drawings.push([
        `civilian-${status}${isDoubtful ? '-doubtful' : ''}`,
        (context) => drawCivilian(context, { status, isDoubtful, palette }),
      ]);
  drawings.push(['civilian-many', (context) => drawManyCivilians(context, palette)]);
  for (const [type, path] of Object.entries(assetPaths))
    for (const isReady of [true, false])
      drawings.push([`asset-${type}-${isReady ? 'ready' : 'other'}`, asset(path, isReady, palette)]);
  return drawings;
}

/** A filled path of the 24-box, `size` pixels wide, with an outline that parts it from the map. */
function glyph(path: string, fill: string, outline: string, size: number): Draw {
  return (context) => {
    context.scale(size / 24, size / 24);
    context.translate(-12, -12);
    const shape = new Path2D(path);
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = outline;
    context.stroke(shape);
    context.fillStyle = fill;
    context.fill(shape, 'evenodd');
  };
}

/** A white square with a cross; limited is half struck through, closed wholly and hollow, unknown only hollow. */
function facility(status: 'open' | 'limited' | 'closed' | 'unknown', palette: Palette): Draw {
  return (context) => {
    const isFilled = status === 'open' || status === 'limited';
    box(context, 44, isFilled ? palette.medical : palette.surface1, isFilled ? edgeOf(palette) : palette.dim);
    context.save();
    glyph(
      facilityPath,
      isFilled ? palette.cross : palette.dim,
      isFilled ? palette.medical : palette.surface1,
      34,
    )(context);
    context.restore();
    if (status === 'open' || status === 'unknown') return;
    context.lineWidth = 5;
    context.strokeStyle = palette.warning;
    context.beginPath();
    context.moveTo(-25, 25);
    context.lineTo(status === 'closed' ? 25 : 0, status === 'closed' ? -25 : 0);
    context.stroke();
  };
}

function asset(path: string, isReady: boolean, palette: Palette): Draw {
  return (context) => {
    box(context, 40, isReady ? palette.medical : palette.surface1, isReady ? edgeOf(palette) : palette.dim);
    glyph(path, isReady ? palette.cross : palette.dim, isReady ? palette.medical : palette.surface1, 28)(context);
  };
}

/** A white box needs an edge on a light map, and parts itself from a dark one. */
function edgeOf(palette: Palette): string {
  return palette.scheme === 'light' ? palette.medicalEdge : palette.ink;
}

function box(context: CanvasRenderingContext2D, size: number, fill: string, line: string): void {
  context.beginPath();
  context.roundRect(-size / 2, -size / 2, size, size, 7);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 3;
  context.strokeStyle = line;
  context.stroke();
}

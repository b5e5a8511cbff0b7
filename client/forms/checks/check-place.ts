import type { Position } from '#shared/geo/position.ts';
import { formatMgrs } from '../../format/position/mgrs-text.ts';
import { parseCoordinates } from '../../format/position/parse-coordinates.ts';
import type { Spot } from '../../format/position/spot.ts';
import type { Fault } from './fault.ts';

/** Coordinates as typed, or what is wrong with them by name. */
export function checkPlace(text: string): { ok: true; spot: Spot } | { ok: false; fault: Fault } {
  if (text.trim() === '') return { ok: false, fault: { id: 'entryFault.place-missing' } };
  const result = parseCoordinates(text);
  if (result?.ok) return { ok: true, spot: result.value };
  return { ok: false, fault: { id: result ? `spotProblem.${result.problem}` : 'entryFault.place-unreadable' } };
}

/** A place pointed at, written no more exactly than a pixel of the map allowed. */
export function writePicked(position: Position, pixelMetres: number): string {
  const digits = Math.max(1, Math.min(5, Math.ceil(5 - Math.log10(Math.max(pixelMetres, 1e-3))))) as 1 | 2 | 3 | 4 | 5;
  return formatMgrs(position, digits) ?? `${position[1].toFixed(digits)} ${position[0].toFixed(digits)}`;
}

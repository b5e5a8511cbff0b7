import { type EscortArea, makeEscortArea } from '../../analysis/coverage/escort.ts';
import type { Conditions } from '../../schema/medical/conditions.ts';
import { zoneLevels } from '../../schema/watch/zone.ts';
import type { Situation } from './situation.ts';

/** The threat zones in force whose level asks for an escort. */
export function readEscortAreas({ zones, now }: Situation, { escortFrom }: Conditions): EscortArea[] {
  if (escortFrom === 'none') return [];
  const least = zoneLevels.indexOf(escortFrom);
  return zones.flatMap(({ body, retracted }) => {
    const { type, level, status, validFrom, validTo, area } = body;
    const isInForce = status === 'active' && (validFrom ?? now) <= now && (validTo ?? now) >= now;
    if (retracted || !isInForce || type === 'area-of-operations' || zoneLevels.indexOf(level) < least) return [];
    return [makeEscortArea(area.coordinates)];
  });
}

import { defaultPlans, maxPlans, planTiers } from '#shared/protocol/case-plans.ts';
import { type Parsed, refuse } from '#shared/schema/problem.ts';
import type { WantedPlans } from '../coverage/coverage-messages.ts';

const names = ['position', 'tier', 'limit', 'case'];
const pair = /^-?\d{1,3}(\.\d{1,20})?,-?\d{1,2}(\.\d{1,20})?$/;

/** `position=lon,lat&tier=surgery&limit=10&case=…`; what is unknown or out of range is refused, not guessed. */
export function parsePlanQuery(given: Readonly<Record<string, unknown>>): Parsed<WantedPlans> {
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown) return refuse('bad-query', `parameter "${unknown}" is not known here`);
  const { position, tier: tierName = 'surgery', limit = String(defaultPlans), case: caseId } = given;
  const tier = planTiers.find((each) => each === tierName);
  if (!tier) return refuse('bad-query', `tier is one of ${planTiers.join(', ')}`);
  if (typeof limit !== 'string' || !/^\d{1,4}$/.test(limit)) return refuse('bad-query', 'limit is not a whole number');
  if (caseId !== undefined && (typeof caseId !== 'string' || caseId === '' || caseId.length > 200))
    return refuse('bad-query', 'case is the id of one case');
  const [longitude, latitude] =
    typeof position === 'string' && pair.test(position) ? (position.split(',').map(Number) as [number, number]) : [];
  if (longitude === undefined || latitude === undefined || Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
    return refuse('bad-query', 'position is longitude,latitude in degrees');
  return {
    ok: true,
    value: { position: [longitude, latitude], tier, limit: Math.max(1, Math.min(Number(limit), maxPlans)), caseId },
  };
}

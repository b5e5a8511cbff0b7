import { type GroundField, secondsAt } from '../../analysis/ground/ground-field.ts';
import type { RoadEdge } from '../../analysis/ground/road-arcs.ts';
import { placeOfNode } from '../../analysis/ground/terrain.ts';

/** Fields are kept in whole seconds: two of them may be off by this much together. */
const rounding = 1;

/**
 * Whether a field can change when an edge that takes so many seconds is closed, or opened. Closing matters only where
 * the edge is tight, that is where the way over it was the soonest; opening only where it would be sooner.
 */
export function isTouchedBy(
  field: GroundField,
  stride: number,
  { from, to, isOneWay }: RoadEdge,
  seconds: number,
): boolean {
  const at = (node: number) => {
    const { column, row } = placeOfNode({ stride }, node);
    return secondsAt(field, column, row);
  };
  const [one, other] = [at(from), at(to)];
  if (one === Number.POSITIVE_INFINITY && other === Number.POSITIVE_INFINITY) return false;
  return other - one >= seconds - rounding || (!isOneWay && one - other >= seconds - rounding);
}

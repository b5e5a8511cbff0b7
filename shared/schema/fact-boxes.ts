import { type BoundingBox, boxAround } from '../geo/bounding-box.ts';
import type { Position } from '../geo/position.ts';
import type { FactKind, KindBodies } from './kinds.ts';

/**
 * Where a fact of each kind lies, beside the registry of kinds and apart from its schemas: the threads of the log ask
 * only this, and start without them.
 */
const boxes: { [Kind in FactKind]: (body: KindBodies[Kind]) => BoundingBox | undefined } = {
  patrol: (body) =>
    body.action === 'plan' ? boxAround(body.plan.route.map((waypoint) => waypoint.position)) : undefined,
  incident: ({ position }) => pointBox(position),
  zone: ({ area }) => boxAround(area.coordinates[0]!),
  site: ({ position }) => pointBox(position),
  facility: ({ position }) => pointBox(position),
  asset: ({ position }) => pointBox(position),
  sensor: ({ position }) => pointBox(position),
  casevac: (body) => pointBox('position' in body ? body.position : undefined),
  contribution: nowhere,
  casualty: nowhere,
  conditions: nowhere,
  road: nowhere,
  parameters: nowhere,
  scenario: nowhere,
  briefing: nowhere,
  source: nowhere,
  freshness: nowhere,
  retire: nowhere,
  cover: nowhere,
  recording: nowhere,
  import: nowhere,
};

/** Where a fact lies, if it lies anywhere. */
export function boxOfFact(kind: string, body: unknown): BoundingBox | undefined {
  return Object.hasOwn(boxes, kind) ? boxes[kind as FactKind](body as never) : undefined;
}

function pointBox(position: Position | undefined): BoundingBox | undefined {
  return position ? boxAround([position]) : undefined;
}

function nowhere(): undefined {
  return undefined;
}

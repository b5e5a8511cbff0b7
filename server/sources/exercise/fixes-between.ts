import { fleetFixes } from './air/fleet-fixes.ts';
import { uasFixes } from './air/uas-fixes.ts';
import type { DatedReport, Span } from './exercise-report.ts';
import { heard } from './outages.ts';
import { vehicleFixes } from './patrols/vehicle-fixes.ts';
import { voiceFixes } from './patrols/voice-fixes.ts';
import { radarFixes } from './sensing/radar-fixes.ts';
import type { World } from './world.ts';

/** Every position that came through of those observed in the span, by source and track; within a track in order of time. */
export function* fixesBetween(world: World, span: Span): Generator<DatedReport> {
  yield* heard(world, observed(world, span));
}

function* observed(world: World, span: Span): Generator<DatedReport> {
  yield* vehicleFixes(world, span);
  yield* voiceFixes(world, span);
  yield* fleetFixes(world, span);
  yield* uasFixes(world, span);
  yield* radarFixes(world, span);
}

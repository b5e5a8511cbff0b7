import { type FleetAsset, fleetOf } from '../air/fleet.ts';
import { isNightAt, isUnserviceable } from '../air/trip.ts';
import { assetStateAt, tripsOf } from '../air/trips.ts';
import { dayMs, hourMs, secondMs } from '../durations.ts';
import { type DatedReport, dueTimes, isWithin, makeFact, type Span } from '../exercise-report.ts';
import { hashOf, makeRandom } from '../seeded-random.ts';
import type { World } from '../world.ts';

const intervalMs = 4 * hourMs;
const delayMs = 90 * secondMs;

/** Readiness of each medical asset: every four hours, and when it leaves and comes back. */
export function* assetFacts(world: World, span: Span): Generator<DatedReport> {
  for (const asset of fleetOf(world)) {
    const observed = { from: span.from - delayMs, to: span.to - delayMs };
    for (const at of dueTimes(observed, intervalMs, hashOf(world.seed, asset.assetId) % intervalMs)) {
      // Now and then the report is left out, and its state lapses.
      if (makeRandom(world.seed, 'asset', asset.assetId, at)() >= 0.05) yield makeAssetFact(world, asset, at);
    }
    for (let day = Math.floor(observed.from / dayMs); day <= Math.floor(observed.to / dayMs); day++) {
      for (const { fromAt, toAt } of tripsOf(world, asset, day))
        for (const at of [fromAt, toAt]) if (isWithin(observed, at)) yield makeAssetFact(world, asset, at);
    }
  }
}

function makeAssetFact(world: World, asset: FleetAsset, at: number): DatedReport {
  const isDown = isUnserviceable(world, asset, Math.floor(at / dayMs));
  const { isTasked, remark } = assetStateAt(world, asset, at);
  const isNight = isNightAt(at);
  const noticeMinutes = asset.type === 'ambulance' ? 5 : isNight ? 45 : 30;
  return makeFact(world, {
    kind: 'asset',
    source: 'exercise-medical',
    entity: asset.assetId,
    part: Math.floor(at / secondMs),
    observedAt: at,
    knownAt: at + delayMs,
    body: {
      assetId: asset.assetId,
      name: asset.name,
      type: asset.type,
      position: asset.base,
      track: `${asset.source}/${asset.assetId}`,
      baseFacility: asset.baseFacility,
      model: asset.model,
      status: isDown ? 'unserviceable' : isTasked ? 'tasked' : 'ready',
      ...(isDown ? { remark: 'Under repair.' } : { noticeMinutes }),
      ...(remark ? { remark } : {}),
      nightCapable: asset.isNightCapable,
      medicalCrew: makeRandom(world.seed, 'crew', asset.assetId, Math.floor(at / dayMs))() < 0.94,
      litters: asset.litters,
      validUntil: world.stamp(at + 6 * hourMs),
    },
  });
}

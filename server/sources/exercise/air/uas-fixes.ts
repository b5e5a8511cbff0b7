import { bearingDegrees, destination, distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { hourMs, secondMs } from '../durations.ts';
import { type DatedReport, dueTimes, makeFix, type Span } from '../exercise-report.ts';
import { lengthOf, pointAlong } from '../path.ts';
import { between, hashOf, makeRandom, pick } from '../seeded-random.ts';
import { findBeside, type World } from '../world.ts';

/** A cycle is ten hours in the air and two on the ground. */
const cycleMs = 12 * hourMs;
const flightMs = 10 * hourMs;
const uasIntervalMs = 2 * secondMs;
const transitMetresPerSecond = 36;
const orbitMetresPerSecond = 30;
const groundMetres = 290;
const referenceCount = 4;
const stations = ['Gao', 'Kidal', 'Tombouctou', 'Ménaka'];

type Sortie = {
  centre: Position;
  radiusMetres: number;
  transitMs: number;
  altitudeMetres: number;
  entryBearing: number;
};
type Aircraft = { trackId: string; callSign: string; base: Position; hash: number; offsetMs: number };

/** Fixes of the unmanned aircraft, every two seconds: out to a stretch of corridor, round it for hours, and home. */
export function* uasFixes(world: World, span: Span): Generator<DatedReport> {
  for (const aircraft of aircraftOf(world)) {
    for (const observedAt of dueTimes(span, uasIntervalMs, aircraft.hash % uasIntervalMs)) {
      const { trackId, callSign } = aircraft;
      yield makeFix(world, {
        source: 'exercise-uas',
        trackId,
        trackType: 'uas',
        callSign,
        observedAt,
        accuracyMetres: 5,
        ...stateAt(world, aircraft, observedAt),
      });
    }
  }
}

function aircraftOf(world: World): readonly Aircraft[] {
  return world.remember('uas', () => {
    const count = Math.max(1, Math.round(referenceCount * world.intensity));
    return Array.from({ length: count }, (_, index) => {
      const trackId = `U-${String(index + 1).padStart(2, '0')}`;
      const hash = hashOf(world.seed, trackId);
      const base = findBeside(world, [stations[index % stations.length]!, hash % 360, 3_000 + (hash % 900)]);
      // Flights are staggered, so that most aircraft are up at any hour.
      return base
        ? [{ trackId, callSign: `Watcher ${index + 1}`, base, hash, offsetMs: (index * 5 * hourMs) % cycleMs }]
        : [];
    }).flat();
  });
}

function stateAt(world: World, aircraft: Aircraft, at: number) {
  const number = Math.floor((at - aircraft.offsetMs) / cycleMs);
  const since = at - aircraft.offsetMs - number * cycleMs;
  if (since >= flightMs) return { position: aircraft.base, altitudeMetres: groundMetres, speedMetresPerSecond: 0 };
  const sortie = world.remember(`sortie:${aircraft.trackId}:${number}`, () => makeSortie(world, aircraft, number));
  const { centre, radiusMetres, transitMs, entryBearing } = sortie;
  const entry = destination(centre, entryBearing, radiusMetres);
  const untilHome = flightMs - since;
  const climbed = Math.min(1, since / transitMs, untilHome / transitMs);
  const altitudeMetres = groundMetres + (sortie.altitudeMetres - groundMetres) * climbed;
  if (since < transitMs || untilHome < transitMs) {
    const isOut = since < transitMs;
    const position = interpolate(aircraft.base, entry, climbed);
    const courseDegrees = isOut ? bearingDegrees(position, entry) : bearingDegrees(position, aircraft.base);
    return { position, courseDegrees, altitudeMetres, speedMetresPerSecond: transitMetresPerSecond };
  }
  // A whole number of rounds, so that the way home starts where the way out ended.
  const onStationMs = flightMs - 2 * transitMs;
  const roundMs = ((2 * Math.PI * radiusMetres) / orbitMetresPerSecond) * 1_000;
  const rounds = Math.max(1, Math.round(onStationMs / roundMs));
  const turned = (360 * rounds * (since - transitMs)) / onStationMs;
  const bearing = entryBearing + turned;
  return {
    position: destination(centre, bearing, radiusMetres),
    courseDegrees: (bearing + 90) % 360,
    altitudeMetres,
    speedMetresPerSecond: (2 * Math.PI * radiusMetres * rounds) / (onStationMs / 1_000),
  };
}

function makeSortie(world: World, aircraft: Aircraft, number: number): Sortie {
  const random = makeRandom(world.seed, 'sortie', aircraft.trackId, number);
  const near = world.network.links.filter((link) => distanceMetres(link.from.position, aircraft.base) < 130_000);
  const link = near.length > 0 ? pick(random, near) : undefined;
  const centre = link
    ? pointAlong(link.path, lengthOf(link.path) * between(random, 0.1, 0.6)).position
    : destination(aircraft.base, between(random, 0, 360), 30_000);
  const entryBearing = bearingDegrees(centre, aircraft.base);
  const radiusMetres = between(random, 2_500, 6_000);
  const way = distanceMetres(aircraft.base, destination(centre, entryBearing, radiusMetres));
  return {
    centre,
    radiusMetres,
    entryBearing,
    altitudeMetres: between(random, 1_500, 3_200),
    transitMs: Math.max(120, way / transitMetresPerSecond) * 1_000,
  };
}

function interpolate(from: Position, to: Position, share: number): Position {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}

import { destination } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { ZoneReport } from '#shared/schema/watch/zone.ts';
import { dayMs, hourMs } from './durations.ts';
import { type DatedReport, dueTimes, makeFact, type Span } from './exercise-report.ts';
import { hashOf, makeRandom, noiseAt, pick } from './seeded-random.ts';
import { type Beside, findBeside, roundPosition, type World } from './world.ts';

type Listed = Pick<ZoneReport, 'zoneId' | 'name' | 'type' | 'level'> & {
  beside: Beside;
  /** Half the length and half the width in metres, and the direction of the length. */
  reach: readonly [long: number, wide: number, bearing: number];
  remark: string;
};

/** Invented threat zones. Their outline is deliberately coarse: nobody knows such a border to the metre. */
const listed: readonly Listed[] = [
  zone(
    'z-01',
    'Tin Ansongo track',
    'ied',
    'high',
    ['Ansongo', 350, 32_000],
    [24_000, 4_000, 340],
    'Repeated finds on the river road.',
  ),
  zone(
    'z-02',
    'Anefis–Almoustarat corridor',
    'ied',
    'extreme',
    ['Anefis', 210, 40_000],
    [38_000, 5_000, 212],
    'Devices at crossings of the wadi.',
  ),
  zone(
    'z-03',
    'Kidal outskirts',
    'indirect-fire',
    'high',
    ['Kidal', 20, 2_000],
    [9_000, 7_000, 20],
    'Rocket and mortar range of the camp.',
  ),
  zone(
    'z-04',
    'Aguelhok hills',
    'mines',
    'moderate',
    ['Aguelhok', 195, 18_000],
    [12_000, 6_000, 195],
    'Older mines on abandoned tracks.',
  ),
  zone(
    'z-05',
    'Ménaka south',
    'direct-fire',
    'high',
    ['Ménaka', 160, 30_000],
    [22_000, 12_000, 150],
    'Armed persons on motorcycles.',
  ),
  zone(
    'z-06',
    'Tessalit airstrip approach',
    'uas',
    'moderate',
    ['Tessalit', 300, 6_000],
    [8_000, 6_000, 300],
    'Small unmanned aircraft seen at dusk.',
  ),
  zone(
    'z-07',
    'Gao market quarter',
    'unrest',
    'low',
    ['Gao', 330, 900],
    [1_800, 1_300, 330],
    'Demonstrations on Fridays.',
  ),
  zone(
    'z-08',
    'Gossi–Hombori road',
    'no-go',
    'high',
    ['Gossi', 220, 35_000],
    [25_000, 6_000, 215],
    'Closed to mission movement without escort.',
  ),
  zone(
    'z-09',
    'Tombouctou airfield',
    'restricted',
    'low',
    ['Tombouctou', 180, 4_700],
    [2_500, 1_800, 80],
    'Approach only with clearance of the tower.',
  ),
];

const reassessedMs = 14 * dayMs;
const levels = ['low', 'moderate', 'high', 'extreme'] as const;

/** Each zone is assessed again every fortnight; its level may move by one step. */
export function* zoneFacts(world: World, { from, to }: Span): Generator<DatedReport> {
  for (const { beside, reach, ...listedZone } of listed) {
    const centre = findBeside(world, beside);
    if (!centre) continue;
    const hash = hashOf(world.seed, listedZone.zoneId);
    const delayMs = 2 * hourMs;
    for (const observedAt of dueTimes({ from: from - delayMs, to: to - delayMs }, reassessedMs, hash % reassessedMs)) {
      const number = Math.floor(observedAt / reassessedMs);
      const random = makeRandom(world.seed, 'zone', listedZone.zoneId, number);
      const step = levels.indexOf(listedZone.level) + pick(random, [0, 0, 0, 0, 0, 1, -1]);
      yield makeFact(world, {
        kind: 'zone',
        source: 'exercise-desk',
        entity: listedZone.zoneId,
        part: number,
        observedAt,
        knownAt: observedAt + delayMs,
        body: {
          ...listedZone,
          level: levels[Math.min(levels.length - 1, Math.max(0, step))],
          area: { type: 'Polygon', coordinates: [outline(centre, reach, hash)] },
          validFrom: world.stamp(observedAt),
          grading: {
            reliability: pick(random, ['B', 'B', 'C'] as const),
            credibility: pick(random, ['2', '2', '3'] as const),
          },
        },
      });
    }
  }
}

/** An uneven oval of fourteen corners, closed and counter-clockwise. */
function outline(centre: Position, [long, wide, bearing]: Listed['reach'], hash: number): [number, number][] {
  const corners = Array.from({ length: 14 }, (_, corner) => {
    const angle = (-2 * Math.PI * corner) / 14;
    const uneven = 0.85 + 0.3 * noiseAt(hash, corner);
    const ahead = long * uneven * Math.cos(angle);
    const aside = wide * uneven * Math.sin(angle);
    const turned = bearing + (Math.atan2(aside, ahead) * 180) / Math.PI;
    return roundPosition(destination(centre, turned, Math.hypot(ahead, aside)), 5);
  });
  return [...corners, corners[0]!];
}

function zone(
  zoneId: string,
  name: string,
  type: Listed['type'],
  level: Listed['level'],
  beside: Beside,
  reach: Listed['reach'],
  remark: string,
): Listed {
  return { zoneId, name, type, level, beside, reach, remark };
}

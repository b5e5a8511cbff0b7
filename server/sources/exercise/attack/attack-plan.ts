import { destination } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { hourMs, minuteMs } from '../durations.ts';
import { roundPosition, type World } from '../world.ts';

/** The complex attack of the exercise: scripted, so that it is under way whenever somebody starts it. */
export type Attack = {
  /** The first explosion. */
  at: number;
  site: Mission['sites'][number];
  gate: [number, number];
  /** Where the reinforcements gather, outside the range of the attackers. */
  approach: [number, number];
  facility: string;
};

const targetSite = 'kidal-camp';
const beforeStartMs = 100 * minuteMs;

/** Undefined where the mission has no such camp, and in a world without a start. */
export function attackOf(world: World): Attack | undefined {
  return world.remember('attack', () => {
    const site = world.mission.sites.find(({ siteId }) => siteId === targetSite);
    if (!site || world.startAt === undefined) return undefined;
    const beside = (bearing: number, metres: number): [number, number] =>
      roundPosition(destination(site.position as Position, bearing, metres), 5);
    return {
      at: Math.floor((world.startAt - beforeStartMs) / minuteMs) * minuteMs,
      site,
      gate: beside(205, 330),
      approach: beside(225, 5_200),
      facility: 'kidal-level-2',
    };
  });
}

/** Sensors that the explosions put out of action, and for how long. */
export const silencedSensors: Readonly<Record<string, { fromMs: number; untilMs: number; remark: string }>> = {
  'radar-kidal': { fromMs: minuteMs, untilMs: 5 * hourMs, remark: 'No power since the explosion at the gate.' },
  'aerostat-kidal': { fromMs: 3 * minuteMs, untilMs: 9 * hourMs, remark: 'Tether cut; brought down.' },
  'acoustic-kidal': { fromMs: minuteMs, untilMs: 7 * hourMs, remark: 'Two of four microphones lost.' },
};

export function isSilenced(world: World, sensorId: string, at: number): boolean {
  const silence = silencedSensors[sensorId];
  const attack = silence && attackOf(world);
  return attack !== undefined && at > attack.at + silence!.fromMs && at <= attack.at + silence!.untilMs;
}

/** While it treats the casualties of the attack, a hospital tells of nothing else. */
export function isUnderAttack(world: World, facilityId: string, at: number): boolean {
  const attack = attackOf(world);
  return attack?.facility === facilityId && at >= attack.at && at < attack.at + 10 * hourMs;
}

import { hashOf } from '../seeded-random.ts';
import type { World } from '../world.ts';
import type { CasevacCall } from './accidents.ts';

/** The first four lines, as they come by radio. */
export function linesOf(
  world: World,
  told: { call: CasevacCall; callSign: string; caseId: string; patrolId?: string | undefined },
): Record<string, unknown> {
  const { call, callSign, caseId, patrolId } = told;
  const isAttack = patrolId === undefined;
  return {
    position: call.position,
    callSign,
    casualties: call.injured,
    severity: isAttack || hashOf(world.seed, 'severity', caseId) % 3 > 0 ? 'critical' : 'serious',
    security: isAttack ? 'X' : 'N',
    landingZone: isAttack ? 'Inside the camp, approach from the north.' : 'Open ground beside the track.',
    incidentId: call.incidentId,
    ...(patrolId ? { patrolId } : {}),
  };
}

/** The other lines; those hurt worst lie. */
export function nineLinesOf(world: World, caseId: string, injured: number): Record<string, unknown> {
  const lying = Math.max(1, Math.ceil(injured * 0.6));
  const counts: Record<string, number> = {};
  for (let index = 0; index < injured; index++) {
    const { precedence } = patientOf(world, caseId, index);
    counts[precedence] = (counts[precedence] ?? 0) + 1;
  }
  return {
    frequency: '128.450',
    precedence: counts,
    equipment: ['none'],
    litter: lying,
    ambulatory: injured - lying,
    siteMarking: hashOf(world.seed, 'marking', caseId) % 2 === 0 ? 'panels' : 'smoke',
    groups: { 'un-military': injured },
    contamination: 'none',
    needsSurgery: 'unknown',
  };
}

const wounds = [
  { injuries: 'Open fracture of the left femur', signs: 'Pulse 124, pale', treatment: 'Tourniquet, splint' },
  { injuries: 'Blunt abdominal injury', signs: 'Pulse 118, abdomen hard', treatment: 'Two lines, fluids' },
  { injuries: 'Head injury, briefly unconscious', signs: 'Awake, confused', treatment: 'Collar, oxygen' },
  { injuries: 'Fractured forearm', signs: 'Stable', treatment: 'Splint, analgesia' },
  { injuries: 'Lacerations of face and hands', signs: 'Stable', treatment: 'Dressings' },
] as const;
const precedenceOf = ['B', 'B', 'A', 'C', 'D'] as const;

/** One of those hurt, as the crew hands over: the first is hurt worst. */
export function patientOf(world: World, caseId: string, index: number) {
  const isWorst = index === 0;
  const kind = isWorst ? hashOf(world.seed, 'wound', caseId) % 3 : hashOf(world.seed, 'wound', caseId, index) % 5;
  return {
    patientId: String(index + 1),
    age: 'adult',
    mechanism: caseId.includes('-CPX') ? 'Blast' : 'Vehicle overturned',
    ...wounds[kind]!,
    precedence: precedenceOf[kind]!,
    needsSurgery: kind < 2 ? 'yes' : kind === 2 ? 'unknown' : 'no',
    group: 'un-military',
  } as const;
}

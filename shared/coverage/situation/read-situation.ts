import type { Position } from '../../geo/position.ts';
import { isNightAt } from '../../geo/sun.ts';
import { type Confidence, type MedicalParameters, parametersOf } from '../../parameters/medical.ts';
import { type Conditions, defaultConditions } from '../../schema/medical/conditions.ts';
import type { TravelProfile } from '../ground/travel-profile.ts';
import type { Doubt, Members } from './members.ts';
import { readEscorts, readHelicopters, readVehicles } from './read-assets.ts';
import { readEscortAreas } from './read-escort-areas.ts';
import { readFacilities, readLandingSites } from './read-facilities.ts';
import type { Situation } from './situation.ts';

/** A situation as the kernels take it: numbers, with doubts beside them. */
export type ReadSituation = {
  readonly members: Members;
  readonly profile: TravelProfile;
  readonly conditions: Conditions;
  readonly isNight: boolean;
};

/**
 * `centre` of the mission is where it is day or night. Conditions that have lapsed put everything in doubt: whoever said
 * that it was dry and flying was allowed spoke of another time. So do conditions and parameters that were taken back,
 * because nobody knows what holds in their place.
 */
export function readSituation(situation: Situation, centre: Position, confidence: Confidence): ReadSituation {
  const { now, light } = situation;
  const { parameters: changes } = situation;
  const parameters = parametersOf(confidence, changes?.retracted ? undefined : changes?.body.changed);
  const conditions = situation.conditions?.body ?? defaultConditions;
  const isNight = light === undefined ? isNightAt(centre, now) : light === 'night';
  const isTakenBack = situation.conditions?.retracted === true || changes?.retracted === true;
  const hasLapsed = isTakenBack || (conditions.validUntil !== undefined && now > conditions.validUntil);
  const doubts: Doubt[] = hasLapsed ? ['expired'] : [];
  const reading = { situation, parameters, isNight, doubts };
  const mayFly = conditions.flying === 'allowed' || (conditions.flying === 'daylight-only' && !isNight);
  return {
    members: {
      times: timesOf(parameters, conditions),
      isCarriedByUnit: conditions.unitVehicles,
      facilities: readFacilities(reading),
      helicopters: mayFly || hasLapsed ? readHelicopters(reading) : [],
      vehicles: readVehicles(reading),
      landingSites: readLandingSites(reading),
      escorts: readEscorts(reading),
      escortAreas: readEscortAreas(situation, conditions),
    },
    profile: { parameters, isNight, isWet: conditions.season === 'wet', closedRoads: closedRoads(situation) },
    conditions,
    isNight,
  };
}

function timesOf(parameters: MedicalParameters, { decisionMinutes, clearanceMinutes }: Conditions): Members['times'] {
  const release = parameters.launchDecision + parameters.clearance + decisionMinutes + clearanceMinutes;
  return {
    alert: parameters.injuryToAlert * 60,
    release: release * 60,
    airLoad: parameters.helicopterLoad * 60,
    airHandover: parameters.landingToSurgeon * 60,
    vehicleLoad: parameters.ambulanceLoad * 60,
    vehicleUnload: parameters.ambulanceUnload * 60,
  };
}

/**
 * A road said to be closed stays closed when the report lapses, until someone says it is open. So does one of which the
 * last word was taken back: what was said before it is not known here.
 */
function closedRoads({ roads }: Situation): ReadonlySet<string> {
  return new Set(roads.flatMap(({ id, body, retracted }) => (body.state === 'closed' || retracted ? [id] : [])));
}

import type { Landing } from '../../analysis/coverage/cover-input.ts';
import type { MedicalParameters } from '../../parameters/medical.ts';
import type { PictureRecord } from '../../picture/record.ts';
import type { Doubt, FacilityMember, SiteMember } from './members.ts';
import { isExpired } from './read-assets.ts';
import type { Situation } from './situation.ts';

const withDoctor: readonly string[] = ['1', '1+'];
const withSurgery: readonly string[] = ['2', '2+', '3', '4'];

type Reading = { situation: Situation; parameters: MedicalParameters; isNight: boolean; doubts: readonly Doubt[] };

/** Facilities of the mission that give one tier at least: Level 1 with a doctor, Level 2 or higher with tables. */
export function readFacilities({ situation, parameters, isNight, doubts }: Reading): FacilityMember[] {
  return situation.facilities.flatMap((record) => {
    const { key, body } = record;
    const givesSurgery = withSurgery.includes(body.level);
    const isOfMission = givesSurgery || withDoctor.includes(body.level);
    const hasLapsed = isExpired(record, situation.now);
    if (record.retracted || !isOfMission || (body.status === 'closed' && !hasLapsed)) return [];
    if (body.doctorPresent === false && !hasLapsed) return [];
    const own: Doubt[] = [...doubts];
    if (hasLapsed) own.push('expired');
    if (body.status === 'unknown') own.push('state-unknown');
    if (body.precision === 'doubtful') own.push('place-doubtful');
    if (!givesSurgery && body.doctorPresent === undefined) own.push('doctor-unknown');
    if (givesSurgery && body.tablesFree === undefined) own.push('no-table-known');
    return {
      key,
      position: body.position,
      doubts: own,
      givesTeam: true,
      givesSurgery,
      freeAt: givesSurgery ? freeAfterSeconds(record, parameters, situation.now) : 0,
      landing: landingNow(body.landingSite, isNight),
      hasFuel: body.hasFuel !== false,
    };
  });
}

/** Seconds from now until a table is free. With none free and no time given, the case that began last is over by then. */
function freeAfterSeconds(
  { body, observedAt }: PictureRecord<'facility'>,
  { surgeryCase }: MedicalParameters,
  now: number,
): number {
  if (body.tablesFree !== 0) return 0;
  const freeAt = body.tableFreeAt ?? observedAt + surgeryCase * 60_000;
  return Math.max(0, (freeAt - now) / 1_000);
}

/** Prepared places where a helicopter takes over from a vehicle: landing sites, airfields, and those of facilities. */
export function readLandingSites(reading: Reading): SiteMember[] {
  const { situation, isNight, doubts } = reading;
  const sites = situation.sites.flatMap(({ key, body, retracted }): SiteMember[] =>
    retracted || body.status === 'closed' || (body.type !== 'landing-site' && body.type !== 'airfield')
      ? []
      : [{ key, position: body.position, doubts, landing: landingNow(body.lit ? 'day-and-night' : 'day', isNight) }],
  );
  const ofFacilities = situation.facilities.flatMap((record): SiteMember[] => {
    const { key, body, retracted } = record;
    if (retracted || body.landingSite === undefined || body.landingSite === 'none') return [];
    const own: Doubt[] = isExpired(record, situation.now) ? [...doubts, 'expired'] : [...doubts];
    return [{ key, position: body.position, doubts: own, landing: landingNow(body.landingSite, isNight) }];
  });
  return [...sites, ...ofFacilities];
}

function landingNow(site: 'none' | 'day' | 'day-and-night' | undefined, isNight: boolean): Landing {
  if (site === undefined || site === 'none') return 'none';
  return isNight && site === 'day' ? 'able' : 'all';
}

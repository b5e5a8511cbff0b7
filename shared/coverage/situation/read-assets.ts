import type { Position } from '../../geo/position.ts';
import { freshnessMultiples, stateValidityHours } from '../../parameters/freshness.ts';
import type { MedicalParameters } from '../../parameters/medical.ts';
import type { PictureRecord } from '../../picture/record.ts';
import type { Doubt, EscortMember, HelicopterMember, VehicleMember } from './members.ts';
import type { Fix, Situation } from './situation.ts';

const hourMs = 3_600_000;

/** Whether what a report says of a state can still be relied on. */
export function isExpired(
  { observedAt, body }: { observedAt: number; body: { validUntil?: number | undefined } },
  now: number,
): boolean {
  return now > (body.validUntil ?? observedAt + stateValidityHours * hourMs);
}

/** A position as old as that is nowhere. */
export function isStale({ observedAt, intervalMs }: Fix, now: number): boolean {
  return now - observedAt >= freshnessMultiples.stale * intervalMs;
}

type Reading = { situation: Situation; parameters: MedicalParameters; isNight: boolean; doubts: readonly Doubt[] };

/** Helicopters that could fly beside others now. In the dark only those that see in it. */
export function readEscorts({ situation, parameters, isNight, doubts }: Reading): EscortMember[] {
  return situation.assets.flatMap((record) => {
    const { body } = record;
    const found = body.type === 'escort-helicopter' ? readAsset(record, situation) : undefined;
    if (!found || (isNight && body.nightCapable !== true)) return [];
    return { ...found, doubts: [...found.doubts, ...doubts], ...flightOf(body, parameters, isNight) };
  });
}

/** Helicopters that could fetch someone now; `doubts` are those that hold for all of them. */
export function readHelicopters({ situation, parameters, isNight, doubts }: Reading): HelicopterMember[] {
  return situation.assets.flatMap((record) => {
    const found = record.body.type === 'helicopter' ? readAsset(record, situation) : undefined;
    if (!found) return [];
    const { body } = record;
    return {
      ...found,
      doubts: [...found.doubts, ...doubts],
      ...flightOf(body, parameters, isNight),
      hasTeam: body.medicalCrew === true,
      isAble: !isNight || body.nightCapable === true,
    };
  });
}

/** Seconds, metres a second, metres. */
function flightOf(
  body: PictureRecord<'asset'>['body'],
  parameters: MedicalParameters,
  isNight: boolean,
): { notice: number; speed: number; range: number } {
  const usual = isNight ? parameters.helicopterNoticeNight : parameters.helicopterNoticeDay;
  return {
    notice: (body.noticeMinutes ?? usual) * 60,
    speed: (speedOf(body, parameters) * parameters.hotAndHigh) / 3.6,
    range: (body.rangeKm ?? parameters.helicopterRange) * parameters.hotAndHigh * 1_000,
  };
}

/** Ambulances, and medical teams, which drive too. */
export function readVehicles({ situation, parameters, doubts }: Reading): VehicleMember[] {
  return situation.assets.flatMap((record) => {
    const { type, noticeMinutes, medicalCrew } = record.body;
    const found = type === 'ambulance' || type === 'medical-team' ? readAsset(record, situation) : undefined;
    if (!found) return [];
    const hasTeam = type === 'medical-team' || medicalCrew === true;
    return {
      ...found,
      doubts: [...found.doubts, ...doubts],
      notice: (noticeMinutes ?? parameters.ambulanceNotice) * 60,
      hasTeam,
    };
  });
}

/** A tracker that knows its place no better leaves open whence the asset comes: minutes by air, an hour on the ground. */
const vaguePlaceMetres = 5_000;

/** Undefined for what is known not to be available, or whose place nobody ever gave. */
function readAsset(
  record: PictureRecord<'asset'>,
  { now, fixes }: Situation,
): { key: string; position: Position; doubts: Doubt[] } | undefined {
  const { key, body } = record;
  const fix = body.track === undefined ? undefined : fixes.get(body.track);
  const position = fix?.position ?? body.position;
  if (record.retracted || !position) return undefined;
  const doubts: Doubt[] = [];
  if (isExpired(record, now)) doubts.push('expired');
  else if (body.status === 'tasked' || body.status === 'unserviceable') return undefined;
  if (body.status === 'unknown') doubts.push('state-unknown');
  if (fix ? isStale(fix, now) : body.track !== undefined) doubts.push('stale-position');
  else if (fix && fix.accuracyMetres > vaguePlaceMetres) doubts.push('place-doubtful');
  return { key, position, doubts };
}

const modelSpeeds: readonly [RegExp, 'bell412Speed' | 'h145Speed' | 'nh90Speed'][] = [
  [/bell.?412/i, 'bell412Speed'],
  [/\b(ec|h)-?145/i, 'h145Speed'],
  [/nh-?90/i, 'nh90Speed'],
];

function speedOf({ speedKmh, model }: PictureRecord<'asset'>['body'], parameters: MedicalParameters): number {
  const known = modelSpeeds.find(([pattern]) => model !== undefined && pattern.test(model));
  return speedKmh ?? parameters[known?.[1] ?? 'helicopterSpeed'];
}

import { isExpired, isStale } from '#shared/coverage/situation/read-assets.ts';
import type { Fix } from '#shared/coverage/situation/situation.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { Cause, Judged } from './conclude-cover.ts';

/** What cover was computed from at one time: its input records by key, and what else decides. */
export type Basis = {
  readonly now: number;
  readonly records: ReadonlyMap<string, PictureRecord>;
  readonly isNight: boolean;
  /** Where the tracks of assets were heard last. */
  readonly fixes: ReadonlyMap<string, Fix>;
};

/** Fields of an asset or a facility that people name when they say why, the most telling first. */
const tellingFields = [
  'status',
  'level',
  'noticeMinutes',
  'tablesFree',
  'tableFreeAt',
  'doctorPresent',
  'medicalCrew',
  'nightCapable',
  'landingSite',
  'hasFuel',
  'position',
  'speedKmh',
  'rangeKm',
] as const;

/**
 * Why the cover of a patrol is another than before: what changed of the chain it had or has now; else what holds for all
 * chains; else any other input; else the patrol itself has moved. A report that only repeats the one before comes last.
 */
export function findCause(before: Judged, now: Judged, was: Basis, is: Basis): Cause {
  if (isLost(now) && !isLost(before)) return { what: 'position-lost' };
  if (isLost(before) && !isLost(now)) return { what: 'position-heard' };
  const chain = [now, before].flatMap(({ surgery, team }) => [
    surgery.asset,
    surgery.facility,
    team.asset,
    team.facility,
  ]);
  const ofChain = chain.flatMap((key) => (key === undefined ? [] : (changeOf(key, was, is) ?? [])));
  const telling = ofChain.find(saysMore);
  if (telling) return telling;
  if (was.isNight !== is.isNight) return { what: is.isNight ? 'nightfall' : 'daybreak' };
  let other = ofChain[0];
  for (const key of [...is.records.keys(), ...was.records.keys()]) {
    const cause = changeOf(key, was, is);
    if (cause && saysMore(cause)) return cause;
    other ??= cause;
  }
  return other ?? { what: 'moved' };
}

/** Whether a cause is more than that something was reported again. */
function saysMore({ what, field }: Cause): boolean {
  return field !== undefined || (what !== 'asset-changed' && what !== 'facility-changed');
}

/** Neither tier has a plan, nor is it known to have none. */
function isLost({ team, surgery }: Judged): boolean {
  return [team, surgery].every((tier) => tier.state === 'unknown' && tier.seconds === undefined);
}

function changeOf(key: string, was: Basis, is: Basis): Cause | undefined {
  const [one, other] = [was.records.get(key), is.records.get(key)];
  const record = other ?? one;
  if (!record) return undefined;
  const isChanged = one?.sequence !== other?.sequence;
  switch (record.kind) {
    case 'asset':
    case 'facility':
      return stateChange(record, { one, other }, was, is);
    case 'road':
      return isChanged ? { what: 'road-changed', key, ...textChange('state', one, other) } : undefined;
    case 'conditions':
    case 'parameters':
      return isChanged ? { what: `${record.kind}-changed` } : undefined;
    case 'zone':
      return isChanged ? { what: 'conditions-changed', key } : undefined;
    default:
      return undefined;
  }
}

function stateChange(
  record: PictureRecord<'asset' | 'facility'>,
  { one, other }: { one: PictureRecord | undefined; other: PictureRecord | undefined },
  was: Basis,
  is: Basis,
): Cause | undefined {
  const { kind, key } = record;
  const change = one?.sequence === other?.sequence ? undefined : { key, ...fieldChange(one, other) };
  if (change && 'field' in change) return { what: `${kind}-changed`, ...change };
  if (isExpired(record, is.now) && !isExpired((one as typeof record | undefined) ?? record, was.now))
    return { what: `${kind}-expired`, key };
  const [stale, before] = [is, was].map((basis) => isUnheard(record, basis));
  if (stale !== before) return { what: stale ? 'position-lost' : 'position-heard', key };
  return change && { what: `${kind}-changed`, ...change };
}

/** Whether nobody knows where an asset is that has a tracker. */
function isUnheard({ kind, body }: PictureRecord<'asset' | 'facility'>, { now, fixes }: Basis): boolean {
  if (kind !== 'asset' || body.track === undefined) return false;
  const fix = fixes.get(body.track);
  return !fix || isStale(fix, now);
}

function fieldChange(one: PictureRecord | undefined, other: PictureRecord | undefined): Partial<Cause> {
  if (!one) return {};
  for (const field of tellingFields) {
    const change = textChange(field, one, other);
    if (change.from !== change.to) return change;
  }
  return {};
}

function textChange(field: string, one: PictureRecord | undefined, other: PictureRecord | undefined): Partial<Cause> {
  const [from, to] = [one, other].map((record) => {
    const value = (record?.body as Record<string, unknown> | undefined)?.[field];
    return value === undefined ? undefined : String(value).slice(0, 100);
  });
  return { field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

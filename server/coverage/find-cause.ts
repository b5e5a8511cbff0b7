import { isExpired } from '#shared/coverage/read-assets.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { Cause, Judged } from './conclude-cover.ts';

/** What cover was computed from at one time: its input records by key, and what else decides. */
export type Basis = {
  readonly now: number;
  readonly records: ReadonlyMap<string, PictureRecord>;
  readonly isNight: boolean;
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
 * chains; else any other input; else the patrol itself has moved.
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
  for (const key of chain) {
    const cause = key === undefined ? undefined : changeOf(key, was, is);
    if (cause) return cause;
  }
  if (was.isNight !== is.isNight) return { what: is.isNight ? 'nightfall' : 'daybreak' };
  for (const key of [...is.records.keys(), ...was.records.keys()]) {
    const cause = changeOf(key, was, is);
    if (cause) return cause;
  }
  return { what: 'moved' };
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
      if (isChanged) return { what: `${record.kind}-changed`, key, ...fieldChange(one, other) };
      return isExpired(record, is.now) && !isExpired(record, was.now)
        ? { what: `${record.kind}-expired`, key }
        : undefined;
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

function fieldChange(one: PictureRecord | undefined, other: PictureRecord | undefined): Partial<Cause> {
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

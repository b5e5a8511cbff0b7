import type { CoverReport } from '#shared/schema/medical/cover.ts';
import type { MessageId, Translate } from '../../language/use-text.ts';
import { formatClock, tierNames } from './cover-text.ts';

type Told = Pick<CoverReport, 'team' | 'surgery' | 'before' | 'cause'>;

/** Fields that a cause may name, as they are called beside the record. */
const fieldLabels: Record<string, MessageId> = {
  status: 'field.status',
  level: 'field.level',
  noticeMinutes: 'field.notice',
  tablesFree: 'field.tables',
  tableFreeAt: 'field.tableFreeAt',
  doctorPresent: 'field.doctor',
  medicalCrew: 'field.crew',
  nightCapable: 'field.night',
  landingSite: 'field.landing',
  hasFuel: 'field.fuel',
  position: 'field.position',
  speedKmh: 'field.speed',
  rangeKm: 'field.range',
  state: 'field.status',
};

/** `H2: notice to move 30 → 60: surgery 1:52 → 2:22`. Undefined for the first conclusion, which has no cause. */
export function formatCoverCause(
  t: Translate,
  told: Told,
  nameOf: (key: string) => string | undefined,
): string | undefined {
  if (!told.cause) return undefined;
  const effects = tierNames.flatMap((tier) => formatEffect(t, told, tier) ?? []);
  const cause = formatWhat(t, told.cause, nameOf);
  return effects.length === 0 ? cause : t('cause.effect', { cause, effect: effects.join(' · ') });
}

function formatWhat(
  t: Translate,
  { what, key, field, from, to }: NonNullable<Told['cause']>,
  nameOf: (key: string) => string | undefined,
): string {
  const name = key === undefined ? '' : (nameOf(key) ?? key);
  const label = field === undefined ? undefined : fieldLabels[field];
  // A place as two numbers with a comma between tells a reader nothing.
  const hasValues = field !== 'position' && field !== 'tableFreeAt' && (from !== undefined || to !== undefined);
  if (label === undefined || !hasValues) return t(`cause.${what}`, { name });
  return t('cause.field', { name, field: t(label), from: say(t, from), to: say(t, to) });
}

const words: Record<string, MessageId> = {
  true: 'value.yes',
  false: 'value.no',
  ready: 'assetStatus.ready',
  tasked: 'assetStatus.tasked',
  unserviceable: 'assetStatus.unserviceable',
  unknown: 'value.unknown',
  open: 'facilityStatus.open',
  limited: 'facilityStatus.limited',
  closed: 'facilityStatus.closed',
  none: 'landing.none',
  day: 'landing.day',
  'day-and-night': 'landing.day-and-night',
};

function say(t: Translate, value: string | undefined): string {
  const word = words[value ?? 'unknown'];
  return word ? t(word) : value!;
}

/** Before and after of a tier that changed; a time where there is one, else the state in words. */
function formatEffect(t: Translate, told: Told, tier: (typeof tierNames)[number]): string | undefined {
  const [before, now] = [told.before?.[tier], told[tier]];
  if (!before || (before.state === now.state && before.seconds === now.seconds)) return undefined;
  const say = ({ state, seconds }: { state: string; seconds?: number | undefined }) =>
    state === 'unknown' || seconds === undefined ? t(`tierState.${state as 'met'}`) : formatClock(seconds);
  const [from, to] = [say(before), say(now)];
  return from === to ? undefined : t('cause.change', { name: t(`cover.${tier}`), from, to });
}

import { unknownCover } from '#shared/coverage/unknown-cover.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { CoverTier } from '#shared/schema/medical/cover.ts';
import { formatAge } from '../../format/age-text.ts';
import { formatCoverCause } from '../../format/cover/cover-cause.ts';
import { formatTier, type TierName, tierNames } from '../../format/cover/cover-text.ts';
import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import { findToldCover } from '../../store/live/told-cover.ts';
import type { Live } from '../../store/live-context.ts';
import { aheadText } from '../cover/ahead-text.ts';
import { describePatrol } from '../lists/sort-patrols.ts';
import { type DetailContext, type DetailRow, type DetailSection, known } from './detail-row.ts';

/** The three tiers of a patrol as last concluded, with what they rest on and why they changed. */
export function coverSections(record: PictureRecord<'patrol'>, context: DetailContext): DetailSection[] {
  const { t, live, now } = context;
  const { plan, status } = record.body;
  if (status === 'planned') {
    const idle = { label: 'field.firstAid', value: t('firstAid.idle'), tone: 'dim' } as const;
    return [{ title: 'section.cover', rows: [idle] }];
  }
  if (status !== 'under-way') return [];
  const cover = findToldCover(live.store, record.id);
  const cause = cover && formatCoverCause(t, cover.body, (key) => nameOf(context, key));
  const ahead = aheadText(t, describePatrol(live, record, now), live.coverage.getState(), now);
  return [
    {
      title: 'section.cover',
      rows: known([
        firstAidRow(plan?.firstAid, context),
        ...tierNames.flatMap((tier) => tierRows(tier, (cover?.body ?? unknownCover)[tier], context)),
        ahead !== undefined && { label: 'field.coverAhead', value: ahead, tone: 'warning' },
        cause !== undefined && { label: 'field.coverCause', value: cause },
        cover && { label: 'field.coverAge', value: t('hover.ago', { age: formatAge(t, now - cover.observedAt) }) },
      ]),
    },
  ];
}

/** The tier of ten minutes is met by who goes along, and by nobody else. */
function firstAidRow(firstAid: boolean | undefined, { t }: DetailContext): DetailRow {
  const label = 'field.firstAid';
  if (firstAid === undefined) return { label, value: t('firstAid.unknown'), tone: 'dim' };
  return firstAid ? { label, value: t('firstAid.yes') } : { label, value: t('firstAid.no'), tone: 'critical' };
}

function tierRows(tier: TierName, told: CoverTier, context: DetailContext): DetailRow[] {
  const { t } = context;
  const { state, mode, asset, facility, legs } = told;
  const tone = state === 'missed' ? 'critical' : state === 'unknown' ? 'dim' : undefined;
  const label = tier === 'team' ? 'field.teamTier' : 'field.surgeryTier';
  const steps = legs.map(({ name, seconds }) => `${t(`leg.${name}`)} ${Math.round(seconds / 60)}`);
  return known([
    { label, value: formatTier(t, tier, told), ...(tone ? { tone } : {}) },
    asset === undefined
      ? mode !== undefined && { label: 'field.coverBy', value: t(`planMode.${mode}`) }
      : { label: 'field.coverBy', value: nameOf(context, asset) ?? asset, key: asset },
    facility !== undefined && { label: 'field.coverAt', value: nameOf(context, facility) ?? facility, key: facility },
    steps.length > 0 && { label: 'field.coverLegs', value: steps.join(' · ') },
  ]);
}

/** Patrols whose soonest way to a team or to surgery leads over this asset or facility. */
export function dependentSections(key: string, { t, live }: DetailContext): DetailSection[] {
  const rows = dependentPatrols(live, key).map(({ patrol, tiers }): DetailRow => {
    const { titleOf } = descriptionOf('patrol');
    return {
      label: 'section.dependents',
      name: tiers.map((tier) => t(`cover.${tier}`)).join(', '),
      value: titleOf(patrol, t),
      key: patrol.key,
    };
  });
  const none: DetailRow = { label: 'section.patrol', value: t('dependents.none'), tone: 'dim' };
  return [{ title: 'section.dependents', rows: rows.length > 0 ? rows : [none] }];
}

function dependentPatrols(live: Live, key: string): { patrol: PictureRecord<'patrol'>; tiers: TierName[] }[] {
  return live.store.recordsOf('cover').flatMap(({ id }) => {
    const body = findToldCover(live.store, id)?.body;
    if (!body) return [];
    const tiers = tierNames.filter((tier) => body[tier].asset === key || body[tier].facility === key);
    const patrol = tiers.length > 0 ? live.store.picture.records.get(`patrol/${id}`) : undefined;
    return patrol?.kind === 'patrol' && patrol.body.status === 'under-way' ? [{ patrol, tiers }] : [];
  });
}

function nameOf({ live, t }: DetailContext, key: string): string | undefined {
  const record = live.store.picture.records.get(key);
  const kind = kindOfKey(key);
  return record && kind ? descriptionOf(kind).titleOf(record, t) : undefined;
}

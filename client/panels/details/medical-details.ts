import { casesOfAssets } from '#shared/coverage/situation/assets-on-cases.ts';
import type { Position } from '#shared/geo/position.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { formatAge } from '../../format/age-text.ts';
import { recordKinds } from '../../format/record-kinds.ts';
import { isStateKnown, stateValidUntil } from '../../format/state-validity.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import type { Translate } from '../../language/use-text.ts';
import { dependentSections } from './cover-details.ts';
import { type DetailContext, type DetailRow, type DetailSection, extraSection, known, unitName } from './detail-row.ts';
import { positionRows } from './position-rows.ts';
import { fixSections } from './track-details.ts';

export function facilitySections(record: PictureRecord<'facility'>, context: DetailContext): DetailSection[] {
  const { t, mission, now } = context;
  const { body } = record;
  const isKnown = isStateKnown(record, now);
  const state = (value: number | string | undefined) =>
    isKnown && value !== undefined ? String(value) : t('value.unknown');
  return [
    {
      title: 'section.state',
      rows: known([
        { label: 'field.level', value: t(`facilityLevel.${body.level}`) },
        {
          label: 'field.status',
          value: isKnown ? t(`facilityStatus.${body.status}`) : t('value.unknown'),
          ...(isKnown && body.status === 'open' ? {} : { tone: 'warning' as const }),
        },
        { label: 'field.tables', value: state(body.tablesFree) },
        { label: 'field.beds', value: state(body.bedsFree) },
        { label: 'field.blood', value: state(body.bloodUnits) },
        {
          label: 'field.doctor',
          value: state(body.doctorPresent === undefined ? undefined : t(body.doctorPresent ? 'value.yes' : 'value.no')),
        },
        body.landingSite !== undefined && { label: 'field.landing', value: t(`landing.${body.landingSite}`) },
        validityRow(record, context),
        { label: 'field.unit', value: unitName(mission, body.unit) },
      ]),
    },
    ...(body.level === 'civilian' ? [] : dependentSections(record.key, context)),
    facilityPlace(body, context),
    ...remarkSection(body.remark),
    ...extraSection(body.extra),
  ];
}

/** A facility at a place that nobody should drive to says so before its coordinates. */
function facilityPlace(
  { position, precision }: PictureRecord<'facility'>['body'],
  { t }: DetailContext,
): DetailSection {
  const section = placeSection(position, t);
  const row: DetailRow = { label: 'field.precision', value: t(`facilityPrecision.${precision}`) };
  return { ...section, rows: [precision === 'doubtful' ? { ...row, tone: 'warning' } : row, ...section.rows] };
}

export function assetSections(record: PictureRecord<'asset'>, context: DetailContext): DetailSection[] {
  const { t, live, now } = context;
  const { body } = record;
  const isKnown = isStateKnown(record, now);
  const sentTo = casesOfAssets(live.store.recordsOf('casevac')).get(record.key);
  const base = body.baseFacility ? live.store.picture.records.get(`facility/${body.baseFacility}`) : undefined;
  return [
    {
      title: 'section.state',
      rows: known([
        { label: 'field.type', value: t(`assetType.${body.type}`) },
        {
          label: 'field.status',
          value: isKnown ? t(`assetStatus.${body.status}`) : t('value.unknown'),
          ...(isKnown && body.status === 'ready' ? {} : { tone: 'warning' as const }),
        },
        sentTo && {
          label: 'field.sentTo',
          value: recordKinds.casevac.titleOf(sentTo, t),
          key: sentTo.key,
          tone: 'warning',
        },
        body.noticeMinutes !== undefined && {
          label: 'field.notice',
          value: isKnown ? t('age.minutes', { minutes: body.noticeMinutes }) : t('value.unknown'),
        },
        body.model !== undefined && { label: 'field.model', value: body.model },
        body.litters !== undefined && { label: 'field.litters', value: String(body.litters) },
        body.medicalCrew !== undefined && {
          label: 'field.crew',
          value: t(body.medicalCrew ? 'value.yes' : 'value.no'),
        },
        body.nightCapable !== undefined && {
          label: 'field.night',
          value: t(body.nightCapable ? 'value.yes' : 'value.no'),
        },
        base?.kind === 'facility' && { label: 'field.base', value: base.body.name, key: base.key },
        body.track !== undefined && {
          label: 'field.track',
          value: body.track,
          key: `track/${body.track}`,
          isLtr: true,
        },
        validityRow(record, context),
      ]),
    },
    ...dependentSections(record.key, context),
    ...(body.track ? fixSections(body.track, context) : []),
    ...(body.position && !body.track ? [placeSection(body.position, t)] : []),
    ...remarkSection(body.remark),
  ];
}

function validityRow(record: PictureRecord<'facility' | 'asset'>, { t, now }: DetailContext): DetailRow {
  const until = stateValidUntil(record);
  return until < now
    ? { label: 'field.validUntil', value: t('validity.expired', { age: formatAge(t, now - until) }), tone: 'warning' }
    : { label: 'field.validUntil', value: formatUtcDateTime(until), isLtr: true };
}

export function placeSection(position: Position, t: Translate): DetailSection {
  return { title: 'section.place', rows: positionRows(position, t) };
}

export function remarkSection(remark: string | undefined): DetailSection[] {
  return remark ? [{ title: 'section.remark', rows: [], text: remark }] : [];
}

import type { PictureRecord } from '#shared/picture/record.ts';
import { formatAge } from '../../format/age-text.ts';
import { formatCourse, formatDistance } from '../../format/motion-text.ts';
import { pastYearOf } from '../../format/site-validity.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { contributorSection } from './contribution-details.ts';
import { type DetailContext, type DetailSection, extraSection, known, unitName } from './detail-row.ts';
import { placeSection, remarkSection } from './medical-details.ts';

export function zoneSections({ body }: PictureRecord<'zone'>, { t }: DetailContext): DetailSection[] {
  return [
    {
      title: 'section.zone',
      rows: known([
        { label: 'field.type', value: t(`zoneType.${body.type}`) },
        { label: 'field.threat', value: t(`zoneLevel.${body.level}`), tone: 'warning' },
        body.validFrom !== undefined && {
          label: 'field.validFrom',
          value: formatUtcDateTime(body.validFrom),
          isLtr: true,
        },
        body.validTo !== undefined && {
          label: 'field.validUntil',
          value: formatUtcDateTime(body.validTo),
          isLtr: true,
        },
        body.grading && {
          label: 'field.grading',
          value: `${body.grading.reliability}${body.grading.credibility}`,
          isLtr: true,
        },
      ]),
    },
    ...remarkSection(body.remark),
  ];
}

export function siteSections(record: PictureRecord<'site'>, context: DetailContext): DetailSection[] {
  const { body } = record;
  const { t, mission, live, now } = context;
  const contribution = live.store.picture.records.get(`contribution/${record.id}`);
  const year = pastYearOf(record, now);
  return [
    {
      title: 'section.identity',
      rows: known([
        { label: 'field.type', value: t(`siteType.${body.type}`) },
        year === undefined
          ? { label: 'field.status', value: t(`siteStatus.${body.status}`) }
          : { label: 'field.asOf', value: t('site.asOf', { year: String(year) }), tone: 'warning' },
        { label: 'field.unit', value: unitName(mission, body.unit) },
      ]),
    },
    ...(contribution?.kind === 'contribution' ? [contributorSection(contribution, context)] : []),
    placeSection(body.position, t),
    ...remarkSection(body.remark),
    ...extraSection(body.extra),
  ];
}

export function sensorSections({ body }: PictureRecord<'sensor'>, { t }: DetailContext): DetailSection[] {
  return [
    {
      title: 'section.state',
      rows: known([
        { label: 'field.type', value: t(`sensorType.${body.type}`) },
        {
          label: 'field.status',
          value: t(`sensorStatus.${body.status}`),
          ...(body.status === 'working' ? {} : { tone: 'warning' as const }),
        },
        { label: 'field.range', value: formatDistance(body.rangeMetres), isLtr: true },
        {
          label: 'field.sector',
          value: body.sector
            ? `${formatCourse(body.sector.fromDegrees)}–${formatCourse(body.sector.toDegrees)}`
            : t('value.allRound'),
        },
      ]),
    },
    placeSection(body.position, t),
    ...remarkSection(body.remark),
  ];
}

export function sourceSections({ body }: PictureRecord<'source'>, { t, now }: DetailContext): DetailSection[] {
  return [
    {
      title: 'section.state',
      rows: known([
        {
          label: 'field.status',
          value: t(`sourceStatus.${body.status}`),
          ...(body.status === 'connected' ? {} : { tone: 'warning' as const }),
        },
        body.intervalSeconds !== undefined && {
          label: 'field.interval',
          value: formatAge(t, body.intervalSeconds * 1000),
        },
        body.lastHeardAt !== undefined && { label: 'field.age', value: formatAge(t, now - body.lastHeardAt) },
      ]),
    },
    ...remarkSection(body.remark),
  ];
}

import type { PictureRecord } from '#shared/picture/record.ts';
import { formatKnownTime } from '../../format/time-text.ts';
import { type DetailContext, type DetailSection, known } from './detail-row.ts';

export function casualtySections({ body }: PictureRecord<'casualty'>, { t }: DetailContext): DetailSection[] {
  return [
    {
      title: 'section.casualty',
      rows: known([
        { label: 'field.outcome', value: t(`outcome.${body.outcome}`) },
        { label: 'field.occurred', value: formatKnownTime(body.occurredAt, body.timePrecision), isLtr: true },
        { label: 'field.cause', value: t(`casualtyCause.${body.cause}`) },
        { label: 'field.mission', value: body.mission },
        { label: 'field.personnelType', value: t(`personnelType.${body.personnelType}`) },
        { label: 'field.nationality', value: body.nationality ?? t('value.unknown') },
        body.gender !== undefined && { label: 'field.gender', value: t(`gender.${body.gender}`) },
        { label: 'field.position', value: t('value.noPlace'), tone: 'dim' },
      ]),
    },
  ];
}

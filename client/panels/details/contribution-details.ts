import type { PictureRecord } from '#shared/picture/record.ts';
import { pastYearOf } from '../../format/site-validity.ts';
import { type DetailContext, type DetailSection, known } from './detail-row.ts';

export function contributionSections(record: PictureRecord<'contribution'>, context: DetailContext): DetailSection[] {
  const { body } = record;
  const site = context.live.store.picture.records.get(`site/${record.id}`);
  return [
    {
      title: 'section.identity',
      rows: known([
        { label: 'field.mission', value: body.mission },
        site?.kind === 'site' && { label: 'field.site', value: site.body.name, key: site.key },
      ]),
    },
    contributorSection(record, context),
  ];
}

/** Who stood at a site and with how many, the largest first, and for which year that is known. */
export function contributorSection(
  record: PictureRecord<'contribution'>,
  { t, now }: Pick<DetailContext, 't' | 'now'>,
): DetailSection {
  const year = pastYearOf(record, now);
  const contributors = [...record.body.contributors].sort((a, b) => (b.troops ?? -1) - (a.troops ?? -1));
  return {
    title: 'section.contributors',
    rows: known([
      year !== undefined && { label: 'field.asOf', value: t('site.asOf', { year: String(year) }), tone: 'warning' },
      ...contributors.map(({ country, troops }) => ({
        label: 'section.contributors' as const,
        name: country,
        value: troops === undefined ? t('contribution.unknownSize') : String(troops),
        ...(troops === undefined ? { tone: 'dim' as const } : {}),
      })),
    ]),
  };
}

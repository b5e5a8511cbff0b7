import type { PictureRecord } from '#shared/picture/record.ts';
import { placePrecisionMetres } from '#shared/schema/vocabulary.ts';
import { formatAge } from '../../format/age-text.ts';
import { formatDistance } from '../../format/motion-text.ts';
import { formatKnownTime } from '../../format/time-text.ts';
import type { Live } from '../../store/live-context.ts';
import { type DetailContext, type DetailSection, extraSection, known } from './detail-row.ts';
import { positionRows } from './position-rows.ts';

function titleOf(live: Live, id: string): string {
  const record = live.store.picture.records.get(`incident/${id}`);
  return record?.kind === 'incident' ? record.body.title : id;
}

export function incidentSections(record: PictureRecord<'incident'>, { live, t, now }: DetailContext): DetailSection[] {
  const { body } = record;
  const reach = placePrecisionMetres[body.precision];
  const sections: DetailSection[] = [
    {
      title: 'section.incident',
      rows: known([
        { label: 'field.type', value: t(`incidentType.${body.type}`) },
        body.partOf !== undefined && {
          label: 'field.partOf',
          value: titleOf(live, body.partOf),
          key: `incident/${body.partOf}`,
        },
        { label: 'field.occurred', value: formatKnownTime(body.occurredAt, body.timePrecision), isLtr: true },
        { label: 'field.age', value: formatAge(t, now - body.occurredAt) },
        { label: 'field.timePrecision', value: t(`timePrecision.${body.timePrecision}`) },
        // Within the year that both are known to, an end says nothing that the beginning did not.
        body.endedAt !== undefined &&
          body.timePrecision !== 'year' && {
            label: 'field.end',
            value: formatKnownTime(body.endedAt, body.timePrecision),
            isLtr: true,
          },
        {
          label: 'field.verification',
          value: t(`verification.${body.verification}`),
          ...(body.verification === 'verified' ? {} : { tone: 'warning' as const }),
        },
        {
          label: 'field.grading',
          value: body.grading ? `${body.grading.reliability}${body.grading.credibility}` : t('value.ungraded'),
          ...(body.grading ? { isLtr: true as const } : { tone: 'dim' as const }),
        },
      ]),
    },
    {
      title: 'section.place',
      rows: known([
        body.place !== undefined && { label: 'field.place', value: body.place },
        {
          label: 'field.precision',
          value:
            reach > 0
              ? `${t(`precision.${body.precision}`)} · ± ${formatDistance(reach)}`
              : t(`precision.${body.precision}`),
          ...(reach > 0 ? { tone: 'warning' as const } : {}),
        },
        ...(body.position
          ? positionRows(body.position, t)
          : [{ label: 'field.position', value: t('value.noPlace'), tone: 'dim' } as const]),
      ]),
    },
  ];
  if (body.casualties.length > 0)
    sections.push({
      title: 'section.casualties',
      rows: body.casualties.map(({ group, outcome, count }) => ({
        label: `casualtyGroup.${group}` as const,
        value: `${t(`outcome.${outcome}`)} ${count}`,
        ...(outcome === 'killed' && count > 0 ? { tone: 'critical' as const } : {}),
      })),
    });
  if (body.actors.length > 0)
    sections.push({ title: 'section.actors', rows: [{ label: 'field.actors', value: body.actors.join(', ') }] });
  if (body.narrative) sections.push({ title: 'section.narrative', rows: [], text: body.narrative });
  return [...sections, ...extraSection(body.extra)];
}

import type { PictureRecord } from '#shared/picture/record.ts';
import { formatAge } from '../../format/age-text.ts';
import { formatDistance } from '../../format/motion-text.ts';
import { nextCheckInAt } from '../../format/patrol-progress.ts';
import { formatUtcDateTime, formatUtcTime } from '../../format/time-text.ts';
import type { MessageId } from '../../language/use-text.ts';
import { describePatrol, offRouteMetres } from '../sort-patrols.ts';
import { coverSections } from './cover-details.ts';
import { type DetailContext, type DetailRow, type DetailSection, known, unitName } from './detail-row.ts';

export function patrolSections(record: PictureRecord<'patrol'>, context: DetailContext): DetailSection[] {
  const { t, mission, now } = context;
  const { body } = record;
  const { plan } = body;
  const sections: DetailSection[] = [
    {
      title: 'section.patrol',
      rows: known([
        { label: 'field.status', value: t(`patrolStatus.${body.status}`) },
        checkInRow(record, context),
        ...progressRows(record, context),
        { label: 'field.unit', value: unitName(mission, body.unit ?? plan?.unit) },
        plan?.strength !== undefined && { label: 'field.strength', value: String(plan.strength) },
        plan && { label: 'field.start', value: formatUtcDateTime(plan.startAt), isLtr: true },
        plan?.endAt !== undefined && { label: 'field.end', value: formatUtcDateTime(plan.endAt), isLtr: true },
        plan?.purpose !== undefined && { label: 'field.purpose', value: plan.purpose },
      ]),
    },
  ];
  sections.push(...coverSections(record, context));
  const ahead = plan?.route.filter((waypoint) => waypoint.name !== undefined) ?? [];
  if (ahead.length > 0)
    sections.push({
      title: 'section.route',
      rows: ahead.slice(0, 12).map((waypoint) => ({
        label: (waypoint.expectedAt !== undefined && waypoint.expectedAt < now
          ? 'field.waypointPast'
          : 'field.waypoint') as MessageId,
        value:
          waypoint.expectedAt === undefined
            ? waypoint.name!
            : `${waypoint.name} · ${formatUtcTime(waypoint.expectedAt).slice(0, 5)}Z`,
      })),
    });
  if (body.marks.length > 0)
    sections.push({
      title: 'section.marks',
      rows: body.marks
        .slice(-5)
        .reverse()
        .map((mark) => ({
          label: `mark.${mark.action}` as MessageId,
          value: `${formatUtcTime(mark.at).slice(0, 5)}Z${mark.detail ? ` · ${mark.detail}` : ''}`,
        })),
    });
  return sections;
}

/** When the next check-in is due, or by how much it is overdue. */
function checkInRow({ body }: PictureRecord<'patrol'>, { t, now }: DetailContext): DetailRow | undefined {
  const dueAt = nextCheckInAt(body);
  if (dueAt === undefined) return undefined;
  const time = `${formatUtcTime(dueAt).slice(0, 5)}Z`;
  return dueAt < now
    ? {
        label: 'field.checkIn',
        value: t('checkIn.overdue', { time, age: formatAge(t, now - dueAt) }),
        tone: 'critical',
      }
    : { label: 'field.checkIn', value: t('checkIn.due', { time, age: formatAge(t, dueAt - now) }) };
}

/** How far along its route it is, and when it will be at the next waypoint. */
function progressRows(record: PictureRecord<'patrol'>, { t, live, now }: DetailContext): DetailRow[] {
  const { progress } = describePatrol(live, record, now);
  if (!progress) return [];
  const { doneMetres, totalMetres, offMetres, next } = progress;
  const time = (at: number) => `${formatUtcTime(at).slice(0, 5)}Z`;
  return known([
    {
      label: 'field.progress',
      value: t('progress.done', {
        percent: Math.round((doneMetres / totalMetres) * 100),
        left: formatDistance(totalMetres - doneMetres),
      }),
    },
    offMetres > offRouteMetres && {
      label: 'field.offRoute',
      value: formatDistance(offMetres),
      isLtr: true,
      tone: 'warning',
    },
    next && {
      label: 'field.waypoint',
      value: [
        next.name ?? t('patrols.waypoint', { number: next.index + 1 }),
        formatDistance(next.metres),
        ...(next.plannedAt === undefined ? [] : [t('progress.planned', { time: time(next.plannedAt) })]),
        ...(next.etaAt === undefined ? [] : [t('progress.expected', { time: time(next.etaAt) })]),
      ].join(' · '),
    },
  ]);
}

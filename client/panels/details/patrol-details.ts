import type { PictureRecord } from '#shared/picture/record.ts';
import { formatAge } from '../../format/age-text.ts';
import { isolate } from '../../format/isolate.ts';
import { formatDistance } from '../../format/motion-text.ts';
import { nextCheckInAt, type PatrolProgress } from '../../format/patrol-progress.ts';
import { formatUtcDateTime, formatUtcTime } from '../../format/time-text.ts';
import type { MessageId } from '../../language/use-text.ts';
import { describePatrol, offRouteMetres } from '../lists/sort-patrols.ts';
import { coverSections } from './cover-details.ts';
import { type DetailContext, type DetailRow, type DetailSection, known, unitName } from './detail-row.ts';

/** Longer routes are read on the map. */
const mostWaypoints = 12;
const clockText = (at: number) => `${formatUtcTime(at).slice(0, 5)}Z`;

export function patrolSections(record: PictureRecord<'patrol'>, context: DetailContext): DetailSection[] {
  const { t, mission, live, now } = context;
  const { body } = record;
  const { plan } = body;
  const { progress } = describePatrol(live, record, now);
  const sections: DetailSection[] = [
    {
      title: 'section.patrol',
      rows: known([
        { label: 'field.status', value: t(`patrolStatus.${body.status}`) },
        checkInRow(record, context),
        ...(progress ? progressRows(progress, context) : []),
        { label: 'field.unit', value: unitName(mission, body.unit ?? plan?.unit) },
        plan?.strength !== undefined && { label: 'field.strength', value: String(plan.strength) },
        plan && { label: 'field.start', value: formatUtcDateTime(plan.startAt), isLtr: true },
        plan?.endAt !== undefined && { label: 'field.end', value: formatUtcDateTime(plan.endAt), isLtr: true },
        plan?.purpose !== undefined && { label: 'field.purpose', value: plan.purpose },
      ]),
    },
  ];
  sections.push(...coverSections(record, context));
  const route = plan ? routeRows(plan, progress, context) : [];
  if (route.length > 0) sections.push({ title: 'section.route', rows: route });
  if (body.marks.length > 0)
    sections.push({
      title: 'section.marks',
      rows: body.marks
        .slice(-5)
        .reverse()
        .map((mark) => ({
          label: `mark.${mark.action}` as MessageId,
          value: `${clockText(mark.at)}${mark.detail ? ` · ${mark.detail}` : ''}`,
        })),
    });
  return sections;
}

/** When the next check-in is due, or by how much it is overdue. */
function checkInRow({ body }: PictureRecord<'patrol'>, { t, now }: DetailContext): DetailRow | undefined {
  const dueAt = nextCheckInAt(body);
  if (dueAt === undefined) return undefined;
  const time = clockText(dueAt);
  return dueAt < now
    ? {
        label: 'field.checkIn',
        value: t('checkIn.overdue', { time, age: formatAge(t, now - dueAt) }),
        tone: 'critical',
      }
    : { label: 'field.checkIn', value: t('checkIn.due', { time, age: formatAge(t, dueAt - now) }) };
}

/** Named waypoints, each passed or ahead by where the patrol is; while that says nothing, by the time of the plan. */
function routeRows(
  { route }: NonNullable<PictureRecord<'patrol'>['body']['plan']>,
  progress: PatrolProgress | undefined,
  { t, now }: DetailContext,
): DetailRow[] {
  const isOnRoute = progress !== undefined && progress.offMetres <= offRouteMetres;
  const next = progress?.next?.index ?? route.length;
  const labelOf = (index: number, expectedAt: number | undefined): MessageId => {
    if (isOnRoute) return index < next ? 'field.waypointPassed' : 'field.waypointAhead';
    return expectedAt !== undefined && expectedAt < now ? 'field.waypointPast' : 'field.waypointAhead';
  };
  return route
    .flatMap(({ name, expectedAt }, index): DetailRow[] => {
      if (name === undefined) return [];
      const planned = expectedAt === undefined ? [] : [t('progress.planned', { time: clockText(expectedAt) })];
      return [{ label: labelOf(index, expectedAt), value: [isolate(name), ...planned].join(' · ') }];
    })
    .slice(0, mostWaypoints);
}

/** How far along its route it is, and when it will be at the next waypoint. */
function progressRows({ doneMetres, totalMetres, offMetres, next }: PatrolProgress, { t }: DetailContext): DetailRow[] {
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
        isolate(next.name ?? t('patrols.waypoint', { number: next.index + 1 })),
        isolate(formatDistance(next.metres)),
        ...(next.plannedAt === undefined ? [] : [t('progress.planned', { time: clockText(next.plannedAt) })]),
        ...(next.etaAt === undefined ? [] : [t('progress.expected', { time: clockText(next.etaAt) })]),
      ].join(' · '),
    },
  ]);
}

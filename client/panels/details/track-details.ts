import { noAltitude, noValue } from '#shared/picture/fix-batch.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { formatAge } from '../../format/age-text.ts';
import { formatCourse, formatDistance, formatSpeed } from '../../format/motion-text.ts';
import { patrolOfTrack } from '../../format/position-of-key.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { type DetailContext, type DetailSection, known, unitName } from './detail-row.ts';
import { patrolSections } from './patrol-details.ts';
import { positionRows } from './position-rows.ts';

export function trackSections(record: PictureRecord<'track'>, context: DetailContext): DetailSection[] {
  const { t, mission, live } = context;
  const patrol = patrolOfTrack(live.store.recordsOf('patrol'), record.id);
  return [
    ...fixSections(record.id, context),
    {
      title: 'section.identity',
      rows: known([
        { label: 'field.type', value: t(`trackType.${record.body.trackType}`) },
        { label: 'field.unit', value: unitName(mission, record.body.unit) },
        { label: 'field.interval', value: formatAge(t, record.body.intervalMs) },
        { label: 'field.track', value: record.id, isLtr: true },
        patrol && { label: 'section.patrol', value: patrol.body.plan?.callSign ?? patrol.id, key: patrol.key },
      ]),
    },
    ...(patrol ? patrolSections(patrol, context) : []),
  ];
}

/** Where a tracker was last, how it moved, and how long ago that was. */
export function fixSections(name: string, { live, t, now }: DetailContext): DetailSection[] {
  const { tracks } = live.store.picture;
  const slot = tracks.find(name);
  if (slot === undefined || tracks.observedAt[slot] === 0) return [];
  const position = [tracks.longitudeE6[slot]! / 1e6, tracks.latitudeE6[slot]! / 1e6] as const;
  const speed = tracks.speed[slot]!;
  const course = tracks.course[slot]!;
  const accuracy = tracks.accuracy[slot]!;
  const altitude = tracks.altitude[slot]!;
  const observedAt = tracks.observedAt[slot]!;
  return [
    {
      title: 'section.lastFix',
      rows: known([
        { label: 'field.age', value: formatAge(t, now - observedAt) },
        { label: 'field.observed', value: formatUtcDateTime(observedAt, true), isLtr: true },
        ...positionRows(position, t),
        speed !== noValue && { label: 'field.speed', value: formatSpeed(speed / 10), isLtr: true },
        course !== noValue && { label: 'field.course', value: formatCourse(course), isLtr: true },
        altitude !== noAltitude && { label: 'field.altitude', value: `${altitude} m`, isLtr: true },
        accuracy !== noValue && { label: 'field.accuracy', value: `± ${formatDistance(accuracy)}`, isLtr: true },
      ]),
    },
  ];
}

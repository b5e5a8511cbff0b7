import { freshnessStates } from '#shared/parameters/freshness.ts';
import { noAltitude, noValue } from '#shared/picture/fix-batch.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { TrackTable } from '#shared/picture/track-table.ts';

const timeName = /(At|^at|From|To|Until)$/;

/** Epoch milliseconds under names that mean a time → ISO 8601, at any depth. ISO text exists only at the edges. */
export function formatTimes(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return timeName.test(name) ? new Date(value).toISOString() : value;
  if (Array.isArray(value)) return value.map((each) => formatTimes(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, formatTimes(each, key)]));
}

/** Where a track is, in the words of a position report. */
export function formatTrackState(tracks: TrackTable, slot: number): Record<string, unknown> {
  return {
    position: [tracks.longitudeE6[slot]! / 1e6, tracks.latitudeE6[slot]! / 1e6],
    observedAt: new Date(tracks.observedAt[slot]!).toISOString(),
    ...(tracks.course[slot] === noValue ? {} : { courseDegrees: tracks.course[slot] }),
    ...(tracks.speed[slot] === noValue ? {} : { speedMetresPerSecond: tracks.speed[slot]! / 10 }),
    ...(tracks.accuracy[slot] === noValue ? {} : { accuracyMetres: tracks.accuracy[slot] }),
    ...(tracks.altitude[slot] === noAltitude ? {} : { altitudeMetres: tracks.altitude[slot] }),
    freshness: freshnessStates[tracks.freshness[slot]!],
  };
}

/** GeoJSON geometry of a record, or null where it has no place. */
export function geometryOf(record: PictureRecord, tracks: TrackTable): object | null {
  if (record.kind === 'track') {
    const slot = tracks.find(record.id);
    return slot === undefined
      ? null
      : { type: 'Point', coordinates: [tracks.longitudeE6[slot]! / 1e6, tracks.latitudeE6[slot]! / 1e6] };
  }
  if (record.kind === 'zone') return record.body.area;
  if (record.kind === 'patrol') {
    const route = record.body.plan?.route.map((waypoint) => waypoint.position) ?? [];
    return route.length > 1 ? { type: 'LineString', coordinates: route } : null;
  }
  return 'position' in record.body && record.body.position
    ? { type: 'Point', coordinates: record.body.position }
    : null;
}

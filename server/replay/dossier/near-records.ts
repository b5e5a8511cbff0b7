import { bearingDegrees, distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { tracksOfPatrol } from '#shared/picture/voice-track.ts';
import type { DossierAround, NearGroup, NearThing, NearTrack } from '#shared/protocol/dossier.ts';
import { canSee, redact } from '../../access/viewer.ts';
import type { PastPicture } from '../moment-pictures.ts';
import { distanceToArea, distanceToLine } from './distances.ts';
import { makeGroup, type PlacedScope } from './dossier-scope.ts';

type Around = Exclude<DossierAround<number>, { reason: string }>;
type Found = { [K in Exclude<keyof Around, 'reason' | 'tracks' | 'incidents'>]: Around[K] };
type Things<G> = G extends NearGroup<infer Thing> ? Thing[] : never;

const endedPatrols = ['completed', 'aborted', 'removed'];

/**
 * What stood or was in force around the place, out of the picture of that time as it happened. Nothing of the picture is
 * kept: it is moved on for whoever asks next.
 */
export function findNearRecords(
  scope: PlacedScope,
  past: PastPicture,
  nearTracks: readonly NearTrack<number>[],
): Found {
  const { viewer, metres } = scope;
  const found: { [K in keyof Found]: Things<Found[K]> } = {
    ...{ patrols: [], assets: [], sensors: [], zones: [], facilities: [], sites: [] },
  };
  const byTrack = new Map(nearTracks.map((track) => [track.key.slice('track/'.length), track]));
  for (const stored of past.records()) {
    if (!canSee(viewer, stored)) continue;
    const record = redact(viewer, stored);
    switch (record.kind) {
      case 'facility':
      case 'site': {
        const thing = describeAt(scope, record, record.body.position);
        const type = record.kind === 'facility' ? record.body.level : record.body.type;
        const group = record.kind === 'facility' ? found.facilities : found.sites;
        if (thing.distanceMetres <= metres) group.push({ ...thing, type, status: record.body.status });
        break;
      }
      case 'asset': {
        const place = placeOfAsset(scope, past, record);
        const thing = place && describeAt(scope, record, place.position);
        if (thing && thing.distanceMetres <= metres)
          found.assets.push({ ...thing, type: record.body.type, status: record.body.status, observedAt: place.at });
        break;
      }
      case 'sensor': {
        const sensor = describeSensor(scope, record);
        if (sensor.distanceMetres <= metres || sensor.isInRange) found.sensors.push(sensor);
        break;
      }
      case 'zone': {
        const zone = describeZone(scope, record);
        if (zone && zone.distanceMetres <= metres) found.zones.push(zone);
        break;
      }
      case 'patrol': {
        const patrol = describePatrol(scope, record, byTrack);
        if (patrol && patrol.distanceMetres <= metres) found.patrols.push(patrol);
      }
    }
  }
  return {
    patrols: makeGroup(found.patrols),
    assets: makeGroup(found.assets),
    sensors: makeGroup(found.sensors),
    zones: makeGroup(found.zones),
    facilities: makeGroup(found.facilities),
    sites: makeGroup(found.sites),
  };
}

type Named = PictureRecord<'facility' | 'site' | 'asset' | 'sensor'>;

function describeAt({ centre }: PlacedScope, record: Named, position: Position): Omit<NearThing<number>, 'type'> {
  const { key, observedAt, body } = record;
  return { key, name: body.name, distanceMetres: distanceMetres(centre, position), observedAt };
}

/** Where its tracker had it, if the viewer may see that, else where it stands by. */
function placeOfAsset(
  { viewer }: PlacedScope,
  { find, tracks }: PastPicture,
  { body, observedAt }: PictureRecord<'asset'>,
): { position: Position; at: number } | undefined {
  const track = body.track === undefined ? undefined : find(`track/${body.track}`);
  const slot = track && canSee(viewer, track) ? tracks.find(track.id) : undefined;
  if (slot === undefined) return body.position && { position: body.position, at: observedAt };
  const position: Position = [tracks.longitudeE6[slot]! / 1e6, tracks.latitudeE6[slot]! / 1e6];
  return { position, at: tracks.observedAt[slot]! };
}

function describeSensor(scope: PlacedScope, record: PictureRecord<'sensor'>): Things<Found['sensors']>[number] {
  const { position, rangeMetres, sector, type, status } = record.body;
  const thing = describeAt(scope, record, position);
  const isInSector = !sector || turn(sector.fromDegrees, bearingDegrees(position, scope.centre)) <= width(sector);
  const isInRange = thing.distanceMetres <= rangeMetres && isInSector;
  return { ...thing, type, status, rangeMetres, isInRange };
}

/** Degrees clockwise from one bearing to another. */
function turn(from: number, to: number): number {
  return (to - from + 720) % 360;
}

/** A sector from a bearing to itself is all round. */
function width({ fromDegrees, toDegrees }: { fromDegrees: number; toDegrees: number }): number {
  return turn(fromDegrees, toDegrees) || 360;
}

function describeZone(
  { centre, at }: PlacedScope,
  { key, observedAt, body }: PictureRecord<'zone'>,
): Things<Found['zones']>[number] | undefined {
  const { validFrom = at, validTo = at, status, name, type, level, area } = body;
  if (status !== 'active' || validFrom > at || validTo < at) return undefined;
  const metres = distanceToArea(centre, area.coordinates);
  return { key, name, type, status: level, distanceMetres: metres, observedAt, isInside: metres === 0 };
}

/** As near as the nearest track that carries it, else as its route leads while it had not ended. */
function describePatrol(
  { centre }: PlacedScope,
  record: PictureRecord<'patrol'>,
  nearTracks: ReadonlyMap<string, NearTrack<number>>,
): Things<Found['patrols']>[number] | undefined {
  const { key, id, body, observedAt } = record;
  const carrying = tracksOfPatrol(record).flatMap((name) => nearTracks.get(name) ?? []);
  const thing = { key, name: body.plan?.callSign ?? id, type: body.plan?.mode ?? 'unknown', status: body.status };
  const tracks = carrying.map((track) => track.key);
  if (carrying.length > 0) {
    const nearest = carrying.reduce((one, other) => (other.distanceMetres < one.distanceMetres ? other : one));
    return { ...thing, distanceMetres: nearest.distanceMetres, observedAt: nearest.nearestAt, by: 'track', tracks };
  }
  if (endedPatrols.includes(body.status)) return undefined;
  const metres = distanceToLine(centre, body.plan?.route.map(({ position }) => position) ?? []);
  return metres === undefined ? undefined : { ...thing, distanceMetres: metres, observedAt, by: 'route', tracks };
}

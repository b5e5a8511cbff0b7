import type { Position } from '#shared/geo/position.ts';
import type { PictureRecord, RecordKind } from '#shared/picture/record.ts';
import { affiliationOf } from '#shared/schema/watch/track.ts';
import type { MessageId, Translate } from '../language/use-text.ts';
import {
  assetPaths,
  casevacPath,
  facilityPath,
  type IncidentFamily,
  incidentPaths,
  patrolPath,
  sensorPath,
  sitePaths,
  sourcePath,
  trackPaths,
  zonePath,
} from './symbol-paths.ts';
import { formatUtcDate } from './time-text.ts';

/**
 * The registry of kinds on the side of the panels: what a record is called, into which sub-kinds its layer divides,
 * where it lies and its symbol. `map/layers/layer-registry.ts` says how it is drawn. A new kind joins both.
 */
export type KindDescription<K extends RecordKind> = {
  label: MessageId;
  path: string;
  /** Colour of its symbol in lists. */
  colour: 'patrol' | 'contact' | 'threat' | 'critical' | 'dim' | 'text';
  subkindOf: (record: PictureRecord<K>) => string;
  subkindLabel: (subkind: string) => MessageId;
  subkindPath: (subkind: string) => string;
  titleOf: (record: PictureRecord<K>, t: Translate) => string;
  positionOf: (record: PictureRecord<K>) => Position | undefined;
};

function describe<K extends RecordKind>(description: KindDescription<K>): KindDescription<K> {
  return description;
}

/** The call sign, else the track's own id without its source. */
export function trackLabel({ id, body }: PictureRecord<'track'>): string {
  return body.callSign ?? id.slice(id.indexOf('/') + 1);
}

/** Not of this mission, or not known to be. */
export function isContact({ body }: PictureRecord<'track'>): boolean {
  return affiliationOf(body) !== 'own';
}

export function familyOf(type: string): IncidentFamily {
  return type.slice(0, type.indexOf('.')) as IncidentFamily;
}

export const recordKinds = {
  track: describe<'track'>({
    label: 'kind.track',
    path: trackPaths.vehicle,
    colour: 'patrol',
    subkindOf: (record) => record.body.trackType,
    subkindLabel: (type) => `trackType.${type}` as MessageId,
    subkindPath: (type) => trackPaths[type as keyof typeof trackPaths],
    titleOf: trackLabel,
    positionOf: () => undefined,
  }),
  patrol: describe<'patrol'>({
    label: 'kind.patrol',
    path: patrolPath,
    colour: 'patrol',
    subkindOf: (record) => record.body.status,
    subkindLabel: (status) => `patrolStatus.${status}` as MessageId,
    subkindPath: () => patrolPath,
    titleOf: (record) => record.body.plan?.callSign ?? record.id,
    positionOf: (record) => record.body.plan?.route[0]?.position,
  }),
  incident: describe<'incident'>({
    label: 'kind.incident',
    path: incidentPaths.ATK,
    colour: 'threat',
    subkindOf: (record) => familyOf(record.body.type),
    subkindLabel: (family) => `incidentFamily.${family}` as MessageId,
    subkindPath: (family) => incidentPaths[family as IncidentFamily],
    titleOf: (record) => record.body.title,
    positionOf: (record) => record.body.position,
  }),
  zone: describe<'zone'>({
    label: 'kind.zone',
    path: zonePath,
    colour: 'threat',
    subkindOf: (record) => record.body.type,
    subkindLabel: (type) => `zoneType.${type}` as MessageId,
    subkindPath: () => zonePath,
    titleOf: (record) => record.body.name,
    positionOf: (record) => middleOf(record.body.area.coordinates[0]!),
  }),
  facility: describe<'facility'>({
    label: 'kind.facility',
    path: facilityPath,
    colour: 'text',
    subkindOf: (record) => record.body.level,
    subkindLabel: (level) => `facilityLevel.${level}` as MessageId,
    subkindPath: () => facilityPath,
    titleOf: (record) => record.body.name,
    positionOf: (record) => record.body.position,
  }),
  asset: describe<'asset'>({
    label: 'kind.asset',
    path: assetPaths.helicopter,
    colour: 'text',
    subkindOf: (record) => record.body.type,
    subkindLabel: (type) => `assetType.${type}` as MessageId,
    subkindPath: (type) => assetPaths[type as keyof typeof assetPaths],
    titleOf: (record) => record.body.name,
    positionOf: (record) => record.body.position,
  }),
  casevac: describe<'casevac'>({
    label: 'kind.casevac',
    path: casevacPath,
    colour: 'critical',
    subkindOf: (record) => record.body.status,
    subkindLabel: (status) => `caseStatus.${status}` as MessageId,
    subkindPath: () => casevacPath,
    titleOf: ({ id, body }) => body.callSign ?? body.place ?? id,
    positionOf: (record) => record.body.position,
  }),
  site: describe<'site'>({
    label: 'kind.site',
    path: sitePaths.camp,
    colour: 'dim',
    subkindOf: (record) => record.body.type,
    subkindLabel: (type) => `siteType.${type}` as MessageId,
    subkindPath: (type) => sitePaths[type as keyof typeof sitePaths],
    titleOf: (record) => record.body.name,
    positionOf: (record) => record.body.position,
  }),
  sensor: describe<'sensor'>({
    label: 'kind.sensor',
    path: sensorPath,
    colour: 'contact',
    subkindOf: (record) => record.body.type,
    subkindLabel: (type) => `sensorType.${type}` as MessageId,
    subkindPath: () => sensorPath,
    titleOf: (record) => record.body.name,
    positionOf: (record) => record.body.position,
  }),
  contribution: describe<'contribution'>({
    label: 'kind.contribution',
    path: sitePaths.headquarters,
    colour: 'dim',
    subkindOf: () => 'all',
    subkindLabel: () => 'kind.contribution',
    subkindPath: () => sitePaths.headquarters,
    titleOf: (record) => record.body.name,
    positionOf: () => undefined,
  }),
  casualty: describe<'casualty'>({
    label: 'kind.casualty',
    path: trackPaths.foot,
    colour: 'dim',
    subkindOf: (record) => record.body.cause,
    subkindLabel: (cause) => `casualtyCause.${cause}` as MessageId,
    subkindPath: () => trackPaths.foot,
    titleOf: ({ body }, t) =>
      `${body.mission} · ${t(`casualtyCause.${body.cause}`)} · ${formatUtcDate(body.occurredAt)}`,
    positionOf: () => undefined,
  }),
  source: describe<'source'>({
    label: 'kind.source',
    path: sourcePath,
    colour: 'dim',
    subkindOf: (record) => record.body.status,
    subkindLabel: (status) => `sourceStatus.${status}` as MessageId,
    subkindPath: () => sourcePath,
    titleOf: (record) => record.body.name,
    positionOf: () => undefined,
  }),
};
export type ShownKind = keyof typeof recordKinds;

/** Kinds that are drawn on the map and so can be switched on and off. */
export const mapKinds: readonly ShownKind[] = [
  'track',
  'patrol',
  'incident',
  'casevac',
  'zone',
  'facility',
  'asset',
  'site',
  'sensor',
];

export function kindOfKey(key: string): ShownKind | undefined {
  const kind = key.slice(0, key.indexOf('/'));
  return Object.hasOwn(recordKinds, kind) ? (kind as ShownKind) : undefined;
}

/** The description for a record whose kind is known only at run time. */
export function descriptionOf(kind: ShownKind): KindDescription<RecordKind> {
  return recordKinds[kind] as unknown as KindDescription<RecordKind>;
}

function middleOf(ring: readonly Position[]): Position {
  const corners = ring.slice(0, -1);
  const sum = corners.reduce<[number, number]>(([x, y], corner) => [x + corner[0], y + corner[1]], [0, 0]);
  return [sum[0] / corners.length, sum[1] / corners.length];
}

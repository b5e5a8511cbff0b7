import type { DossierAround, NearThing } from '#shared/protocol/dossier.ts';
import { isolate } from '../../format/isolate.ts';
import type { MessageId, Translate } from '../../language/use-text.ts';

export type NearAround = Exclude<DossierAround, { reason: string }>;
export type GroupName = keyof Omit<NearAround, 'reason'>;
/** In the order of the tabs: what moved, what watched, what could help, what else was known. */
export const groupNames = [
  ...['tracks', 'patrols', 'sensors', 'assets', 'facilities', 'zones', 'incidents', 'sites'],
] as const satisfies readonly GroupName[] as readonly GroupName[];

export type AroundRow = { key: string; name: string; state: string; distanceMetres: number; at: number };

/** One group as rows of a table: what it is called, in which state it was, how near, and of when that is told. */
export function rowsOf(t: Translate, around: NearAround, group: GroupName): AroundRow[] {
  const rowOf = (thing: NearThing, state: readonly (string | false)[], at = thing.observedAt): AroundRow => ({
    ...{ key: thing.key, name: thing.name, state: state.filter(Boolean).join(' · ') },
    ...{ distanceMetres: thing.distanceMetres, at: Date.parse(at) },
  });
  const word = (kind: string, code: string | undefined) =>
    code === undefined ? '' : t(`${kind}.${code}` as MessageId);
  switch (group) {
    case 'tracks':
      return around.tracks.things.map(({ key, callSign, type, unit, distanceMetres, nearestAt, ...counts }) => ({
        ...{ key, name: callSign ?? key.slice(key.lastIndexOf('/') + 1), distanceMetres, at: Date.parse(nearestAt) },
        state: [
          word('trackType', type),
          unit && isolate(unit),
          t('dossier.fixes', { inside: counts.fixesInside, count: counts.fixCount }),
        ]
          .filter(Boolean)
          .join(' · '),
      }));
    case 'patrols':
      return around.patrols.things.map((thing) =>
        rowOf(thing, [word('patrolStatus', thing.status), thing.by === 'route' && t('dossier.byRoute')]),
      );
    case 'sensors':
      return around.sensors.things.map((thing) =>
        rowOf(thing, [
          word('sensorType', thing.type),
          word('sensorStatus', thing.status),
          t(thing.isInRange ? 'dossier.inRange' : 'dossier.outOfRange'),
        ]),
      );
    case 'zones':
      return around.zones.things.map((thing) =>
        rowOf(thing, [
          word('zoneType', thing.type),
          word('zoneLevel', thing.status),
          thing.isInside && t('dossier.inside'),
        ]),
      );
    case 'incidents':
      return around.incidents.things.map((thing) =>
        rowOf(
          thing,
          [
            word('incidentType', thing.type),
            word('verification', thing.status),
            thing.isRetracted && t('dossier.retracted'),
          ],
          thing.occurredAt,
        ),
      );
    case 'assets':
      return around.assets.things.map((thing) =>
        rowOf(thing, [word('assetType', thing.type), word('assetStatus', thing.status)]),
      );
    case 'facilities':
      return around.facilities.things.map((thing) =>
        rowOf(thing, [word('facilityLevel', thing.type), word('facilityStatus', thing.status)]),
      );
    case 'sites':
      return around.sites.things.map((thing) =>
        rowOf(thing, [word('siteType', thing.type), word('siteStatus', thing.status)]),
      );
  }
}

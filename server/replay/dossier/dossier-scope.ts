import type { Position } from '#shared/geo/position.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { NearGroup } from '#shared/protocol/dossier.ts';
import { mostDossierThings } from '#shared/protocol/dossier.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { LivePicture } from '../../picture/live-picture.ts';

/** Of what a dossier is made, for whom, and around which place and time. `incident` is redacted for the viewer. */
export type DossierScope = {
  log: Pick<EventLog, 'descriptors' | 'read' | 'settledAt'>;
  live: LivePicture;
  viewer: Viewer;
  incident: PictureRecord<'incident'>;
  /** When it happened, epoch milliseconds. */
  at: number;
  spanMs: number;
  metres: number;
  now: number;
  /** Nobody waits for the answer any more. */
  signal: AbortSignal;
};

/** A scope with a place. */
export type PlacedScope = DossierScope & { centre: Position };

/** The nearest things of a group, and whether there were more. */
export function makeGroup<T extends { distanceMetres: number; key: string }>(
  things: readonly T[],
  most = mostDossierThings,
): NearGroup<T> {
  const ordered = [...things].sort((a, b) => a.distanceMetres - b.distanceMetres || (a.key < b.key ? -1 : 1));
  return { things: ordered.slice(0, most), isCut: ordered.length > most };
}

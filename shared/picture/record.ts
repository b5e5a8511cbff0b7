import type { KindBodies } from '../schema/kinds.ts';
import type { Marking } from '../schema/marking.ts';
import type { CasevacBody } from '../schema/medical/casevac.ts';
import type { PatrolBody } from '../schema/watch/patrol.ts';
import type { TrackBody } from '../schema/watch/track.ts';

/** The bodies of what the picture holds: most kinds keep their latest report, patrols and cases are folded, tracks come from fixes. */
export type RecordBodies = Omit<KindBodies, 'patrol' | 'casevac' | 'freshness' | 'retire'> & {
  patrol: PatrolBody;
  casevac: CasevacBody;
  track: TrackBody;
};
export type RecordKind = keyof RecordBodies;

/** One thing of the picture as it is known now. Immutable: a change replaces the whole record. */
export type PictureRecord<K extends RecordKind = RecordKind> = {
  [Kind in K]: {
    /** `kind/id`, unique in the picture. */
    key: string;
    kind: Kind;
    id: string;
    source: string;
    /** Message id of the report this version rests on; empty for tracks. */
    messageId: string;
    actor: string;
    observedAt: number;
    knownAt: number;
    sequence: number;
    version: number;
    marking: Marking;
    /** Messages (`source/messageId`) that a correction or retraction has overtaken, also when they arrive later. */
    superseded?: string[];
    retracted?: true;
    body: RecordBodies[Kind];
  };
}[K];

/**
 * What travels: a keyed change of the picture. Positions are not here; they travel in frames.
 * `slot` is present for tracks and names the row of the receiver's track table.
 */
export type Change =
  | { kind: 'put'; record: PictureRecord; slot?: number }
  | { kind: 'remove'; key: string; slot?: number };

export function recordKey(kind: RecordKind, id: string): string {
  return `${kind}/${id}`;
}

/** Name of a track everywhere: its source and its own id. */
export function trackName(source: string, trackId: string): string {
  return `${source}/${trackId}`;
}

/** Message ids are unique only within their source. */
export function messageKey(source: string, messageId: string): string {
  return `${source}/${messageId}`;
}

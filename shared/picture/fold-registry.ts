import type { FactKind } from '../schema/kinds.ts';
import type { FactEvent } from '../schema/report.ts';
import { foldPatrol } from './fold-patrol.ts';
import type { PictureRecord, RecordBodies } from './record.ts';

/** Kinds of fact that become records of the picture; `freshness` and `retire` act on other records. */
export type RecordFactKind = Exclude<FactKind, 'freshness' | 'retire'>;

/**
 * How each kind folds. `latest`: the newest observation wins (states). `knowledge`: the newest report wins (accounts of
 * something past). A function merges reports itself, in whatever order they arrive.
 */
export type FoldRule<K extends RecordFactKind> =
  | 'latest'
  | 'knowledge'
  | ((previous: RecordBodies[K] | undefined, event: FactEvent<K>) => RecordBodies[K]);

export const foldRules: { [K in RecordFactKind]: FoldRule<K> } = {
  patrol: foldPatrol,
  incident: 'knowledge',
  zone: 'latest',
  site: 'latest',
  facility: 'latest',
  asset: 'latest',
  sensor: 'latest',
  source: 'latest',
  recording: 'latest',
};

const supersededLimit = 20;

/** One event onto the record it is about. Returns the new record, or undefined when it changes nothing. */
export function foldRecord(
  key: string,
  previous: PictureRecord | undefined,
  event: FactEvent<RecordFactKind>,
): PictureRecord | undefined {
  const rule = foldRules[event.kind] as FoldRule<RecordFactKind>;
  const amended = event.amends;
  if (previous?.superseded?.includes(event.messageId)) return undefined;
  if (amended?.as === 'retraction' && typeof rule !== 'function') {
    const superseded = supersede(previous, amended.messageId);
    if (previous && previous.messageId !== amended.messageId) return { ...previous, superseded };
    return {
      ...makeRecord(key, previous, event, previous?.body ?? event.body),
      superseded,
      retracted: true,
    } as PictureRecord;
  }
  const replacesBasis = amended?.as === 'correction' && previous?.messageId === amended.messageId;
  if (rule === 'latest' && previous && !previous.retracted && !replacesBasis && event.observedAt < previous.observedAt)
    return undefined;
  const body = typeof rule === 'function' ? rule(previous?.body as never, event as never) : event.body;
  const record = makeRecord(key, previous, event, body);
  return amended ? ({ ...record, superseded: supersede(previous, amended.messageId) } as PictureRecord) : record;
}

function makeRecord(key: string, previous: PictureRecord | undefined, event: FactEvent, body: unknown): PictureRecord {
  return {
    key,
    kind: event.kind,
    id: event.entity,
    source: event.source,
    messageId: event.messageId,
    actor: event.actor,
    observedAt: Math.max(event.observedAt, event.kind === 'patrol' ? (previous?.observedAt ?? 0) : 0),
    knownAt: event.knownAt ?? event.recordedAt,
    sequence: event.sequence,
    version: (previous?.version ?? 0) + 1,
    marking: event.marking,
    ...(previous?.superseded ? { superseded: previous.superseded } : {}),
    body,
  } as PictureRecord;
}

function supersede(previous: PictureRecord | undefined, messageId: string): string[] {
  return [...(previous?.superseded ?? []).filter((id) => id !== messageId), messageId].slice(-supersededLimit);
}

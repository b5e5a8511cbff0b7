import type { FactKind } from '../schema/kinds.ts';
import type { Marking } from '../schema/marking.ts';
import type { FactEvent } from '../schema/report.ts';
import { believedTime } from './believed-time.ts';
import { combineMarkings } from './combine-markings.ts';
import { foldCasevac } from './fold-casevac.ts';
import { foldPatrol, isBelated } from './fold-patrol.ts';
import { messageKey, type PictureRecord, type RecordBodies } from './record.ts';

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

const foldRules: { [K in RecordFactKind]: FoldRule<K> } = {
  patrol: foldPatrol,
  casevac: foldCasevac,
  incident: 'knowledge',
  zone: 'latest',
  site: 'latest',
  facility: 'latest',
  asset: 'latest',
  sensor: 'latest',
  contribution: 'latest',
  casualty: 'knowledge',
  conditions: 'latest',
  road: 'latest',
  parameters: 'latest',
  cover: 'latest',
  scenario: 'latest',
  briefing: 'latest',
  source: 'latest',
  recording: 'latest',
  import: 'knowledge',
};

/** True for kinds of which the newest observation counts, whenever it was reported. */
export function countsByObservation(kind: FactKind): boolean {
  return foldRules[kind as RecordFactKind] === 'latest';
}

/** True for kinds whose record tells of all its reports together. */
function isMerged(kind: RecordFactKind): boolean {
  return typeof foldRules[kind] === 'function';
}

const supersededLimit = 20;

/** One event onto the record it is about. Returns the new record, or undefined when it changes nothing. */
export function foldRecord(
  key: string,
  previous: PictureRecord | undefined,
  event: FactEvent<RecordFactKind>,
): PictureRecord | undefined {
  if (!previous && event.kind === 'patrol' && isBelated(event)) return undefined;
  const rule = foldRules[event.kind] as FoldRule<RecordFactKind>;
  const { amends } = event;
  const message = messageKey(event.source, event.messageId);
  const amended = amends && messageKey(amends.source ?? event.source, amends.messageId);
  // What an overtaken report has overtaken itself stays overtaken.
  if (previous?.superseded?.includes(message)) return amended ? supersede(previous, previous, amended) : undefined;
  const isBasis = previous !== undefined && amended === messageKey(previous.source, previous.messageId);
  const isFolded = typeof rule === 'function';
  const isRetraction = amends?.as === 'retraction' && !isFolded;
  const isOlder =
    rule === 'latest' && previous && !previous.retracted && !isBasis && believedTime(event) < previous.observedAt;
  if (previous && (isRetraction ? !isBasis : isOlder))
    return amended ? supersede(previous, previous, amended) : undefined;
  let body: unknown = event.body;
  if (isFolded) body = rule(previous?.body as never, event as never);
  else if (isRetraction && previous) body = previous.body;
  // A record that tells of several reports is for those who may see them all.
  const marking =
    previous && (isFolded || isRetraction) ? combineMarkings(previous.marking, event.marking) : event.marking;
  const record = makeRecord({ key, previous, event, body, marking });
  const known = amended ? supersede(record, previous, amended)! : record;
  return isRetraction ? { ...known, retracted: true } : known;
}

type Parts = {
  key: string;
  previous: PictureRecord | undefined;
  event: FactEvent<RecordFactKind>;
  body: unknown;
  marking: Marking;
};

function makeRecord({ key, previous, event, body, marking }: Parts): PictureRecord {
  return {
    key,
    kind: event.kind,
    id: event.entity,
    source: event.source,
    messageId: event.messageId,
    actor: event.actor,
    observedAt: Math.max(believedTime(event), isMerged(event.kind) ? (previous?.observedAt ?? 0) : 0),
    knownAt: event.knownAt ?? event.recordedAt,
    sequence: event.sequence,
    version: (previous?.version ?? 0) + 1,
    marking,
    ...(previous?.superseded ? { superseded: previous.superseded } : {}),
    body,
  } as PictureRecord;
}

/** The record, knowing of one more message that has been overtaken; undefined when that was known and nothing else changes. */
function supersede(
  record: PictureRecord,
  previous: PictureRecord | undefined,
  message: string,
): PictureRecord | undefined {
  if (record === previous && previous.superseded?.includes(message)) return undefined;
  const known = (previous?.superseded ?? []).filter((each) => each !== message);
  return { ...record, superseded: [...known, message].slice(-supersededLimit) };
}

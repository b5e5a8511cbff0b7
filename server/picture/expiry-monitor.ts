import { createHash } from 'node:crypto';
import { freshnessStates } from '#shared/parameters/freshness.ts';
import { freshnessOfAge, isSilent, retirementReason } from '#shared/picture/expiry.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { LivePicture } from './live-picture.ts';

const maxConclusionsAtOnce = 5_000;
/** Of `identifierSchema`. What the server concludes of a thing with a long name must not be refused for it. */
const maxMessageId = 128;

/**
 * What the server concludes from silence, as reports for its own log: a track became late, stale or lost; a radar
 * contact long lost or a patrol long closed leaves the picture; a source fell silent or spoke again.
 * A lost patrol stays: only a person removes it. What is concluded inherits the marking of what it is about.
 */
export function concludeExpiries(live: LivePicture, now: number): unknown[] {
  return [...freshnessConclusions(live, now), ...retirements(live, now), ...sourceConclusions(live, now)].slice(
    0,
    maxConclusionsAtOnce,
  );
}

function freshnessConclusions({ picture: { tracks, records } }: LivePicture, now: number): unknown[] {
  const reports: unknown[] = [];
  for (let slot = 0; slot < tracks.length && reports.length < maxConclusionsAtOnce; slot++) {
    const track = tracks.names[slot];
    if (!track) continue;
    const lastObservedAt = tracks.observedAt[slot]!;
    const concluded = freshnessOfAge(now - lastObservedAt, tracks.intervalMs[slot]!);
    if (concluded <= tracks.freshness[slot]!) continue;
    const state = freshnessStates[concluded]!;
    const record = records.get(`track/${track}`);
    // By sequence too: a track that was put back where it had been concludes anew.
    const messageId = `${track}@${lastObservedAt}:${state}#${record?.sequence ?? 0}`;
    reports.push(internal('freshness', messageId, now, { marking: record?.marking, track, state, lastObservedAt }));
  }
  return reports;
}

function retirements({ picture: { records, tracks } }: LivePicture, now: number): unknown[] {
  const reports: unknown[] = [];
  for (const record of records.values()) {
    const lastObservedAt = lastObserved(record, tracks);
    const reason = isOverCover(record, records) ? 'closed' : retirementReason(record, now - lastObservedAt);
    if (reason)
      reports.push(
        internal('retire', `${record.key}@${lastObservedAt}#${record.sequence}`, now, {
          marking: record.marking,
          key: record.key,
          reason,
          lastObservedAt,
        }),
      );
  }
  return reports;
}

function lastObserved(record: PictureRecord, tracks: LivePicture['picture']['tracks']): number {
  const slot = record.kind === 'track' ? tracks.find(record.id) : undefined;
  return slot === undefined ? record.observedAt : tracks.observedAt[slot]!;
}

/** What was concluded of a patrol that is no longer out. */
function isOverCover(record: PictureRecord, records: LivePicture['picture']['records']): boolean {
  if (record.kind !== 'cover') return false;
  const patrol = records.get(`patrol/${record.id}`);
  return patrol?.kind !== 'patrol' || patrol.body.status !== 'under-way';
}

function sourceConclusions({ picture: { records }, heardAt }: LivePicture, now: number): unknown[] {
  const reports: unknown[] = [];
  for (const record of records.values()) {
    if (record.kind !== 'source' || record.body.intervalSeconds === undefined) continue;
    const heard = Math.min(heardAt.get(record.id) ?? record.body.lastHeardAt ?? record.observedAt, now);
    const hasFallenSilent = isSilent(now - heard, record.body.intervalSeconds);
    const status = hasFallenSilent ? 'silent' : heardAt.has(record.id) ? 'connected' : record.body.status;
    if (status === record.body.status) continue;
    const { name, intervalSeconds } = record.body;
    const lastHeardAt = new Date(heard).toISOString();
    reports.push(
      internal('source', `${record.id}@${now}:${status}`, now, {
        marking: record.marking,
        sourceId: record.id,
        name,
        status,
        intervalSeconds,
        lastHeardAt,
      }),
    );
  }
  return reports;
}

function internal(
  kind: string,
  messageId: string,
  now: number,
  body: Record<string, unknown>,
): Record<string, unknown> {
  const id = messageId.length <= maxMessageId ? messageId : createHash('sha256').update(messageId).digest('base64url');
  return { kind, messageId: id, observedAt: new Date(now).toISOString(), ...body };
}

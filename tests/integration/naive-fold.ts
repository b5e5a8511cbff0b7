import type { FixBatch } from '#shared/picture/fix-batch.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import type { EventLog } from '../../server/log/event-log.ts';

/**
 * Law 2 a second time, slow and literal: everything in the log as a list, put in order, and folded from the first event.
 * Nothing of `server/log/history` or `server/replay` is used.
 */
type Entry = {
  sequence: number;
  recordedAt: number;
  known: number;
  happened: number;
} & ({ event: FactEvent; fix?: undefined } | { event?: undefined; fix: { batch: FixBatch; row: number } });

export class NaiveLog {
  readonly entries: Entry[] = [];
  readonly #log: EventLog;

  private constructor(log: EventLog) {
    this.#log = log;
  }

  static async read(log: EventLog): Promise<NaiveLog> {
    const naive = new NaiveLog(log);
    for await (const { recordedAt, fixes, fixSequences, facts } of log.readTail(0, 5_000)) {
      for (let row = 0; fixes && row < fixes.count; row++) {
        const observed = Math.min(fixes.observedAt[row]!, recordedAt);
        const known = fixes.knownAt[row] || recordedAt;
        const sequence = fixSequences[row]!;
        naive.entries.push({ sequence, recordedAt, known, happened: observed, fix: { batch: fixes, row } });
      }
      for (const event of facts) {
        const known = event.knownAt ?? recordedAt;
        naive.entries.push({ sequence: event.sequence, recordedAt, known, happened: naive.#ownTime(event), event });
      }
    }
    naive.#moveAmendments();
    return naive;
  }

  #ownTime(event: FactEvent): number {
    const known = event.knownAt ?? event.recordedAt;
    if (event.kind === 'incident' || event.kind === 'casualty') return Math.min(event.body.occurredAt, known);
    return Math.min(event.observedAt, known);
  }

  /** What corrects another report of the same marking belongs where that one belonged, unless it tells its own time. */
  #moveAmendments(): void {
    for (let isMoved = true; isMoved; ) {
      isMoved = false;
      for (const entry of this.entries) {
        const { amends, kind } = entry.event ?? {};
        if (!amends || kind === 'incident' || kind === 'casualty') continue;
        const amended = this.#find(amends.source ?? entry.event!.source, amends.messageId);
        if (!amended || amended.happened >= entry.happened) continue;
        if (JSON.stringify(amended.event!.marking) !== JSON.stringify(entry.event!.marking)) continue;
        entry.happened = amended.happened;
        isMoved = true;
      }
    }
  }

  #find(source: string, messageId: string): Entry | undefined {
    return this.entries.find(({ event }) => event?.source === source && event.messageId === messageId);
  }

  /** The pictures as known at these times, which ascend. */
  *asKnown(times: readonly number[]): Generator<Picture> {
    const ordered = [...this.entries].sort((a, b) => a.known - b.known || a.sequence - b.sequence);
    const picture = new Picture();
    let next = 0;
    for (const at of times) {
      for (; next < ordered.length && ordered[next]!.known <= at; next++) this.#fold(picture, ordered[next]!);
      yield picture;
    }
  }

  /** The pictures as happened at these times, which ascend, by what is known at `by`. */
  *asHappened(times: readonly number[], by: number): Generator<Picture> {
    const known = this.entries.filter((entry) => entry.known <= by);
    const overtaken = new Set(known.flatMap(({ event }) => (event ? overtakenBy(event) : [])));
    const ordered = known
      .filter((entry) => this.#tells(entry) && !this.#namesOf(entry).some((name) => overtaken.has(name)))
      .sort((a, b) => a.happened - b.happened || a.sequence - b.sequence);
    const picture = new Picture();
    let next = 0;
    for (const at of times) {
      for (; next < ordered.length && ordered[next]!.happened <= at; next++) {
        const entry = ordered[next]!;
        this.#fold(picture, entry.event ? { ...entry, event: { ...entry.event, observedAt: entry.happened } } : entry);
      }
      yield expired(picture, at);
    }
  }

  /** Told of what happened, by somebody. */
  #tells({ event }: Entry): boolean {
    if (!event) return true;
    if (event.kind === 'freshness' || event.amends?.as === 'retraction') return false;
    if (event.actor === 'system' && ['retire', 'source', 'cover'].includes(event.kind)) return false;
    return event.kind !== 'retire' || event.body.reason !== 'undone';
  }

  /** Under which names an entry can be overtaken. */
  #namesOf({ event, fix, happened }: Entry): string[] {
    if (event) return [`message ${event.source} ${event.messageId}`];
    const { source, trackId, actor } = this.#log.descriptors[fix.batch.descriptor[fix.row]!]!;
    return [`fix track/${source}/${trackId} ${happened}`, `by ${actor}`];
  }

  #fold(picture: Picture, { event, fix, sequence, recordedAt }: Entry): void {
    if (event) {
      picture.foldFact(event);
      return;
    }
    const descriptor = this.#log.descriptors[fix!.batch.descriptor[fix!.row]!]!;
    picture.foldFix({ batch: fix!.batch, row: fix!.row, descriptor, sequence, recordedAt }, []);
  }
}

const minute = 60_000;

/** What time alone makes of a picture, concluded from nothing but ages. */
function expired(folded: Picture, at: number): Picture {
  const picture = new Picture();
  const heard: Record<string, number> = {};
  const { tracks } = folded;
  for (const record of folded.records.values()) {
    if (record.kind === 'track') {
      const slot = tracks.find(record.id)!;
      const age = at - tracks.observedAt[slot]!;
      heard[record.source] = Math.max(heard[record.source] ?? 0, tracks.observedAt[slot]!);
      if (record.body.trackType === 'radar' && age > 10 * minute) continue;
      const own = (picture.put(record) as { slot: number }).slot;
      picture.tracks.copyRow(tracks, slot, own);
      const times = age / record.body.intervalMs;
      picture.tracks.freshness[own] = times >= 6 ? 3 : times >= 3 ? 2 : times > 2 ? 1 : 0;
    } else if (record.kind === 'patrol' && isOver(record) && at - record.observedAt > 24 * 60 * minute) continue;
    else picture.put(record);
  }
  for (const record of [...picture.records.values()]) {
    if (record.kind !== 'source' || record.body.intervalSeconds === undefined || !heard[record.id]) continue;
    const isSilent = at - heard[record.id]! >= 3_000 * record.body.intervalSeconds;
    picture.put({ ...record, body: { ...record.body, status: isSilent ? 'silent' : 'connected' } });
  }
  return picture;
}

function isOver({ body }: PictureRecord<'patrol'>): boolean {
  return body.status === 'completed' || body.status === 'aborted' || body.status === 'removed';
}

/** What an event takes out of the past. */
function overtakenBy(event: FactEvent): string[] {
  if (event.amends) return [`message ${event.amends.source ?? event.source} ${event.amends.messageId}`];
  if (event.kind === 'retire' && event.body.reason === 'undone')
    return [`fix ${event.body.key} ${event.body.lastObservedAt}`];
  const isUndone = event.kind === 'import' && ['undone', 'undoing'].includes(event.body.status);
  return isUndone ? [`by import:${event.entity}`] : [];
}

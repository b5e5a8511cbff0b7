import { performance } from 'node:perf_hooks';
import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import type { ReportResult } from '#shared/protocol/http.ts';
import { parseFact, type ReportContext } from '#shared/schema/parse-fact.ts';
import type { Problem } from '#shared/schema/problem.ts';
import type { FactReport } from '#shared/schema/report.ts';
import { type Committed, type EventLog, NotRecording, type QuarantineItem } from '../log/event-log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { DescriptorCompleter } from './complete-descriptor.ts';
import { findKeyFault } from './find-key-fault.ts';
import { describeTrack, parsePosition } from './parse-position.ts';
import { PendingBatch } from './pending-batch.ts';

/** More is waiting than the log can take in a second or two; the sender comes back. Nothing was stored. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
  readonly isRetryable = true;
}

export type Door = {
  name: string;
  actor: string;
  defaultSource: string;
  fallbackMessageId?: string;
  allowInternal?: boolean;
  mayDateKnowledge?: boolean;
};

type Placed = { lane: 'fix' | 'fact'; row: number } | { lane: 'refused'; problem: Problem };
type Waiting = { placed: Placed[]; resolve: (results: ReportResult[]) => void; reject: (error: Error) => void };

const maxPendingRows = 50_000;
/** Waiting for the log; what it keeps of one item at most. */
const maxQuarantineItems = 1_000;
const maxQuarantineBytes = 64 * 1024;

/**
 * In: reports in wire form, from any door. Out: the same reports on disk and in the picture, and one result each.
 * Gathers while a commit is under way (group commit) and promises that a result is given only for what is on disk,
 * and that the picture has folded it before the sender hears of it. Bounded: beyond 50,000 waiting rows it refuses.
 */
export class Ingest {
  readonly #log: EventLog;
  readonly #metrics: Metrics;
  readonly #now: () => number;
  readonly #onCommitted: (committed: Committed, facts: FactReport[]) => void;
  readonly #descriptorIds = new Map<string, number>();
  readonly #completer = new DescriptorCompleter();
  #newDescriptors: TrackDescriptor[] = [];
  #pending = new PendingBatch();
  #waiting: Waiting[] = [];
  #quarantine: QuarantineItem[] = [];
  #committing: Promise<void> | undefined;

  constructor(options: {
    log: EventLog;
    metrics: Metrics;
    now: () => number;
    onCommitted: (committed: Committed, facts: FactReport[]) => void;
  }) {
    this.#log = options.log;
    this.#metrics = options.metrics;
    this.#now = options.now;
    this.#onCommitted = options.onCommitted;
    for (const [id, descriptor] of options.log.descriptors.entries()) {
      this.#descriptorIds.set(descriptorKey(descriptor), id);
      this.#completer.note(descriptor);
    }
  }

  /** Rejects with Overloaded or NotRecording, and then nothing was stored. */
  submit(reports: readonly unknown[], door: Door): Promise<ReportResult[]> {
    if (!this.#log.isRecording) return Promise.reject(new NotRecording('the log cannot be written'));
    if (this.#pending.rows + reports.length > maxPendingRows)
      return Promise.reject(new Overloaded(`${this.#pending.rows} reports are waiting`));
    const context: ReportContext = { now: this.#now(), ...door };
    const placed = reports.map((report, index) => this.#place(report, indexed(context, door, index)));
    if (placed.every((each) => each.lane === 'refused'))
      return Promise.resolve(placed.map((each) => resultOf(each, undefined)));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ placed, resolve, reject });
      this.#metrics.pending.set(this.#pending.rows);
      this.#committing ??= this.#commitAll();
    });
  }

  /** Keeps bytes that no parser understood, with the reason. Bounded: what exceeds the bound is counted, not kept. */
  quarantine(item: QuarantineItem): void {
    this.#metrics.countRefusal(item.door, item.problem.name);
    if (this.#quarantine.length < maxQuarantineItems)
      this.#quarantine.push({ ...item, bytes: item.bytes.slice(0, maxQuarantineBytes) });
    else this.#metrics.unkept.inc();
    this.#committing ??= this.#commitAll();
  }

  /** Resolves when nothing is waiting any more. */
  async drain(): Promise<void> {
    while (this.#committing !== undefined) await this.#committing;
  }

  #place(raw: unknown, context: ReportContext): Placed {
    const isPosition = typeof raw === 'object' && raw !== null && (raw as { kind?: unknown }).kind === 'position';
    if (isPosition) {
      const parsed = parsePosition(raw, context);
      if (!parsed.ok) return this.#refuse(raw, parsed.problem, context);
      return {
        lane: 'fix',
        row: this.#pending.addFix(
          parsed.value,
          this.#descriptorId(this.#completer.complete(describeTrack(parsed.value.wire, context))),
        ),
      };
    }
    const parsed = parseFact(raw, context);
    if (!parsed.ok) return this.#refuse(raw, parsed.problem, context);
    const { source, messageId, entity } = parsed.value;
    const fault = findKeyFault({ source, ids: [messageId, entity] }, context);
    if (fault) return this.#refuse(raw, { name: 'invalid-report', detail: fault }, context);
    return { lane: 'fact', row: this.#pending.addFact(parsed.value) };
  }

  #refuse(raw: unknown, problem: Problem, context: ReportContext): Placed {
    const bytes = new TextEncoder().encode(JSON.stringify(raw) ?? 'undefined');
    this.quarantine({
      receivedAt: context.now,
      door: (context as ReportContext & { name?: string }).name ?? 'internal',
      problem,
      bytes,
    });
    return { lane: 'refused', problem };
  }

  #descriptorId(descriptor: TrackDescriptor): number {
    const key = descriptorKey(descriptor);
    let id = this.#descriptorIds.get(key);
    if (id === undefined) {
      id = this.#descriptorIds.size;
      this.#descriptorIds.set(key, id);
      this.#newDescriptors.push(descriptor);
    }
    return id;
  }

  async #commitAll(): Promise<void> {
    // A turn of the event loop, so that requests that arrived together share one commit.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0 || this.#quarantine.length > 0) {
      const waiting = this.#waiting;
      const batch = this.#pending;
      const descriptors = this.#newDescriptors;
      const quarantined = this.#quarantine;
      this.#waiting = [];
      this.#pending = new PendingBatch();
      this.#newDescriptors = [];
      this.#quarantine = [];
      if (quarantined.length > 0)
        await this.#log.quarantine(quarantined).catch(() => this.#metrics.unkept.inc(quarantined.length));
      if (waiting.length > 0) await this.#commit(batch, descriptors, waiting);
    }
    this.#committing = undefined;
  }

  async #commit(batch: PendingBatch, descriptors: TrackDescriptor[], waiting: readonly Waiting[]): Promise<void> {
    const started = performance.now();
    const fixes = batch.fixes.count > 0 ? batch.fixes : undefined;
    let committed: Committed;
    try {
      committed = await this.#log.append({ descriptors, fixes, facts: batch.facts });
    } catch (error) {
      // The descriptors were not stored either: they are offered again with the next batch, in the same order.
      this.#newDescriptors = [...descriptors, ...this.#newDescriptors];
      for (const each of waiting) each.reject(error as Error);
      return;
    }
    this.#metrics.commits.observe((performance.now() - started) / 1000);
    this.#count(committed, batch.facts);
    this.#onCommitted(committed, batch.facts);
    for (const each of waiting) each.resolve(each.placed.map((placed) => resultOf(placed, committed)));
  }

  #count(committed: Committed, facts: readonly FactReport[]): void {
    let duplicates = 0;
    for (const sequence of committed.fixSequences) if (sequence < 0) duplicates++;
    this.#metrics.accepted.inc({ kind: 'position' }, committed.fixSequences.length - duplicates);
    committed.factSequences.forEach((sequence, row) => {
      if (sequence < 0) duplicates++;
      else this.#metrics.accepted.inc({ kind: facts[row]!.kind });
    });
    this.#metrics.duplicates.inc(duplicates);
  }
}

/** Several reports under one Idempotency-Key take the key and their place in the array. */
function indexed(context: ReportContext, door: Door, index: number): ReportContext {
  return door.fallbackMessageId === undefined
    ? context
    : { ...context, fallbackMessageId: `${door.fallbackMessageId}#${index}` };
}

function resultOf(placed: Placed, committed: Committed | undefined): ReportResult {
  if (placed.lane === 'refused') return { status: 'refused', problem: placed.problem };
  const sequence = (placed.lane === 'fix' ? committed!.fixSequences : committed!.factSequences)[placed.row]!;
  return sequence > 0 ? { status: 'accepted', sequence } : { status: 'duplicate', sequence: -sequence };
}

function descriptorKey(d: TrackDescriptor): string {
  // JSON, because any other separator may be part of a name, and two markings must never look alike.
  const { classification, releasableTo, originator } = d.marking;
  const named = [d.source, d.trackId, d.callSign, d.trackType, d.unit, d.affiliation, d.actor];
  return JSON.stringify([...named, classification, originator, ...releasableTo]);
}

import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import {
  type AppendBatch,
  type Committed,
  type EventLog,
  type KeyFrame,
  type LogChunk,
  NotRecording,
} from './event-log.ts';
import { LogFault, unpackError } from './log-errors.ts';
import type {
  AppendReply,
  ReaderRequest,
  TailChunk,
  WriterOptions,
  WriterReady,
  WriterRequest,
} from './log-messages.ts';
import { makeLogReader } from './log-reader.ts';
import { fixTransfers, ThreadClient } from './thread-port.ts';
import { recordSeparator, recordsPerPart } from './writer/key-frame-rows.ts';

export type OpenLogOptions = {
  dataDir: string;
  isExercise: boolean;
  /** Epoch milliseconds. */
  now: () => number;
  /** Called when a write failed (a LogFault) or a thread of the log died; `isFatal` means that only a restart helps. */
  onFault: (error: Error) => void;
  /** Negative control of the kill tests only; no command line and no configuration reaches it. */
  acknowledgeBeforeCommit?: boolean;
};

/**
 * Opens the log in `dataDir`, making it when there is none, and holds it for this process.
 * Rejects with WrongDataFolder, LogInUse, NetworkFileSystem, UnknownLogVersion or LogFault.
 */
export async function openEventLog(options: OpenLogOptions): Promise<EventLog> {
  const { dataDir, isExercise, now, onFault, acknowledgeBeforeCommit = false } = options;
  let isRecording = true;
  let isOpen = true;
  const stopRecording = (error: Error) => {
    isRecording = false;
    onFault(error);
  };
  const writer = new ThreadClient<WriterRequest, WriterReady>(
    new URL('./writer/writer-thread.ts', import.meta.url),
    { dataDir, isExercise, now: now(), acknowledgeBeforeCommit } satisfies WriterOptions,
    {
      onNotice: ({ fault }) => {
        if (fault) stopRecording(unpackError(fault));
        else isRecording = true;
      },
      onDeath: stopRecording,
    },
  );
  const reader = new ThreadClient<ReaderRequest, true>(
    new URL('./reader/reader-thread.ts', import.meta.url),
    { dataDir },
    { onNotice: () => {}, onDeath: onFault },
  );
  let ready: WriterReady;
  try {
    ready = await writer.ready;
  } catch (error) {
    await reader.close();
    throw error;
  }
  let sequence = ready.sequence;
  /** When the commit was asked for that is under way. */
  let pendingSince: number | undefined;
  const descriptors = ready.descriptors.map((text) => JSON.parse(text) as TrackDescriptor);

  const write = async <T>(request: WriterRequest, transfer?: readonly ArrayBuffer[]): Promise<T> => {
    if (!isOpen) throw new NotRecording('the log is closed');
    if (!isRecording) throw new NotRecording('the log cannot be written now');
    return writer.call<T>(request, transfer);
  };

  const append = async (batch: AppendBatch): Promise<Committed> => {
    pendingSince = now();
    const request: WriterRequest = {
      kind: 'append',
      now: pendingSince,
      descriptors: batch.descriptors.length > 0 ? JSON.stringify(batch.descriptors) : undefined,
      fixes: batch.fixes,
      facts: batch.facts.length > 0 ? JSON.stringify(batch.facts) : undefined,
    };
    const reply = await write<AppendReply>(request, fixTransfers(batch.fixes)).finally(() => {
      pendingSince = undefined;
    });
    sequence = reply.sequence;
    for (const descriptor of batch.descriptors) descriptors.push(descriptor);
    const { recordedAt, fixes, fixSequences, factSequences } = reply;
    return { recordedAt, fixes, fixSequences, factSequences };
  };

  const saveKeyFrame = async ({ sequence: at, tracks, factsSequence, records }: KeyFrame): Promise<void> => {
    let parts: number | undefined;
    if (records) {
      parts = 0;
      for (let from = 0; from < records.length; from += recordsPerPart) {
        const text = records.slice(from, from + recordsPerPart).join(recordSeparator);
        await write({ kind: 'save-key-frame-part', factsSequence, part: parts++, records: text });
      }
    }
    await write({ kind: 'save-key-frame', sequence: at, factsSequence, tracks, parts });
  };

  const readKeyFrame = async (): Promise<KeyFrame | undefined> => {
    type Head = { sequence: number; factsSequence: number; parts: number; tracks: Uint8Array };
    const head = await reader.call<Head | undefined>({ kind: 'key-frame', upTo: sequence });
    if (!head) return undefined;
    const { factsSequence } = head;
    // Asked for all at once: the next part is read while this one is taken apart.
    const parts = Array.from({ length: head.parts }, (_, part) =>
      reader.call<string>({ kind: 'key-frame-part', factsSequence, part }),
    );
    const records: string[] = [];
    for (const text of await Promise.all(parts)) for (const record of text.split(recordSeparator)) records.push(record);
    return { sequence: head.sequence, tracks: head.tracks, factsSequence, records };
  };

  return {
    epoch: ready.epoch,
    isExercise: ready.isExercise,
    get sequence() {
      return sequence;
    },
    descriptors,
    get isRecording() {
      return isRecording;
    },
    get settledAt() {
      // Whoever appends in this very millisecond is recorded in it.
      return (pendingSince ?? now()) - 1;
    },
    append,
    quarantine: (items) => write({ kind: 'quarantine', items }),
    saveKeyFrame,
    readKeyFrame,
    readTail: (after, chunkRows) => readTail(reader, after, () => sequence, chunkRows),
    read: makeLogReader(reader),
    close: async () => {
      isOpen = false;
      await reader.close();
      await writer.close();
    },
  };
}

/** Asks for the next rows while the last ones are being used, until it has caught up with the head. */
async function* readTail(
  reader: ThreadClient<ReaderRequest, true>,
  after: number,
  head: () => number,
  limit: number,
): AsyncGenerator<LogChunk> {
  const ask = (from: number) => {
    const end = Math.min(head(), from + limit);
    const chunks = reader.call<TailChunk[]>({ kind: 'tail', after: from, upTo: end, limit });
    chunks.catch(() => {});
    return { end, chunks };
  };
  let at = after;
  let asked = ask(at);
  while (at < head()) {
    if (asked.end <= at) asked = ask(at);
    const chunks = await asked.chunks;
    if (chunks.length === 0) throw new LogFault(`the log has a gap after sequence ${at}`, true);
    at = asked.end;
    asked = ask(at);
    for (const { facts, ...chunk } of chunks)
      yield { ...chunk, facts: facts ? (JSON.parse(facts) as FactEvent[]) : [] };
  }
}

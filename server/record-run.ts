import type { Door, Ingest } from './ingest/ingest.ts';
import type { EventLog } from './log/event-log.ts';

/** The door of the server itself. */
export const systemDoor: Door = { name: 'system', actor: 'system', defaultSource: 'system', allowInternal: true };

/** When the last event before this start was recorded; the time since is a gap in the record. */
export async function lastRecordedAt(log: EventLog): Promise<number | undefined> {
  let last: number | undefined;
  if (log.sequence > 0) for await (const chunk of log.readTail(log.sequence - 1, 1)) last = chunk.recordedAt;
  return last;
}

/** Starts and stops of the recorder are events too. */
export function recordStart(
  ingest: Ingest,
  log: EventLog,
  now: number,
  previousAt: number | undefined,
): Promise<unknown> {
  return ingest.submit(
    [
      {
        kind: 'recording',
        messageId: `start@${now}-${log.sequence}`,
        observedAt: new Date(now).toISOString(),
        state: 'started',
        previousAt,
      },
    ],
    systemDoor,
  );
}

export function recordStop(ingest: Ingest, now: number): Promise<unknown> {
  return ingest.submit(
    [{ kind: 'recording', messageId: `stop@${now}`, observedAt: new Date(now).toISOString(), state: 'stopped' }],
    systemDoor,
  );
}

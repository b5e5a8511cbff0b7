import type { Health } from '#shared/protocol/http.ts';
import { anyone, canSee } from './access/viewer.ts';
import type { EventLog } from './log/event-log.ts';
import type { LivePicture } from './picture/live-picture.ts';

export const version = '0.1.0';

/** Whether the server records, and its sources as far as anyone may know of them. */
export function describeHealth(log: EventLog, { picture, heardAt }: LivePicture, viewers: number): Health {
  const sources: Health['sources'] = [];
  for (const record of picture.records.values()) {
    // Health is answered without sign-in.
    if (record.kind !== 'source' || !canSee(anyone, record)) continue;
    const heard = heardAt.get(record.id) ?? record.body.lastHeardAt;
    sources.push({
      sourceId: record.id,
      name: record.body.name,
      status: record.body.status,
      ...(heard ? { lastHeardAt: new Date(heard).toISOString() } : {}),
    });
  }
  return {
    status: log.isRecording ? 'ok' : 'not-recording',
    version,
    epoch: log.epoch,
    sequence: log.sequence,
    recording: log.isRecording,
    exercise: log.isExercise,
    viewers,
    sources,
  };
}

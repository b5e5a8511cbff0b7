import { truths } from '#shared/replay/moment.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';
import { allowedMarkings } from './allowed-markings.ts';
import { MomentPicture } from './moment-picture.ts';
import type { ReplayRecord } from './replay-record.ts';

/** The record of this server, which goes on while it is replayed. */
export function makeLogRecord(parts: {
  log: EventLog;
  history: LogHistory;
  now: () => number;
  first: () => number;
}): ReplayRecord {
  const { log, history, now, first } = parts;
  return {
    truths,
    span: () => ({ first: first() || now(), last: now() }),
    begins: Number.NEGATIVE_INFINITY,
    reach: now,
    by: now,
    makePicture: () => new MomentPicture(history, log.descriptors),
    findStep: async (viewer, truth, from, { direction, marks }) => {
      const markings = await allowedMarkings(history, viewer);
      return (await history.step({ from, direction, marks, truth, markings, by: now() }))?.at;
    },
  };
}

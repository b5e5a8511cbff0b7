import { truths } from '#shared/replay/moment.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';
import { allowedMarkings } from './allowed-markings.ts';
import { MomentPicture } from './moment-picture.ts';
import type { ReplayRecord } from './replay-record.ts';

/** The first moment that a calendar can name: before it a clock would stand still. */
const earliestTime = -8.64e15;

/** The record of this server, which goes on while it is replayed. */
export function makeLogRecord(parts: {
  log: Pick<EventLog, 'descriptors' | 'settledAt'>;
  history: LogHistory;
  first: () => number;
}): ReplayRecord {
  const { log, history, first } = parts;
  // What a moment holds is complete: nothing that belongs to it is on its way to the disk.
  const settled = () => log.settledAt;
  return {
    truths,
    span: () => ({ first: first() || settled(), last: settled() }),
    begins: earliestTime,
    reach: settled,
    by: settled,
    makePicture: () => new MomentPicture(history, log.descriptors),
    findStep: async (viewer, truth, from, { direction, marks }) => {
      const markings = await allowedMarkings(history, viewer);
      return history.step({ from, direction, marks, truth, markings, by: settled() });
    },
  };
}

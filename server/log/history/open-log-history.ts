import type { Moment, Truth } from '#shared/replay/moment.ts';
import type { TimelineMark } from '#shared/schema/timeline-marks.ts';
import { ThreadClient } from '../thread-port.ts';
import type {
  AdvanceQuery,
  AdvanceReply,
  HistoryRequest,
  RecordSpan,
  SeekReply,
  ToldMoment,
} from './history-messages.ts';

export type MarkQuery = { markings: readonly string[]; by: number };

/**
 * What the log held at any moment, answered by a thread of its own, which is started by the first question: it holds
 * every fact without its words in memory, and a server that replays nothing does without.
 */
export type LogHistory = {
  span: () => Promise<RecordSpan>;
  /** What differs between two moments of one truth, or the whole of one. */
  seek: (from: ToldMoment | undefined, to: Moment) => Promise<SeekReply>;
  /** What follows a moment in its own truth, up to a time or about so many rows. */
  advance: (wanted: AdvanceQuery) => Promise<AdvanceReply>;
  /** Every marking that a fact has, as JSON text. */
  markings: () => Promise<string[]>;
  timeline: (
    query: MarkQuery & { from: number; to: number; bins: number },
  ) => Promise<{ first: number | undefined; bins: Partial<Record<TimelineMark, number[]>> }>;
  step: (
    query: MarkQuery & { from: number; direction: 1 | -1; marks: readonly TimelineMark[]; truth: Truth },
  ) => Promise<{ at: number; key: string } | undefined>;
  close: () => Promise<void>;
};

export function openLogHistory(dataDir: string, onFault: (error: Error) => void): LogHistory {
  let thread: ThreadClient<HistoryRequest, true> | undefined;
  let isClosed = false;
  const ask = <T>(request: HistoryRequest): Promise<T> => {
    if (isClosed) return Promise.reject(new Error('the history is closed'));
    thread ??= new ThreadClient<HistoryRequest, true>(
      new URL('./history-thread.ts', import.meta.url),
      { dataDir },
      {
        onNotice: () => {},
        onDeath: (error) => {
          // The next question starts another.
          thread = undefined;
          onFault(error);
        },
        name: 'the thread of the history',
      },
    );
    return thread.call<T>(request);
  };
  return {
    span: () => ask({ kind: 'span' }),
    seek: (from, to) => ask({ kind: 'seek', from, to }),
    advance: (wanted) => ask({ kind: 'advance', ...wanted }),
    markings: () => ask({ kind: 'markings' }),
    timeline: (query) => ask({ kind: 'timeline', ...query }),
    step: (query) => ask({ kind: 'step', ...query }),
    close: async () => {
      isClosed = true;
      await thread?.close();
    },
  };
}

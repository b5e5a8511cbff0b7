import type { Moment, Truth } from '#shared/replay/moment.ts';
import type { TimelineMark } from '#shared/schema/timeline-marks.ts';
import { ThreadClient } from '../thread-port.ts';
import type {
  AdvanceQuery,
  AdvanceReply,
  FoundStep,
  HistoryRequest,
  SeekReply,
  ToldMoment,
} from './history-messages.ts';

export type MarkQuery = { markings: readonly string[]; by: number };

/** The past cannot be asked now: too many are asking, or its thread ended. By this name HTTP says to come back. */
class HistoryUnavailable extends Error {
  override readonly name = 'Overloaded';
  readonly isRetryable = true;
}

/**
 * What the log held at any moment, answered by a thread of its own, which is started by the first question: it holds
 * every fact without its words in memory, and a server that replays nothing does without. Where that thread ends, the
 * questions asked of it and those of the next seconds are refused with HistoryUnavailable, and then another is started:
 * nothing else of the server depends on it.
 */
export type LogHistory = {
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
  ) => Promise<FoundStep | undefined>;
  /** Questions that were not answered yet; beyond 256 they are refused. */
  readonly waiting: number;
  close: () => Promise<void>;
};

/** Each of 64 replays asks for a moment, what follows and a step at most. */
const mostWaiting = 256;
/** After an end no other thread is started for so long, twice as long after the next, and so on. */
const shortestPauseMs = 1_000;
const longestPauseMs = 60_000;

export function openLogHistory(
  dataDir: string,
  onFault: (error: Error) => void,
  firstPauseMs = shortestPauseMs,
): LogHistory {
  let thread: ThreadClient<HistoryRequest, true> | undefined;
  let isClosed = false;
  let waiting = 0;
  let pauseMs = firstPauseMs;
  let notBefore = Number.NEGATIVE_INFINITY;

  function start(): ThreadClient<HistoryRequest, true> {
    const startedAt = performance.now();
    return new ThreadClient<HistoryRequest, true>(
      new URL('./history-thread.ts', import.meta.url),
      { dataDir },
      {
        onNotice: () => {},
        onDeath: (error) => {
          thread = undefined;
          const now = performance.now();
          // One that lived long did not end of what the last one ended of.
          if (now - startedAt > longestPauseMs) pauseMs = firstPauseMs;
          notBefore = now + pauseMs;
          pauseMs = Math.min(2 * pauseMs, longestPauseMs);
          onFault(error);
        },
        name: 'the thread of the history',
        isFatal: false,
      },
    );
  }

  async function ask<T>(request: HistoryRequest): Promise<T> {
    if (isClosed) throw new Error('the history is closed');
    if (waiting >= mostWaiting) throw new HistoryUnavailable(`${mostWaiting} questions about the past are waiting`);
    if (!thread && performance.now() < notBefore) throw new HistoryUnavailable('the history is being started anew');
    thread ??= start();
    const asked = thread;
    waiting++;
    try {
      return await asked.call<T>(request);
    } catch (error) {
      // What the thread answered is an error of the question; where it is gone, whoever asked may ask the next one.
      throw thread === asked ? error : new HistoryUnavailable((error as Error).message);
    } finally {
      waiting--;
    }
  }

  return {
    seek: (from, to) => ask({ kind: 'seek', from, to }),
    advance: (wanted) => ask({ kind: 'advance', ...wanted }),
    markings: () => ask({ kind: 'markings' }),
    timeline: (query) => ask({ kind: 'timeline', ...query }),
    step: (query) => ask({ kind: 'step', ...query }),
    get waiting() {
      return waiting;
    },
    close: async () => {
      isClosed = true;
      await thread?.close();
    },
  };
}

/**
 * The time of a log whose messages carry at most the second of their minute. It is set by whatever tells a whole time
 * (satellite receiver, base station, recorder) and moved on by the seconds in between: a message is placed at most 20 s
 * after and 40 s before the clock. Nothing is dated while the clock was never set.
 */
export type LogClock = {
  set: (at: number) => void;
  /** Epoch milliseconds of a message with this second of the minute (60 and more: unknown), and moves the clock on. */
  date: (second: number | undefined) => number | undefined;
  now: () => number | undefined;
};

export function makeLogClock(startAt?: number): LogClock {
  let now = startAt;
  return {
    set: (at) => {
      now = at;
    },
    date: (second) => {
      if (now === undefined || second === undefined || second > 59) return now;
      const at = nearestSecond(now, second);
      now = Math.max(now, at);
      return at;
    },
    now: () => now,
  };
}

const minuteMs = 60_000;
/** Positions are heard when they are sent or later, never before: the clock runs behind only for want of messages. */
const longestAheadMs = 20_000;

/** The instant with this second that lies up to 20 s after the clock, else within the minute before that. */
function nearestSecond(at: number, second: number): number {
  const latest = at + longestAheadMs;
  const candidate = Math.floor(latest / minuteMs) * minuteMs + second * 1_000;
  return candidate > latest ? candidate - minuteMs : candidate;
}

/** A log may run this long by its seconds before it first tells a whole time; before that its gaps cannot be known. */
const longestLeadMs = 10 * minuteMs;

/**
 * The time at the beginning of a log that tells a whole time only later: seconds are counted from the beginning, and
 * counted back once the time is known.
 */
export function makeLeadCounter(): {
  addSecond: (second: number | undefined) => void;
  startOf: (at: number) => number;
} {
  let firstAt: number | undefined;
  const clock = makeLogClock();
  return {
    addSecond: (second) => {
      if (second === undefined || second > 59) return;
      if (firstAt === undefined) {
        // Any minute will do: only the way from here to the first whole time counts. Late messages may lie before it.
        firstAt = minuteMs + second * 1_000;
        clock.set(firstAt);
      } else clock.date(second);
    },
    startOf: (at) => {
      const counted = clock.now();
      if (firstAt === undefined || counted === undefined) return at;
      const leadMs = nearestSecond(at, Math.floor(counted / 1_000) % 60) - (counted - firstAt);
      return at - leadMs > longestLeadMs ? at : leadMs;
    },
  };
}

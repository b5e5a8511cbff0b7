/** The pulse of the panels: two beats a second, so that they stay calm however fast the data comes. */
export type SlowClock = { subscribe: (listener: () => void) => () => void; beats: () => number; close: () => void };

export function startSlowClock(everyMs = 500): SlowClock {
  const listeners = new Set<() => void>();
  let beats = 0;
  const timer = setInterval(() => {
    beats++;
    for (const listener of listeners) listener();
  }, everyMs);
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    beats: () => beats,
    close: () => clearInterval(timer),
  };
}

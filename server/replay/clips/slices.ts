import { setImmediate } from 'node:timers/promises';

const sliceMs = 12;

/** Lets others have their turn: called often, it waits when the work has gone on for a slice. Ends when it is given up. */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  #since = performance.now();
  #calls = 0;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Undefined while there is no need to wait; `every` so many calls the clock is looked at. */
  turn(every = 1): Promise<void> | undefined {
    if (++this.#calls % every !== 0 || performance.now() - this.#since < sliceMs) return undefined;
    return this.#wait();
  }

  async #wait(): Promise<void> {
    await setImmediate();
    this.#signal?.throwIfAborted();
    this.#since = performance.now();
  }
}

/**
 * Keeps messages in order when some take a moment to unpack: whatever comes meanwhile waits behind them. Bounded by the
 * server, which sends only so much that is not acknowledged.
 */
export type MessageQueue = {
  /** At once when nothing waits. */
  run: (work: () => void) => void;
  /** When what is before it has run and `bytes` are unpacked; `undefined` when they cannot be. */
  runUnpacked: (bytes: Uint8Array, work: (value: unknown) => void) => void;
  /** What waits belongs to a link that is gone. */
  clear: () => void;
};

export function makeMessageQueue(): MessageQueue {
  let tail: Promise<void> | undefined;
  let generation = 0;

  function append(step: () => Promise<void> | void): void {
    const own = generation;
    const mine = (tail ?? Promise.resolve())
      .then(() => (own === generation ? step() : undefined))
      .catch((error: unknown) => globalThis.reportError?.(error))
      .then(() => {
        if (tail === mine) tail = undefined;
      });
    tail = mine;
  }

  return {
    run: (work) => (tail ? append(work) : work()),
    runUnpacked: (bytes, work) => {
      const own = generation;
      const value = unpack(bytes).catch(() => undefined);
      append(async () => {
        const unpacked = await value;
        if (own === generation) work(unpacked);
      });
    },
    clear: () => {
      generation++;
      tail = undefined;
    },
  };
}

async function unpack(bytes: Uint8Array): Promise<unknown> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

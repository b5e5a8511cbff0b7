/**
 * Arrays that one spread after another uses, so that a bounded one costs what it reaches and not what the map holds.
 * Between spreads every distance is Infinity; `touched` says which are not.
 */
export class Workspace {
  readonly seconds: Float64Array;
  /** 1 while the best known distance of a node has been expanded. */
  readonly done: Uint8Array;
  touched: Int32Array;
  touchedCount = 0;
  /** Entries of the queue: node and next entry of the same bucket. */
  node: Int32Array;
  next: Int32Array;
  /** First entry of each bucket, -1 when it is empty. */
  head: Int32Array;

  constructor(nodes: number) {
    this.seconds = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
    this.done = new Uint8Array(nodes);
    this.touched = new Int32Array(4_096);
    this.node = new Int32Array(16_384);
    this.next = new Int32Array(16_384);
    this.head = new Int32Array(0);
  }

  /** Empties the buckets, of which there are a power of two. */
  prepare(buckets: number): void {
    this.#reset();
    if (this.head.length !== buckets) this.head = new Int32Array(buckets);
    this.head.fill(-1);
  }

  /** Twice the room; writes past the end of a typed array would be dropped without a word. */
  growQueue(): void {
    this.node = doubled(this.node);
    this.next = doubled(this.next);
  }

  growTouched(): void {
    this.touched = doubled(this.touched);
  }

  #reset(): void {
    const { seconds, done, touched } = this;
    for (let at = 0; at < this.touchedCount; at++) {
      seconds[touched[at]!] = Number.POSITIVE_INFINITY;
      done[touched[at]!] = 0;
    }
    this.touchedCount = 0;
  }
}

function doubled(values: Int32Array): Int32Array {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}

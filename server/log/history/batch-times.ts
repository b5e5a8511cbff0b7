import type { DatabaseSync } from 'node:sqlite';

/** So many commits are read at once, and of so many only the first is held for good. */
const commitsPerBlock = 16;
/** Blocks that are held because they were asked for: a few megabytes. */
const mostBlocks = 8_192;

/** Commits in a row: the first sequence number of each, and one more where the next block begins; when each was recorded. */
type Block = { firsts: Float64Array; recorded: Float64Array };

/**
 * When each commit was recorded: between a sequence number and a recorded time by bisection. Sequence numbers are dense,
 * so that a commit ends where the next begins. In memory is one of 16 commits: of ten million that takes ten megabytes.
 */
export class BatchTimes {
  readonly #selectBlock;
  readonly #selectNext;
  readonly #selectLast;
  /** Of each block its first sequence number and its first time. Each but the last is full. */
  readonly #firsts: number[] = [];
  readonly #recorded: number[] = [];
  readonly #blocks = new Map<number, Block>();
  /** The last sequence number of the log. */
  #last = 0;
  /** The commit that was asked for last: from one sequence number to before another, and when it was recorded. */
  #from = 0;
  #end = 0;
  #recordedThen = 0;
  #block: Block = { firsts: new Float64Array(1), recorded: new Float64Array(0) };

  constructor(db: DatabaseSync) {
    const prepare = (text: string) => db.prepare(text, { returnArrays: true });
    const commits = 'SELECT first, recorded FROM batch WHERE first >= ? ORDER BY first';
    this.#selectBlock = prepare(`${commits} LIMIT ${commitsPerBlock}`);
    this.#selectNext = prepare(`${commits} LIMIT 1 OFFSET ?`);
    this.#selectLast = prepare('SELECT last FROM batch ORDER BY first DESC LIMIT 1');
    this.follow();
  }

  /** Takes in what was committed since. */
  follow(): void {
    const [last] = (this.#selectLast.get() ?? [0]) as unknown as [number];
    if (last === this.#last) return;
    this.#last = last;
    // The last block and the last commit may have been incomplete.
    this.#blocks.delete(this.#firsts.length - 1);
    this.#block = { firsts: new Float64Array(1), recorded: new Float64Array(0) };
    this.#end = 0;
    for (;;) {
      const next = this.#selectNext.get(this.#firsts.at(-1) ?? 0, this.#firsts.length > 0 ? commitsPerBlock : 0);
      if (!next) return;
      const [first, recorded] = next as unknown as [number, number];
      this.#firsts.push(first);
      this.#recorded.push(recorded);
    }
  }

  /** The last sequence number of the log; 0 when it is empty. */
  get last(): number {
    return this.#last;
  }

  recordedAt(sequence: number): number {
    // Rows come in the order of the log: mostly it is the commit of the row before, or one near to it.
    if (sequence < this.#from || sequence >= this.#end) this.#find(sequence);
    return this.#recordedThen;
  }

  /** The last sequence number recorded by then; 0 when there is none. */
  lastBy(recorded: number): number {
    const index = upperBound(this.#recorded, recorded) - 1;
    if (index < 0) return 0;
    const block = this.#blockAt(index);
    return block.firsts[upperBound(block.recorded, recorded)]! - 1;
  }

  #find(sequence: number): void {
    if (this.#last === 0) return;
    const { firsts } = this.#block;
    if (sequence < firsts[0]! || sequence >= firsts.at(-1)!)
      this.#block = this.#blockAt(Math.max(0, upperBound(this.#firsts, sequence) - 1));
    const { firsts: found, recorded } = this.#block;
    const commit = Math.min(Math.max(0, upperBound(found, sequence) - 1), recorded.length - 1);
    this.#from = found[commit]!;
    this.#end = found[commit + 1]!;
    this.#recordedThen = recorded[commit]!;
  }

  #blockAt(index: number): Block {
    const held = this.#blocks.get(index);
    if (held) return held;
    const rows = this.#selectBlock.all(this.#firsts[index]!) as unknown as [number, number][];
    const block = { firsts: new Float64Array(rows.length + 1), recorded: new Float64Array(rows.length) };
    rows.forEach(([first, recorded], commit) => {
      block.firsts[commit] = first;
      block.recorded[commit] = recorded;
    });
    block.firsts[rows.length] = this.#firsts[index + 1] ?? this.#last + 1;
    if (this.#blocks.size >= mostBlocks) this.#blocks.delete(this.#blocks.keys().next().value!);
    this.#blocks.set(index, block);
    return block;
  }
}

/** How many of the ascending values are not greater. */
export function upperBound(values: ArrayLike<number>, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

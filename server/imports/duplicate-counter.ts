import type { RowKey } from '../log/event-log.ts';
import { type ImportStore, isTakenBack } from './import-store.ts';
import { nextGeneration } from './next-generation.ts';

const batchKeys = 2_000;
/** Beyond this many different rows a file is not counted: the keys are held in memory. */
const maxKeys = 1_000_000;

/**
 * How many rows of a file would be duplicates: of one on record, or of one before them in the file. A row that an undo
 * took back is none, because loading it again brings it back. Nothing is stored.
 */
export class DuplicateCounter {
  readonly #store: Pick<ImportStore, 'log' | 'live'>;
  readonly #seen = new Set<string>();
  #batch: RowKey[] = [];
  #count = 0;
  #isOver = false;

  constructor(store: Pick<ImportStore, 'log' | 'live'>) {
    this.#store = store;
  }

  /** Undefined when the file has too many rows to be counted. */
  get count(): number | undefined {
    return this.#isOver ? undefined : this.#count;
  }

  async add(key: RowKey): Promise<void> {
    if (this.#isOver) return;
    const text = JSON.stringify(key);
    if (this.#seen.has(text)) {
      this.#count++;
      return;
    }
    this.#seen.add(text);
    this.#isOver = this.#seen.size > maxKeys;
    this.#batch.push(key);
    if (this.#batch.length >= batchKeys) await this.flush();
  }

  async flush(): Promise<void> {
    let open: readonly RowKey[] = this.#batch;
    this.#batch = [];
    let keys = open;
    for (let generation = 2; keys.length > 0; generation++) {
      const holders = await this.#store.log.read.holders(keys);
      const again: RowKey[] = [];
      holders.forEach((actor, index) => {
        if (actor === null) return;
        if (isTakenBack(this.#store, actor)) again.push(open[index]!);
        else this.#count++;
      });
      open = again;
      keys = again.map((key) => nextGeneration(key, generation));
    }
  }
}

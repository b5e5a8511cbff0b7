/** Keeps the best few of many without sorting the rest: smaller rank first, then greater weight, then who came first. */
export class BestMatches<T> {
  readonly #limit: number;
  readonly #kept: { item: T; rank: number; weight: number }[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(item: T, rank: number, weight: number): void {
    const kept = this.#kept;
    const last = kept[kept.length - 1];
    if (kept.length === this.#limit && last && !isBetter(rank, weight, last)) return;
    let at = kept.length;
    while (at > 0 && isBetter(rank, weight, kept[at - 1]!)) at--;
    kept.splice(at, 0, { item, rank, weight });
    if (kept.length > this.#limit) kept.pop();
  }

  list(): readonly { item: T; rank: number }[] {
    return this.#kept;
  }
}

function isBetter(rank: number, weight: number, than: { rank: number; weight: number }): boolean {
  return rank < than.rank || (rank === than.rank && weight > than.weight);
}

/** Places of facts by a time of theirs; equal times in the order of the log, in which places ascend. */
export class FactOrder {
  readonly places: number[] = [];
  readonly times: number[] = [];

  /** Merges from the end: what comes last mostly belongs there, and then nothing else is looked at. */
  add(added: number[], timeOf: (place: number) => number): void {
    added.sort((a, b) => timeOf(a) - timeOf(b) || a - b);
    const { places, times } = this;
    let held = places.length - 1;
    for (const place of added) {
      places.push(place);
      times.push(timeOf(place));
    }
    for (let next = added.length - 1, to = places.length - 1; next >= 0; to--) {
      const place = added[next]!;
      const time = timeOf(place);
      const isAfter = held >= 0 && (times[held]! > time || (times[held] === time && places[held]! > place));
      places[to] = isAfter ? places[held]! : place;
      times[to] = isAfter ? times[held]! : time;
      if (isAfter) held--;
      else next--;
    }
  }

  remove(gone: ReadonlySet<number>): void {
    const { places, times } = this;
    let kept = 0;
    for (let at = 0; at < places.length; at++) {
      if (gone.has(places[at]!)) continue;
      places[kept] = places[at]!;
      times[kept++] = times[at]!;
    }
    places.length = kept;
    times.length = kept;
  }
}

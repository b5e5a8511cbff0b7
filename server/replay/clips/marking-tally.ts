import { combineMarkings } from '#shared/picture/combine-markings.ts';
import { type Marking, unmarked } from '#shared/schema/marking.ts';

/** Everything that is in a package has one of these markings: only who may see all of them may see it. */
export class MarkingTally {
  readonly #texts = new Set<string>();

  add(marking: Marking): void {
    this.#texts.add(JSON.stringify(marking));
  }

  /** The same whatever came first. */
  combined(): Marking {
    const [first = unmarked, ...rest] = [...this.#texts].sort().map((text) => JSON.parse(text) as Marking);
    return rest.reduce(combineMarkings, first);
  }
}

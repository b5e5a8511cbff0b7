import type { Cover } from '../analysis/coverage/air-cover.ts';
import { coverWithout, type MemberIndices, mergeMembers } from '../analysis/coverage/cover-map.ts';
import { type CoverSeconds, computeSeconds, type PreparedSituation } from './compute-cover.ts';
import type { GroundModel } from './ground/ground-model.ts';
import type { Chosen } from './situation/members.ts';

/**
 * Cover while one helicopter or facility is dragged over the map. In, the situation of each frame, prepared; out, what
 * `computeSeconds` gives for it, exactly, which holds until the next frame. What does not depend on the dragged one is
 * computed when it is grabbed, and anew when something else has changed; a frame then costs only its own chains.
 */
export class CoverDrag {
  readonly #model: GroundModel;
  readonly #key: string;
  readonly #sides = { known: new Side(), hopeful: new Side() };

  /** `key` of the record that is dragged. */
  constructor(model: GroundModel, key: string) {
    this.#model = model;
    this.#key = key;
  }

  seconds(prepared: PreparedSituation): CoverSeconds {
    const { known, hopeful } = prepared;
    // Where an ambulance stands decides when the hurt are picked up, and so all chains over ground.
    if (hopeful.keys.vehicles.includes(this.#key)) return computeSeconds(this.#model, prepared);
    const sure = this.#sides.known.seconds(this.#model, known, this.#key);
    return {
      known: sure,
      hopeful: hopeful === known ? sure : this.#sides.hopeful.seconds(this.#model, hopeful, this.#key),
    };
  }
}

/** Cover without the dragged one, and what it was computed from. */
class Side {
  #rest: { cover: Cover; scratch: Cover; name: string; fields: readonly unknown[] } | undefined;

  seconds({ display }: GroundModel, chosen: Chosen, key: string): Cover {
    const moving = indicesOf(chosen, key);
    const { name, fields } = describeRest(chosen, moving);
    const isSame = this.#rest?.name === name && this.#rest.fields.every((field, at) => field === fields[at]);
    if (!isSame) {
      const cover = coverWithout(display, chosen.input, moving);
      this.#rest = { cover, scratch: { team: cover.team.slice(), surgery: cover.surgery.slice() }, name, fields };
    }
    const { cover, scratch } = this.#rest!;
    scratch.team.set(cover.team);
    scratch.surgery.set(cover.surgery);
    mergeMembers(display, scratch, chosen.input, moving);
    return scratch;
  }
}

/** A facility is dragged with its landing site. */
function indicesOf({ keys }: Chosen, key: string): MemberIndices {
  const of = (list: readonly string[]) => list.flatMap((each, index) => (each === key ? [index] : []));
  return { helicopters: of(keys.helicopters), facilities: of(keys.facilities), landingSites: of(keys.landingSites) };
}

/** Everything but the dragged one: as text, and the fields of the ground, which are compared by identity. */
function describeRest({ input }: Chosen, moving: MemberIndices): { name: string; fields: readonly unknown[] } {
  const { facilities, helicopters, landingSites, vehicles, ...common } = input;
  const fields: unknown[] = [];
  const plain = ({ ground, ...rest }: { ground?: unknown }) => {
    fields.push(ground);
    return rest;
  };
  const without = <T extends object>(list: readonly T[], left: readonly number[]) =>
    list.filter((_, index) => !left.includes(index)).map(plain);
  const name = JSON.stringify([
    without(facilities, moving.facilities),
    without(helicopters, moving.helicopters),
    without(landingSites, moving.landingSites),
    vehicles.map(plain),
    common,
  ]);
  return { name, fields };
}

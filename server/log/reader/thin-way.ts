import { type AreaBox, sidesOf } from '#shared/analysis/passage/area-box.ts';

/** Positions in degrees × 10⁷, as columns of `count` rows that grow. */
export class FixColumns {
  count = 0;
  observedAt = new Float64Array(1_024);
  longitudeE7 = new Int32Array(1_024);
  latitudeE7 = new Int32Array(1_024);

  push(observedAt: number, longitudeE7: number, latitudeE7: number): void {
    if (this.count === this.observedAt.length) this.#grow();
    this.observedAt[this.count] = observedAt;
    this.longitudeE7[this.count] = longitudeE7;
    this.latitudeE7[this.count++] = latitudeE7;
  }

  /** The rows in use. */
  whole(): { observedAt: Float64Array; longitudeE7: Int32Array; latitudeE7: Int32Array } {
    const { count } = this;
    return {
      observedAt: this.observedAt.slice(0, count),
      longitudeE7: this.longitudeE7.slice(0, count),
      latitudeE7: this.latitudeE7.slice(0, count),
    };
  }

  #grow(): void {
    const { observedAt, longitudeE7, latitudeE7 } = this;
    this.observedAt = new Float64Array(2 * this.count);
    this.longitudeE7 = new Int32Array(2 * this.count);
    this.latitudeE7 = new Int32Array(2 * this.count);
    this.observedAt.set(observedAt);
    this.longitudeE7.set(longitudeE7);
    this.latitudeE7.set(latitudeE7);
  }
}

/**
 * Keeps of the way of a track what can tell when it was in a box. Of a run of fixes that all lie beyond the same side,
 * the first and the last are enough: no line between any two of them touches the box, joined or not.
 */
export class WayThinner {
  readonly #box: AreaBox;
  readonly #kept: FixColumns;
  /** Sides that all since the last kept fix have in common. */
  #sides = 0;
  #last: [observedAt: number, longitudeE7: number, latitudeE7: number, sides: number] | undefined;

  constructor(box: AreaBox, kept: FixColumns) {
    this.#box = box;
    this.#kept = kept;
  }

  push(observedAt: number, longitudeE7: number, latitudeE7: number): void {
    let sides = sidesOf(this.#box, longitudeE7 / 1e7, latitudeE7 / 1e7);
    const own = sides;
    if ((sides & this.#sides) !== 0) sides &= this.#sides;
    else if (this.#last) {
      sides &= this.#last[3];
      this.end();
    } else sides = 0;
    if (sides === 0) {
      this.#kept.push(observedAt, longitudeE7, latitudeE7);
      this.#sides = own;
    } else {
      this.#last = [observedAt, longitudeE7, latitudeE7, own];
      this.#sides = sides;
    }
  }

  /** To be called after the last fix of a track, or of a part of its way: what comes next begins a new run. */
  end(): void {
    if (this.#last) this.#kept.push(this.#last[0], this.#last[1], this.#last[2]);
    this.#last = undefined;
    this.#sides = 0;
  }
}

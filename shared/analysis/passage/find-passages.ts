import { nearLongitude, sidesOf } from './area-box.ts';
import { cutLine } from './cut-line.ts';
import { isInArea, type PassageArea } from './passage-area.ts';

/** One stay of a track in an area. Times are epoch milliseconds, with fractions where they lie between two fixes. */
export type Passage = {
  enteredAt: number;
  leftAt: number;
  /** The time was found between two fixes. */
  isEntryInterpolated: boolean;
  isExitInterpolated: boolean;
  /** It was inside already: at its first fix, at the first after a gap, or when the span began. */
  startsInside: boolean;
  /** It was inside still: at its last fix, at the last before a gap, or when the span ended. */
  endsInside: boolean;
  /** Fixes of the span. 0 where it went through between two fixes. */
  fixesInside: number;
};

/** All in epoch milliseconds or milliseconds. */
export type PassageLimits = { from: number; to: number; gapMs: number };

/**
 * Finds the stays of one track in an area from its fixes, given one by one in the order of time; those just before and
 * after the span belong to them. Fixes no further apart than `gapMs` are joined by a straight line in longitude and
 * latitude at even speed; across a longer gap nothing is guessed. The area has its edges: a fix on one is inside, while
 * a line between two fixes that only touches one is not. Times are clipped to the span.
 */
export class PassageFinder {
  readonly #area: PassageArea;
  readonly #limits: PassageLimits;
  readonly #found: Passage[] = [];
  #open: Passage | undefined;
  #hasFix = false;
  #at = 0;
  #longitude = 0;
  #latitude = 0;
  #sides = 0;

  constructor(area: PassageArea, limits: PassageLimits) {
    this.#area = area;
    this.#limits = limits;
  }

  add(at: number, longitude: number, latitude: number): void {
    const sides = sidesOf(this.#area.box, longitude, latitude);
    const isInside = sides === 0 && isInArea(this.#area, longitude, latitude);
    const isJoined = this.#hasFix && at - this.#at <= this.#limits.gapMs;
    if (!isJoined) this.#close(this.#at, { endsInside: true });
    else if ((sides & this.#sides) === 0) this.#follow(at, longitude, latitude, isInside);
    if (isInside) this.#stay(at, { startsInside: !isJoined });
    this.#hasFix = true;
    [this.#at, this.#longitude, this.#latitude, this.#sides] = [at, longitude, latitude, sides];
  }

  /** The stays, in the order of time. Nothing can be added afterwards. */
  finish(): Passage[] {
    this.#close(this.#at, { endsInside: true });
    return this.#found;
  }

  /** The way from the fix before, up to this one and without it. */
  #follow(at: number, longitude: number, latitude: number, isInside: boolean): void {
    const duration = at - this.#at;
    const isStill = longitude === this.#longitude && latitude === this.#latitude;
    // Two places at one time: there is no way between them.
    if (isStill || duration === 0) {
      if (!isInside) this.#close(this.#at);
      return;
    }
    const shares = cutLine(this.#area, this.#longitude, this.#latitude, longitude, latitude);
    const [dx, dy] = [nearLongitude(longitude, this.#longitude) - this.#longitude, latitude - this.#latitude];
    for (let next = 1; next < shares.length; next++) {
      const [share, until] = [shares[next - 1]!, shares[next]!];
      const middle = (share + until) / 2;
      const start = this.#at + share * duration;
      const isInterpolated = share > 0;
      if (!isInArea(this.#area, this.#longitude + middle * dx, this.#latitude + middle * dy))
        this.#close(start, { isExitInterpolated: isInterpolated });
      else if (!this.#open) this.#enter(start, { isEntryInterpolated: isInterpolated });
    }
    if (!isInside) this.#close(at);
  }

  #stay(at: number, how: Partial<Passage>): void {
    if (!this.#open) this.#enter(at, how);
    if (at >= this.#limits.from && at <= this.#limits.to) this.#open!.fixesInside++;
  }

  #enter(enteredAt: number, how: Partial<Passage>): void {
    this.#open = {
      ...{ enteredAt, leftAt: enteredAt, isEntryInterpolated: false, isExitInterpolated: false },
      ...{ startsInside: false, endsInside: false, fixesInside: 0, ...how },
    };
  }

  #close(leftAt: number, how: Partial<Passage> = {}): void {
    const passage = this.#open;
    if (!passage) return;
    this.#open = undefined;
    Object.assign(passage, { leftAt, ...how });
    const { from, to } = this.#limits;
    if (leftAt < from || passage.enteredAt > to) return;
    if (passage.enteredAt < from)
      Object.assign(passage, { enteredAt: from, isEntryInterpolated: false, startsInside: true });
    if (leftAt > to) Object.assign(passage, { leftAt: to, isExitInterpolated: false, endsInside: true });
    this.#found.push(passage);
  }
}

/** The stays of one whole track, whose fixes are columns in the order of time; degrees and epoch milliseconds. */
export function findPassages(
  area: PassageArea,
  fixes: { readonly times: Float64Array; readonly longitudes: Float64Array; readonly latitudes: Float64Array },
  limits: PassageLimits,
): Passage[] {
  const finder = new PassageFinder(area, limits);
  for (let fix = 0; fix < fixes.times.length; fix++)
    finder.add(fixes.times[fix]!, fixes.longitudes[fix]!, fixes.latitudes[fix]!);
  return finder.finish();
}

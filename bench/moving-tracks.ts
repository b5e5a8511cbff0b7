import { type FixBatch, noAltitude, speedSteps } from '#shared/picture/fix-batch.ts';
import { contingentOf } from './audiences.ts';

/** Metres of one degree of latitude. */
const metresPerDegree = 111_195;

/**
 * Vehicles on the move, from a seed: each keeps its speed and wanders about its course. The same tracks fill a log as
 * columns and are posted as reports, so that a load continues a log that was built before.
 */
export class MovingTracks {
  readonly count: number;
  readonly #random: () => number;
  readonly #observedAt: Float64Array;
  readonly #longitude: Float64Array;
  readonly #latitude: Float64Array;
  readonly #course: Float64Array;
  readonly #speed: Float64Array;
  /** JSON of a report before and after what changes with each fix. */
  readonly #heads: string[] = [];
  readonly #tails: string[] = [];

  /** The first `restricted` tracks are each released to one contingent only, in turn. */
  constructor(count: number, seed: number, restricted = 0) {
    this.count = count;
    this.#random = mulberry32(seed);
    const column = (least: number, most: number) =>
      Float64Array.from({ length: count }, () => least + this.#random() * (most - least));
    this.#observedAt = new Float64Array(count);
    this.#longitude = column(-4, 3);
    this.#latitude = column(15, 20);
    this.#course = column(0, 360);
    this.#speed = column(5, 25);
    for (let track = 0; track < count; track++) {
      const { trackId, callSign, trackType, unit } = describeMovingTrack(track);
      const group = track < restricted ? contingentOf(track % 8) : undefined;
      const marking = { classification: 'unclassified', releasableTo: [group], originator: group };
      this.#heads.push(`{"kind":"position","source":"${movingSource}","trackId":"${trackId}","observedAt":"`);
      this.#tails.push(
        `,"accuracyMetres":5,"callSign":"${callSign}","trackType":"${trackType}","unit":"${unit}"` +
          `${group ? `,"marking":${JSON.stringify(marking)}` : ''}}`,
      );
    }
  }

  /** Moves a track on to a time, epoch milliseconds. */
  advance(track: number, observedAt: number): void {
    const before = this.#observedAt[track]! || observedAt;
    this.#observedAt[track] = observedAt;
    const course = (this.#course[track]! + (this.#random() - 0.5) * 8 + 360) % 360;
    this.#course[track] = course;
    const metres = (this.#speed[track]! * (observedAt - before)) / 1000;
    const latitude = this.#latitude[track]!;
    const radians = (course * Math.PI) / 180;
    this.#latitude[track] = latitude + (metres * Math.cos(radians)) / metresPerDegree;
    const perDegree = metresPerDegree * Math.cos((latitude * Math.PI) / 180);
    this.#longitude[track] = this.#longitude[track]! + (metres * Math.sin(radians)) / perDegree;
  }

  /** Where a track is now, as the JSON text of a report. `observedAt` is the same time as given to `advance`, as text. */
  formatReport(track: number, observedAt: string): string {
    const longitude = this.#longitude[track]!.toFixed(7);
    const latitude = this.#latitude[track]!.toFixed(7);
    return (
      `${this.#heads[track]}${observedAt}","position":[${longitude},${latitude}],"courseDegrees":` +
      `${Math.round(this.#course[track]! * 10) / 10},"speedMetresPerSecond":${this.#speed[track]!.toFixed(1)}${this.#tails[track]}`
    );
  }

  /** Where a track is now, as a row of a batch; its descriptor has the number of the track. */
  addFix(batch: FixBatch, track: number): void {
    const row = batch.count++;
    batch.descriptor[row] = track;
    batch.observedAt[row] = this.#observedAt[track]!;
    batch.longitudeE7[row] = Math.round(this.#longitude[track]! * 1e7);
    batch.latitudeE7[row] = Math.round(this.#latitude[track]! * 1e7);
    batch.course[row] = Math.round(this.#course[track]! * 100);
    batch.speed[row] = Math.round(this.#speed[track]! * speedSteps);
    batch.accuracy[row] = 5;
    batch.altitude[row] = noAltitude;
  }
}

export const movingSource = 'bench';

/** What the reports of a track say of it. */
export function describeMovingTrack(track: number) {
  const unit = `unit-${track % 40}`;
  return { trackId: `track-${track}`, callSign: `V ${track}`, trackType: 'vehicle', unit } as const;
}

/** Small generator of equally distributed numbers in [0, 1). Source: T. Ettinger, mulberry32, public domain. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

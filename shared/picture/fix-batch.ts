/**
 * Fixes as columns: the form in which positions cross threads, enter the log and fold into the picture.
 * A fix is position, motion and time of one track; its `descriptor` is an index into the log's table of descriptors
 * (source, track, call sign, type, unit, marking, actor), because those hardly ever change.
 */
export type FixBatch = {
  count: number;
  descriptor: Int32Array;
  /** Epoch milliseconds. */
  observedAt: Float64Array;
  /** Epoch milliseconds, or 0 when known from when it was recorded. */
  knownAt: Float64Array;
  /** Degrees × 10⁷. */
  longitudeE7: Int32Array;
  latitudeE7: Int32Array;
  /** Degrees × 100, or `noValue`. */
  course: Uint16Array;
  /** Metres a second × 20, or `noValue`. */
  speed: Uint16Array;
  /** Metres, or `noValue`. */
  accuracy: Uint16Array;
  /** Metres, or `noAltitude`. */
  altitude: Int16Array;
};

export const noValue = 0xffff;
export const noAltitude = -0x8000;
/** Steps of the stored speed per metre a second. */
export const speedSteps = 20;

export function makeFixBatch(capacity: number): FixBatch {
  return {
    count: 0,
    descriptor: new Int32Array(capacity),
    observedAt: new Float64Array(capacity),
    knownAt: new Float64Array(capacity),
    longitudeE7: new Int32Array(capacity),
    latitudeE7: new Int32Array(capacity),
    course: new Uint16Array(capacity),
    speed: new Uint16Array(capacity),
    accuracy: new Uint16Array(capacity),
    altitude: new Int16Array(capacity),
  };
}

/** One fix in the units of a report. */
type SingleFix = {
  observedAt: number;
  position: readonly [number, number];
  courseDegrees?: number | undefined;
  speedMetresPerSecond?: number | undefined;
  accuracyMetres?: number | undefined;
  altitudeMetres?: number | undefined;
};

/** A batch of one fix, at the precision of the log. */
export function makeSingleFix(fix: SingleFix): FixBatch {
  const batch = makeFixBatch(1);
  batch.count = 1;
  batch.observedAt[0] = fix.observedAt;
  batch.longitudeE7[0] = Math.round(fix.position[0] * 1e7);
  batch.latitudeE7[0] = Math.round(fix.position[1] * 1e7);
  batch.course[0] = fix.courseDegrees === undefined ? noValue : Math.round(fix.courseDegrees * 100);
  batch.speed[0] = fix.speedMetresPerSecond === undefined ? noValue : Math.round(fix.speedMetresPerSecond * speedSteps);
  batch.accuracy[0] = fix.accuracyMetres === undefined ? noValue : Math.ceil(fix.accuracyMetres);
  batch.altitude[0] = fix.altitudeMetres === undefined ? noAltitude : Math.round(fix.altitudeMetres);
  return batch;
}

/** The buffers of a batch, for transfer to another thread. */
export function fixBuffers(batch: FixBatch): ArrayBuffer[] {
  const { count: _, ...columns } = batch;
  return Object.values(columns).map((column) => column.buffer as ArrayBuffer);
}

/** What a fix says about its track, apart from where it is. Stored once, referred to by index. */
export type TrackDescriptor = {
  source: string;
  trackId: string;
  actor: string;
  marking: {
    classification: 'unclassified' | 'confidential' | 'strictly-confidential';
    releasableTo: string[];
    originator: string;
  };
  callSign?: string;
  trackType?: string;
  unit?: string;
  affiliation?: string;
};

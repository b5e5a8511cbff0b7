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

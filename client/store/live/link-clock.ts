import { frozenAfterMs, type LinkProfile } from '#shared/parameters/freshness.ts';

/**
 * Decides how old the picture is and whether it may still pass for live. In: the server's time as each message brings
 * it, and the browser's monotonic clock. Out: the server's time now, the silence, and frozen or not. The browser's wall
 * clock is looked at only to notice that the machine slept; no age ever comes from it.
 */
export type ClockReading = { monotonic: number; wall: number };

/** What decides how old a picture is: the clock of the live link, or that of a replay. */
export type PictureClock = {
  profile: LinkProfile;
  lastServerTime: number | undefined;
  hello: (serverTime: number, profile: LinkProfile) => void;
  heard: (serverTime?: number) => void;
  beat: (serverTime: number) => void;
  tick: () => void;
  woke: () => void;
  serverNow: () => number | undefined;
  silenceMs: () => number;
  isFrozen: () => boolean;
  isUnconfirmed: () => boolean;
};

/** Timers that pause longer than this, or clocks that part by more, mean that the machine slept. */
export const sleepAfterMs = 2_500;
/** What arrives this soon after waking was buffered during the sleep and proves nothing. */
const wakeSettleMs = 500;
/** Seconds of hearing whose delays are compared; the least delayed message gives the server's time. */
const offsetWindow = 30;
const offsetBucketMs = 1_000;

export class LinkClock implements PictureClock {
  profile: LinkProfile = 'lan';
  /** Server time of the newest message; undefined before the first. */
  lastServerTime: number | undefined;
  readonly #read: () => ClockReading;
  /** Server time minus monotonic time: the best of each second in which something was heard. */
  #offsets: number[] = [];
  #bucketAt = Number.NEGATIVE_INFINITY;
  #last: ClockReading;
  #lastHeard = Number.NEGATIVE_INFINITY;
  #wokeAt: number | undefined;
  #isThawed = false;

  constructor(read: () => ClockReading) {
    this.#read = read;
    this.#last = read();
  }

  /** A new connection: nothing of it was buffered, so its time replaces what was believed. */
  hello(serverTime: number, profile: LinkProfile): void {
    this.profile = profile;
    this.#offsets = [];
    this.#bucketAt = Number.NEGATIVE_INFINITY;
    this.lastServerTime = undefined;
    this.heard(serverTime);
  }

  /** Any message. Beats and frames bring the server's time. */
  heard(serverTime?: number): void {
    const { monotonic } = this.#notice();
    this.#lastHeard = monotonic;
    if (serverTime === undefined) return;
    this.#learnOffset(serverTime - monotonic, monotonic);
    const last = this.lastServerTime;
    // A server clock that was set back is believed once a whole window agrees on it.
    if (last === undefined || serverTime > last || this.#serverNow(monotonic) < last) this.lastServerTime = serverTime;
  }

  /** A heartbeat: the only thing that thaws a frozen picture, and only when it is itself fresh. */
  beat(serverTime: number): void {
    this.heard(serverTime);
    const { monotonic } = this.#last;
    if (this.#wokeAt !== undefined) {
      if (monotonic - this.#wokeAt < wakeSettleMs) return;
      this.#wokeAt = undefined;
    }
    this.#isThawed = this.#serverNow(monotonic) - serverTime <= frozenAfterMs[this.profile];
  }

  /** To be called several times a second, whatever happens: a pause between calls is how sleep shows. */
  tick(): void {
    this.#notice();
  }

  /** The page was hidden so long that its last drawing says nothing. */
  woke(): void {
    this.#wokeAt = this.#notice().monotonic;
    this.#isThawed = false;
  }

  /** The server's time now; undefined before the first message. */
  serverNow(): number | undefined {
    const { monotonic } = this.#notice();
    return this.#offsets.length === 0 ? undefined : this.#serverNow(monotonic);
  }

  /** Milliseconds since the newest thing the server said, as far as can be known. */
  silenceMs(): number {
    return this.#silence(this.#notice().monotonic);
  }

  isFrozen(): boolean {
    this.#notice();
    return !this.#isThawed;
  }

  /** Frozen although no silence says so: the page stood still, or the link has just come back, and no heartbeat came since. */
  isUnconfirmed(): boolean {
    const { monotonic } = this.#notice();
    return !this.#isThawed && this.#silence(monotonic) <= frozenAfterMs[this.profile];
  }

  #notice(): ClockReading {
    const now = this.#read();
    const passed = now.monotonic - this.#last.monotonic;
    const parted = Math.abs(now.wall - this.#last.wall - passed);
    this.#last = now;
    if (passed > sleepAfterMs || parted > sleepAfterMs) this.#wokeAt = now.monotonic;
    if (this.#wokeAt !== undefined || this.#silence(now.monotonic) > frozenAfterMs[this.profile])
      this.#isThawed = false;
    return now;
  }

  #silence(monotonic: number): number {
    if (this.lastServerTime === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(monotonic - this.#lastHeard, this.#serverNow(monotonic) - this.lastServerTime);
  }

  #serverNow(monotonic: number): number {
    return Math.max(...this.#offsets) + monotonic;
  }

  #learnOffset(offset: number, monotonic: number): void {
    if (monotonic - this.#bucketAt < offsetBucketMs) {
      this.#offsets.push(Math.max(this.#offsets.pop() ?? offset, offset));
      return;
    }
    this.#bucketAt = monotonic;
    this.#offsets.push(offset);
    if (this.#offsets.length > offsetWindow) this.#offsets.shift();
  }
}

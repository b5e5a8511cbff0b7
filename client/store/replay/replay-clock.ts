import { frozenAfterMs, type LinkProfile } from '#shared/parameters/freshness.ts';
import type { PictureClock } from '../live/link-clock.ts';

/**
 * The clock of a replay: its time is the moment that the server says it shows, and stands still with it. Frozen when the
 * server says nothing, like the live one.
 */
export class ReplayClock implements PictureClock {
  profile: LinkProfile = 'lan';
  lastServerTime: number | undefined;
  readonly #monotonic: () => number;
  #heardAt = Number.NEGATIVE_INFINITY;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  hello(serverTime: number, profile: LinkProfile): void {
    this.profile = profile;
    this.heard(serverTime);
  }

  heard(serverTime?: number): void {
    this.#heardAt = this.#monotonic();
    if (serverTime !== undefined) this.lastServerTime = serverTime;
  }

  beat(serverTime: number): void {
    this.heard(serverTime);
  }

  tick(): void {}

  woke(): void {}

  serverNow(): number | undefined {
    return this.lastServerTime;
  }

  silenceMs(): number {
    return this.#monotonic() - this.#heardAt;
  }

  isFrozen(): boolean {
    return this.silenceMs() > frozenAfterMs[this.profile];
  }

  isUnconfirmed(): boolean {
    return false;
  }
}

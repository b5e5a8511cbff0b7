import type { ReplayRequest } from '#shared/protocol/upstream.ts';

type Range = { from: number; to: number };

/**
 * The clock of a replay: a moment of the record that stands still or runs at some speed. It never runs ahead of what its
 * pictures can show (`holdAt`), and turns back at the end of its range. Pure; `monotonic` is milliseconds of any clock.
 */
export class ReplaySession {
  speed: number;
  isPlaying: boolean;
  #range: Range | undefined;
  /** Counts the jumps. */
  jumps = 0;
  hasEnded = false;
  /** Key of what the last jump, if it was a step, led to. */
  reached: string | undefined;
  /** Where it began. */
  readonly startedAt: number;
  #at: number;
  #since: number;

  constructor(request: Pick<ReplayRequest, 'speed' | 'isPlaying' | 'range'> & { at: number }, monotonic: number) {
    this.#at = Math.floor(request.at);
    this.startedAt = this.#at;
    this.#since = monotonic;
    this.speed = request.speed ?? 60;
    this.isPlaying = request.isPlaying ?? false;
    this.setRange(request.range);
  }

  get range(): Range | undefined {
    return this.#range;
  }

  /** One that does not end after it begins is none. */
  setRange(range: Range | undefined): void {
    this.#range = range && range.from < range.to ? range : undefined;
  }

  /** The moment that should be shown, in whole milliseconds. */
  at(monotonic: number): number {
    return Math.floor(this.isPlaying ? this.#at + (monotonic - this.#since) * this.speed : this.#at);
  }

  jump(at: number, monotonic: number, reached?: string): void {
    this.#at = Math.floor(at);
    this.#since = monotonic;
    this.hasEnded = false;
    this.reached = reached;
    this.jumps++;
  }

  /** The clock stands at this moment, because nothing beyond it is ready to be shown. */
  holdAt(at: number, monotonic: number): void {
    this.#at = at;
    this.#since = monotonic;
  }

  /** Lets the time pass that went by since: the moment that should be shown. */
  pass(monotonic: number): number {
    this.#rebase(monotonic);
    return this.at(monotonic);
  }

  /** The time that went by since does not count: a picture was being made. */
  wait(monotonic: number): void {
    this.#since = monotonic;
  }

  /** Keeps what is left of a millisecond: a slow replay would stand still without. */
  #rebase(monotonic: number): void {
    if (this.isPlaying) this.#at += (monotonic - this.#since) * this.speed;
    this.#since = monotonic;
  }

  play(monotonic: number): void {
    this.#rebase(monotonic);
    this.isPlaying = true;
  }

  pause(monotonic: number): void {
    this.#rebase(monotonic);
    this.isPlaying = false;
  }

  setSpeed(speed: number, monotonic: number): void {
    this.#rebase(monotonic);
    this.speed = speed;
  }

  /** What to do at the end of the range or of the record: turn back, or stand still. */
  end(at: number, monotonic: number): 'turned' | 'ended' {
    if (this.range && at >= this.range.to) {
      this.jump(this.range.from, monotonic);
      return 'turned';
    }
    this.pause(monotonic);
    this.holdAt(at, monotonic);
    this.hasEnded = true;
    return 'ended';
  }

  /** Where the range or else the record ends. */
  limit(last: number): number {
    return this.range ? Math.min(this.range.to, last) : last;
  }
}

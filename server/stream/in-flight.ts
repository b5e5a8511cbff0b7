import type { Acknowledge } from '#shared/protocol/upstream.ts';

export type Lane = 'parts' | 'facts' | 'frame';

/**
 * What has been sent to one viewer and not yet acknowledged. Pure bookkeeping: bounded because the sender asks
 * `hasRoom` first. One message may always be under way, however large.
 */
export class InFlight {
  bytes = 0;
  readonly #sent: { lane: Lane; upTo: number; bytes: number }[] = [];
  readonly #maxBytes: number;
  readonly #maxMessages: number;

  constructor(maxBytes: number, maxMessages: number) {
    this.#maxBytes = maxBytes;
    this.#maxMessages = maxMessages;
  }

  get hasRoom(): boolean {
    return this.#sent.length === 0 || (this.#sent.length < this.#maxMessages && this.bytes < this.#maxBytes);
  }

  has(lane: Lane): boolean {
    return this.#sent.some((each) => each.lane === lane);
  }

  sent(lane: Lane, upTo: number, bytes: number): void {
    this.#sent.push({ lane, upTo, bytes });
    this.bytes += bytes;
  }

  /** Messages arrive in order, so everything before an acknowledged one has arrived too. */
  acknowledge(held: Acknowledge): void {
    while (this.#sent.length > 0 && this.#sent[0]!.upTo <= held[this.#sent[0]!.lane])
      this.bytes -= this.#sent.shift()!.bytes;
  }

  clear(): void {
    this.#sent.length = 0;
    this.bytes = 0;
  }
}

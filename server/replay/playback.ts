import { type ReplayCommand, replayCommandSchema } from '#shared/protocol/upstream.ts';
import type { Viewer } from '../access/viewer.ts';
import type { FoundStep } from '../log/history/history-messages.ts';
import { tickMs } from '../stream/rates.ts';
import type { ReplayRecord, StepCommand } from './replay-record.ts';
import type { ReplaySession } from './replay-session.ts';
import type { ReplayStream } from './replay-stream.ts';

/** A picture is brought up to date with what came in since at most this often, while it is played into the present. */
const renewMs = 5_000;
/** The present moves on while it is read: who has come this near has caught up with it. */
const nearEndMs = 2_000;

/** One stream of a playback, and what it shows. */
export type Player = {
  stream: ReplayStream;
  record: ReplayRecord;
  clip: string | undefined;
  viewer: Viewer;
  /** When it is moved and sent next, and when it was last brought up to date; monotonic milliseconds. */
  dueAt: number;
  renewedAt: number;
  isStepping: boolean;
};

/**
 * One clock and the streams that go by it. In: commands of its viewers and the passing of time. Promises: the clock shows
 * no moment that one of its pictures is not ready for, and waits while one of them is moved.
 */
export class Playback {
  readonly session: ReplaySession;
  readonly players = new Set<Player>();

  constructor(session: ReplaySession) {
    this.session = session;
  }

  async start({ stream, record }: Player): Promise<void> {
    const at = this.session.at(performance.now());
    this.session.holdAt(at, performance.now());
    await stream.moveTo(at, record.by());
  }

  /** False when the message is no command. */
  take(player: Player, message: unknown): boolean {
    const command = replayCommandSchema.safeParse(message);
    if (command.success) void this.#obey(player, command.data).catch((error: Error) => player.stream.fail(error));
    return command.success;
  }

  async #obey(player: Player, command: ReplayCommand): Promise<void> {
    const { session } = this;
    const monotonic = performance.now();
    switch (command.do) {
      case 'seek':
        return this.#jump(command.at);
      case 'play':
        if (session.hasEnded) await this.#jump(session.range?.from ?? session.at(monotonic) - 60_000);
        session.play(performance.now());
        break;
      case 'pause':
        session.pause(monotonic);
        break;
      case 'speed':
        session.setSpeed(command.speed, monotonic);
        break;
      case 'range':
        session.setRange(command.range);
        break;
      case 'truth':
        if (!player.record.truths.includes(command.truth)) break;
        player.stream.truth = command.truth;
        await player.stream.moveTo(session.at(monotonic), player.record.by());
        break;
      case 'step': {
        // Whoever steps faster than is found steps from where that leads.
        if (player.isStepping) return;
        const step = await this.#findStep(player, command);
        if (step) return this.#jump(step.at, step.key);
        break;
      }
    }
    this.#announce();
  }

  async #findStep(player: Player, command: StepCommand): Promise<FoundStep | undefined> {
    const { stream, record, viewer } = player;
    player.isStepping = true;
    try {
      return await record.findStep(viewer, stream.truth, this.session.at(performance.now()), command);
    } finally {
      player.isStepping = false;
    }
  }

  async #jump(at: number, reached?: string): Promise<void> {
    const { session } = this;
    const [one] = this.players;
    if (!one) return;
    session.jump(withinRecord(at, one.record), performance.now(), reached);
    const moved = session.at(performance.now());
    const { jumps } = session;
    await Promise.all([...this.players].map(({ stream, record }) => stream.moveTo(moved, record.by())));
    // The clock waited for the pictures, unless it was sent elsewhere meanwhile.
    if (session.jumps === jumps) session.holdAt(moved, performance.now());
  }

  /** Lets the clock go on as far as the pictures can, and reads ahead for them: the moment that they may be moved to. */
  follow(monotonic: number): number {
    const { session } = this;
    const streams = [...this.players].map(({ stream }) => stream);
    if (streams.some(({ isMoving }) => isMoving)) {
      session.wait(monotonic);
      return Math.min(...streams.map(({ shownAt }) => shownAt));
    }
    const [one] = this.players;
    const { last } = one!.record.span();
    const limit = session.limit(last);
    const wanted = session.pass(monotonic);
    const held = Math.min(...streams.map(({ heldTo }) => heldTo));
    const at = Math.min(wanted, limit, Math.max(held, ...streams.map(({ shownAt }) => shownAt)));
    if (session.isPlaying && at < wanted) session.holdAt(at, monotonic);
    const end = limit < last ? limit : last - nearEndMs;
    if (session.isPlaying && wanted >= limit && at >= end) this.#end(at);
    for (const { stream, record } of this.players) void stream.readAhead(limit < last ? limit : record.reach());
    return at;
  }

  /** Moves one picture forward and sends what that changed. */
  tick(player: Player, at: number, monotonic: number): void {
    const { stream, record } = player;
    const interval = tickMs[stream.profile];
    player.dueAt = Math.max(player.dueAt + interval, monotonic + interval / 2);
    stream.tick(at);
    const isBehind = stream.truth === 'happened' && this.session.isPlaying && at >= stream.status.by;
    if (!(isBehind || stream.isOutdated) || stream.isMoving || monotonic - player.renewedAt < renewMs) return;
    player.renewedAt = monotonic;
    void stream.moveTo(Math.max(at, stream.shownAt), record.by());
  }

  #end(at: number): void {
    const { session } = this;
    // What goes wrong on the way is reported by the stream that it goes wrong for.
    if (session.end(at, performance.now()) === 'turned') void this.#jump(session.range!.from);
    else this.#announce();
  }

  #announce(): void {
    for (const { stream } of this.players) stream.connection.announceArrival();
  }
}

/** The moment of the record that is nearest. */
export function withinRecord(at: number, { span, begins }: ReplayRecord): number {
  return Math.min(Math.max(at, begins), span().last);
}

import { randomUUID } from 'node:crypto';
import type { LinkProfile } from '#shared/parameters/freshness.ts';
import type { Resync } from '#shared/protocol/downstream.ts';
import { type ReplayCommand, type ReplayRequest, replayCommandSchema } from '#shared/protocol/upstream.ts';
import type { Problem } from '#shared/schema/problem.ts';
import { rightsKey, type Viewer } from '../access/viewer.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { listenToViewer } from '../stream/listen-to-viewer.ts';
import type { StreamState, ViewerSocket } from '../stream/viewer-connection.ts';
import { allowedMarkings } from './allowed-markings.ts';
import { MomentPicture } from './moment-picture.ts';
import { ReplaySession } from './replay-session.ts';
import { ReplayStream } from './replay-stream.ts';

const turnMs = 20;
const tickMs: Record<LinkProfile, number> = { lan: 100, vsat: 1_000 };
const beatMs = 1_000;
const beatsBetweenChecks = 5;
const mostStreams = 64;
/** Knowledge of *as happened* is brought up to date this often at most, while it is played into the present. */
const renewMs = 5_000;
const nearEndMs = 2_000;

type Entry = {
  stream: ReplayStream;
  profile: LinkProfile;
  viewer: Viewer;
  dueAt: number;
  renewedAt: number;
};

export type ReplayHostOptions = {
  log: EventLog;
  history: LogHistory;
  metrics: Metrics;
  now: () => number;
  state: () => StreamState;
  onFault: (error: Error) => void;
};

/**
 * All replays of the server. In: viewers who ask for another moment than now, and what they command. Out: for each the
 * same messages as live, of its own picture. Sessions live as long as a stream is in them.
 */
export class ReplayHost {
  readonly #options: ReplayHostOptions;
  readonly #sessions = new Map<string, ReplaySession>();
  readonly #entries = new Map<string, Set<Entry>>();
  readonly #timers: NodeJS.Timeout[] = [];
  #first = 0;
  #beats = 0;

  constructor(options: ReplayHostOptions) {
    this.#options = options;
    this.#timers.push(setInterval(() => this.#tick(performance.now()), turnMs));
    this.#timers.push(setInterval(() => this.#beat(), beatMs));
  }

  get viewers(): number {
    let count = 0;
    for (const entries of this.#entries.values()) count += entries.size;
    return count;
  }

  refusal(): Problem | undefined {
    return this.viewers < mostStreams
      ? undefined
      : { name: 'overloaded', detail: `at most ${mostStreams} replays run at a time` };
  }

  open(
    socket: ViewerSocket,
    given: { viewer: Viewer; profile: LinkProfile; takesPacked: boolean; request: ReplayRequest },
  ): void {
    const { viewer, profile, request, takesPacked } = given;
    const { log, history, metrics, now, onFault } = this.#options;
    // A name that somebody else guessed leads to a session of his own.
    const key = `${request.session} ${viewer.actor} ${rightsKey(viewer)}`;
    const session = this.#join(key, request);
    const stream = new ReplayStream({
      ...{ id: `replay|${randomUUID()}#0`, socket, viewer, profile, takesPacked, session, onFault },
      truth: request.truth,
      picture: new MomentPicture(history, log.descriptors),
      services: {
        now,
        state: this.#options.state,
        countFrameBytes: (bytes: number) => metrics.frameBytes.inc(bytes),
        countResync: (reason: Resync['reason']) => metrics.resyncs.inc({ reason }),
      },
      span: () => ({ first: this.#first || now(), last: now() }),
    });
    const entries = this.#entries.get(key) ?? new Set();
    const entry: Entry = { stream, profile, viewer, dueAt: performance.now(), renewedAt: 0 };
    this.#entries.set(key, entries.add(entry));
    metrics.replays.set(this.viewers);
    listenToViewer(socket, stream.connection, metrics);
    socket.on('replay', (message) => {
      const command = replayCommandSchema.safeParse(message);
      if (command.success) void this.#obey(key, entry, command.data).catch(onFault);
      else metrics.countRefusal('stream', 'invalid-report');
    });
    socket.on('disconnect', () => this.#leave(key, entry));
    void this.#start(entry, session);
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const entries of this.#entries.values()) for (const { stream } of entries) stream.close();
    this.#entries.clear();
  }

  #join(key: string, request: ReplayRequest): ReplaySession {
    const known = this.#sessions.get(key);
    if (known) return known;
    const at = Math.min(request.at ?? this.#options.now(), this.#options.now());
    const session = new ReplaySession({ ...request, at }, performance.now());
    this.#sessions.set(key, session);
    return session;
  }

  #leave(key: string, entry: Entry): void {
    entry.stream.close();
    const entries = this.#entries.get(key);
    entries?.delete(entry);
    this.#options.metrics.replays.set(this.viewers);
    if (!entries || entries.size > 0) return;
    this.#entries.delete(key);
    this.#sessions.delete(key);
  }

  async #start(entry: Entry, session: ReplaySession): Promise<void> {
    const at = session.at(performance.now());
    session.holdAt(at, performance.now());
    await entry.stream.moveTo(at, this.#options.now());
    this.#first = (await this.#options.history.span().catch(() => undefined))?.first ?? this.#first;
  }

  async #obey(key: string, entry: Entry, command: ReplayCommand): Promise<void> {
    const { session } = entry.stream;
    const monotonic = performance.now();
    switch (command.do) {
      case 'seek':
        return this.#jump(key, session, command.at);
      case 'play':
        if (session.hasEnded) await this.#jump(key, session, session.range?.from ?? session.at(monotonic) - 60_000);
        session.play(performance.now());
        break;
      case 'pause':
        session.pause(monotonic);
        break;
      case 'speed':
        session.setSpeed(command.speed, monotonic);
        break;
      case 'range':
        session.range = command.range && command.range.from < command.range.to ? command.range : undefined;
        break;
      case 'truth':
        entry.stream.truth = command.truth;
        await entry.stream.moveTo(session.at(monotonic), this.#options.now());
        break;
      case 'step': {
        const step = await this.#findStep(entry, command);
        if (step !== undefined) return this.#jump(key, session, step);
        break;
      }
    }
    for (const { stream } of this.#entries.get(key) ?? []) stream.connection.announceArrival();
  }

  async #findStep(
    { stream, viewer }: Entry,
    { direction, marks }: Extract<ReplayCommand, { do: 'step' }>,
  ): Promise<number | undefined> {
    const { history, now } = this.#options;
    const { truth } = stream;
    const markings = await allowedMarkings(history, viewer);
    const from = stream.session.at(performance.now());
    return (await history.step({ from, direction, marks, truth, markings, by: now() }))?.at;
  }

  async #jump(key: string, session: ReplaySession, at: number): Promise<void> {
    session.jump(Math.min(at, this.#options.now()), performance.now());
    const moved = session.at(performance.now());
    const streams = [...(this.#entries.get(key) ?? [])].map(({ stream }) => stream.moveTo(moved, this.#options.now()));
    await Promise.all(streams);
    // The clock waited for the pictures.
    session.holdAt(moved, performance.now());
  }

  #tick(monotonic: number): void {
    const now = this.#options.now();
    for (const [key, entries] of this.#entries) {
      const session = this.#sessions.get(key)!;
      const limit = session.limit(now);
      const wanted = session.at(monotonic);
      const held = Math.min(...[...entries].map(({ stream }) => stream.heldTo));
      const at = Math.min(wanted, limit, Math.max(held, ...[...entries].map(({ stream }) => stream.shownAt)));
      if (session.isPlaying && at < wanted) session.holdAt(at, monotonic);
      // The present moves on while it is read: who has come this near has caught up with it.
      if (session.isPlaying && wanted >= limit && at >= limit - nearEndMs) this.#end(key, session, at);
      for (const entry of entries) this.#tickEntry(entry, { at, limit, now, monotonic });
    }
  }

  #tickEntry(
    entry: Entry,
    { at, limit, now, monotonic }: { at: number; limit: number; now: number; monotonic: number },
  ): void {
    const { stream, profile } = entry;
    void stream.readAhead(limit);
    if (monotonic < entry.dueAt) return;
    entry.dueAt = Math.max(entry.dueAt + tickMs[profile], monotonic + tickMs[profile] / 2);
    stream.tick(at);
    const isBehind = stream.truth === 'happened' && stream.session.isPlaying && at >= stream.status.by;
    if (!isBehind || monotonic - entry.renewedAt < renewMs || stream.isMoving) return;
    entry.renewedAt = monotonic;
    void stream.moveTo(at, now);
  }

  #end(key: string, session: ReplaySession, at: number): void {
    if (session.end(at, performance.now()) === 'turned')
      void this.#jump(key, session, session.range!.from).catch(this.#options.onFault);
    else for (const { stream } of this.#entries.get(key) ?? []) stream.connection.announceArrival();
  }

  #beat(): void {
    const withCheck = this.#beats++ % beatsBetweenChecks === 0;
    for (const entries of this.#entries.values())
      for (const { stream } of entries) stream.connection.beat(withCheck && !stream.isMoving, undefined);
  }
}

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
import { ClipUnreadable, makeClipRecord } from './clips/clip-record.ts';
import type { ClipStore } from './clips/clip-store.ts';
import { makeLogRecord } from './log-record.ts';
import type { ReplayRecord, StepCommand } from './replay-record.ts';
import { ReplaySession } from './replay-session.ts';
import { ReplayStream } from './replay-stream.ts';

const turnMs = 20;
const tickMs: Record<LinkProfile, number> = { lan: 100, vsat: 1_000 };
/** Of a turn so much at most is spent on moving pictures. */
const turnBudgetMs = 8;
const beatMs = 1_000;
const beatsBetweenChecks = 5;
const mostStreams = 64;
/** Each lies in memory while it is looked at. */
const mostClips = 4;
/** Knowledge of *as happened* is brought up to date this often at most, while it is played into the present. */
const renewMs = 5_000;
const nearEndMs = 2_000;

type Entry = {
  stream: ReplayStream;
  record: ReplayRecord;
  clip: string | undefined;
  profile: LinkProfile;
  viewer: Viewer;
  dueAt: number;
  renewedAt: number;
  isStepping: boolean;
};

export type ReplayHostOptions = {
  log: EventLog;
  history: LogHistory;
  clips: ClipStore;
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
  #beats = 0;
  #isClosed = false;

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

  refusal(viewer: Viewer, { clip, truth }: ReplayRequest): Problem | undefined {
    if (this.viewers >= mostStreams)
      return { name: 'overloaded', detail: `at most ${mostStreams} replays run at a time` };
    if (clip === undefined) return undefined;
    const found = this.#options.clips.find(clip, viewer);
    if (!found.ok) return found.problem;
    if (!found.value.manifest.truths.includes(truth))
      return { name: 'not-found', detail: 'the clip does not hold this truth' };
    const shown = new Set([...this.#entries.values()].flatMap((entries) => [...entries].map((each) => each.clip)));
    shown.delete(undefined);
    return shown.has(clip) || shown.size < mostClips
      ? undefined
      : { name: 'overloaded', detail: `at most ${mostClips} clips are looked at at a time` };
  }

  open(
    socket: ViewerSocket,
    given: { viewer: Viewer; profile: LinkProfile; takesPacked: boolean; request: ReplayRequest },
  ): void {
    const { viewer, profile, request, takesPacked } = given;
    const { clips, metrics, now, log, history } = this.#options;
    const { clip } = request;
    const found = clip === undefined ? undefined : clips.find(clip, viewer);
    // Taken away since it was admitted.
    if (found && !found.ok) return void socket.disconnect(true);
    let first = 0;
    const record = found ? makeClipRecord(clips, found.value) : makeLogRecord({ log, history, first: () => first });
    // A name that somebody else guessed leads to a session of his own.
    const key = JSON.stringify([request.session, clip, viewer.actor, rightsKey(viewer)]);
    const session = this.#join(key, request, record);
    const onFault = (error: Error) => {
      if (error instanceof ClipUnreadable) socket.disconnect(true);
      else this.#options.onFault(error);
    };
    const stream = new ReplayStream({
      ...{ id: `replay|${randomUUID()}#0`, socket, viewer, profile, takesPacked, session, onFault },
      truth: request.truth,
      picture: record.makePicture(),
      services: {
        now,
        state: () => ({ ...this.#options.state(), ...(found ? { isExercise: record.isExercise === true } : {}) }),
        countFrameBytes: (bytes: number) => metrics.frameBytes.inc(bytes),
        countResync: (reason: Resync['reason']) => metrics.resyncs.inc({ reason }),
      },
      span: record.span,
    });
    const entries = this.#entries.get(key) ?? new Set();
    const clock = { dueAt: performance.now(), renewedAt: 0, isStepping: false };
    const entry: Entry = { stream, record, clip, profile, viewer, ...clock };
    this.#entries.set(key, entries.add(entry));
    metrics.replays.set(this.viewers);
    listenToViewer(socket, stream.connection, metrics);
    socket.on('replay', (message) => {
      const command = replayCommandSchema.safeParse(message);
      if (command.success) void this.#obey(key, entry, command.data).catch(onFault);
      else metrics.countRefusal('stream', 'invalid-report');
    });
    socket.on('disconnect', () => this.#leave(key, entry));
    void this.#findFirst(viewer)
      .then((found) => {
        first = found;
        return this.#start(entry, session);
      })
      .catch((error: Error) => {
        if (this.#isClosed) return;
        onFault(error);
        // There is nothing that it could be shown; it may ask again.
        socket.disconnect(true);
      });
  }

  /** When the record begins for this viewer: a date betrays what it is the date of. */
  async #findFirst(viewer: Viewer): Promise<number> {
    const { history, log } = this.#options;
    const by = log.settledAt;
    const markings = await allowedMarkings(history, viewer);
    const { first } = await history.timeline({ from: by - 1, to: by, bins: 1, markings, by });
    return first ?? by;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const entries of this.#entries.values()) for (const { stream } of entries) stream.close();
    this.#entries.clear();
  }

  #join(key: string, request: ReplayRequest, record: ReplayRecord): ReplaySession {
    const known = this.#sessions.get(key);
    if (known) return known;
    const at = withinRecord(request.at ?? record.span().last, record);
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
    await entry.stream.moveTo(at, entry.record.by());
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
        session.setRange(command.range);
        break;
      case 'truth':
        if (!entry.record.truths.includes(command.truth)) break;
        entry.stream.truth = command.truth;
        await entry.stream.moveTo(session.at(monotonic), entry.record.by());
        break;
      case 'step': {
        // Whoever steps faster than is found steps from where that leads.
        if (entry.isStepping) return;
        const step = await this.#findStep(entry, command);
        if (step !== undefined) return this.#jump(key, session, step);
        break;
      }
    }
    for (const { stream } of this.#entries.get(key) ?? []) stream.connection.announceArrival();
  }

  async #findStep(entry: Entry, command: StepCommand): Promise<number | undefined> {
    const { stream, record, viewer } = entry;
    entry.isStepping = true;
    try {
      return await record.findStep(viewer, stream.truth, stream.session.at(performance.now()), command);
    } finally {
      entry.isStepping = false;
    }
  }

  async #jump(key: string, session: ReplaySession, at: number): Promise<void> {
    const entries = [...(this.#entries.get(key) ?? [])];
    if (!entries[0]) return;
    session.jump(withinRecord(at, entries[0].record), performance.now());
    const moved = session.at(performance.now());
    const { jumps } = session;
    const streams = entries.map(({ stream, record }) => stream.moveTo(moved, record.by()));
    await Promise.all(streams);
    // The clock waited for the pictures, unless it was sent elsewhere meanwhile.
    if (session.jumps === jumps) session.holdAt(moved, performance.now());
  }

  /**
   * Every clock is looked at; then pictures are moved, those that wait longest first, until the turn is used up. With many
   * replays each is moved less often, and whoever watches the present does not wait for them.
   */
  #tick(monotonic: number): void {
    const due: { entry: Entry; at: number }[] = [];
    for (const [key, entries] of this.#entries) {
      const session = this.#sessions.get(key)!;
      const [one] = entries;
      if (!one) continue;
      const { last } = one.record.span();
      const limit = session.limit(last);
      const wanted = session.at(monotonic);
      const held = Math.min(...[...entries].map(({ stream }) => stream.heldTo));
      const at = Math.min(wanted, limit, Math.max(held, ...[...entries].map(({ stream }) => stream.shownAt)));
      if (session.isPlaying && at < wanted) session.holdAt(at, monotonic);
      // The present moves on while it is read: who has come this near has caught up with it.
      const end = limit < last ? limit : last - nearEndMs;
      const isMoving = [...entries].some(({ stream }) => stream.isMoving);
      if (session.isPlaying && !isMoving && wanted >= limit && at >= end) this.#end(key, session, at);
      for (const entry of entries) {
        void entry.stream.readAhead(limit < last ? limit : entry.record.reach());
        if (monotonic >= entry.dueAt) due.push({ entry, at });
      }
    }
    due.sort((one, other) => one.entry.dueAt - other.entry.dueAt);
    for (const { entry, at } of due) {
      this.#tickEntry(entry, at, monotonic);
      if (performance.now() - monotonic > turnBudgetMs) break;
    }
  }

  #tickEntry(entry: Entry, at: number, monotonic: number): void {
    const { stream, record, profile } = entry;
    entry.dueAt = Math.max(entry.dueAt + tickMs[profile], monotonic + tickMs[profile] / 2);
    stream.tick(at);
    const isBehind = stream.truth === 'happened' && stream.session.isPlaying && at >= stream.status.by;
    if (!isBehind || monotonic - entry.renewedAt < renewMs || stream.isMoving) return;
    entry.renewedAt = monotonic;
    void stream.moveTo(at, record.by());
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

function withinRecord(at: number, { span, begins }: ReplayRecord): number {
  return Math.min(Math.max(at, begins), span().last);
}

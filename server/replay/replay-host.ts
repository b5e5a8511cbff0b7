import { randomUUID } from 'node:crypto';
import type { LinkProfile } from '#shared/parameters/freshness.ts';
import type { Resync } from '#shared/protocol/downstream.ts';
import type { ReplayRequest } from '#shared/protocol/upstream.ts';
import type { Problem } from '#shared/schema/problem.ts';
import { rightsKey, type Viewer } from '../access/viewer.ts';
import type { EventLog } from '../log/event-log.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { listenToViewer } from '../stream/listen-to-viewer.ts';
import { beatMs, beatsBetweenChecks } from '../stream/rates.ts';
import type { StreamState, ViewerSocket } from '../stream/viewer-connection.ts';
import { allowedMarkings } from './allowed-markings.ts';
import { ClipUnreadable, makeClipRecord } from './clips/clip-record.ts';
import type { ClipStore } from './clips/clip-store.ts';
import { makeLogRecord } from './log-record.ts';
import { Playback, type Player, withinRecord } from './playback.ts';
import type { ReplayRecord } from './replay-record.ts';
import { ReplaySession } from './replay-session.ts';
import { ReplayStream, type StreamParts } from './replay-stream.ts';

const turnMs = 20;
/** Of a turn so much at most is spent on moving pictures. */
const turnBudgetMs = 8;
const mostStreams = 64;
/** Each lies in memory while it is looked at. */
const mostClipsShown = 4;

type Given = { viewer: Viewer; profile: LinkProfile; takesPacked: boolean; request: ReplayRequest };

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
 * same messages as live, of its own picture. A playback lives as long as a stream is in it. Promises: what goes wrong in
 * one replay ends that one.
 */
export class ReplayHost {
  readonly #options: ReplayHostOptions;
  readonly #playbacks = new Map<string, Playback>();
  readonly #timers: NodeJS.Timeout[] = [];
  #beats = 0;
  #isClosed = false;

  constructor(options: ReplayHostOptions) {
    this.#options = options;
    this.#timers.push(setInterval(() => this.#tick(performance.now()), turnMs));
    this.#timers.push(setInterval(() => this.#beat(), beatMs));
  }

  get viewers(): number {
    return [...this.#playbacks.values()].reduce((count, { players }) => count + players.size, 0);
  }

  refusal(viewer: Viewer, { clip, truth }: ReplayRequest): Problem | undefined {
    if (this.viewers >= mostStreams)
      return { name: 'overloaded', detail: `at most ${mostStreams} replays run at a time` };
    if (clip === undefined) return undefined;
    const found = this.#options.clips.find(clip, viewer);
    if (!found.ok) return found.problem;
    if (!found.value.manifest.truths.includes(truth))
      return { name: 'not-found', detail: 'the clip does not hold this truth' };
    const shown = new Set(
      [...this.#playbacks.values()].flatMap(({ players }) => [...players].map((each) => each.clip)),
    );
    shown.delete(undefined);
    return shown.has(clip) || shown.size < mostClipsShown
      ? undefined
      : { name: 'overloaded', detail: `at most ${mostClipsShown} clips are looked at at a time` };
  }

  open(socket: ViewerSocket, given: Given): void {
    const { viewer, request } = given;
    const { clips, metrics, log, history } = this.#options;
    const { clip } = request;
    const found = clip === undefined ? undefined : clips.find(clip, viewer);
    // Taken away since it was admitted.
    if (found && !found.ok) return void socket.disconnect(true);
    let first = 0;
    const record = found ? makeClipRecord(clips, found.value) : makeLogRecord({ log, history, first: () => first });
    const onFault = (error: Error) => this.#report(error);
    // A name that somebody else guessed leads to a playback of his own.
    const key = JSON.stringify([request.session, clip, viewer.actor, rightsKey(viewer)]);
    const playback = this.#join(key, request, record);
    const stream = this.#makeStream({ socket, given, record, session: playback.session, onFault });
    const clock = { dueAt: performance.now(), renewedAt: 0, isStepping: false };
    const player: Player = { stream, record, clip, viewer, ...clock };
    playback.players.add(player);
    metrics.replays.set(this.viewers);
    listenToViewer(socket, stream.connection, metrics);
    socket.on('replay', (message) => {
      if (!playback.take(player, message)) metrics.countRefusal('stream', 'invalid-report');
    });
    socket.on('disconnect', () => this.#leave(key, player));
    const prepare = async () => {
      if (!found) first = await this.#findFirst(viewer);
      await playback.start(player);
    };
    // Without it there is nothing that could be shown.
    void prepare().catch((error: Error) => stream.fail(error));
  }

  #makeStream(
    parts: { given: Given; record: ReplayRecord } & Pick<StreamParts, 'socket' | 'session' | 'onFault'>,
  ): ReplayStream {
    const { given, record, socket, session, onFault } = parts;
    const { viewer, profile, takesPacked, request } = given;
    const { metrics, now, state } = this.#options;
    const { isExercise } = record;
    return new ReplayStream({
      ...{ id: `replay|${randomUUID()}#0`, socket, viewer, profile, takesPacked, session, onFault },
      truth: request.truth,
      picture: record.makePicture(),
      services: {
        now,
        state: () => ({ ...state(), ...(isExercise === undefined ? {} : { isExercise }) }),
        countFrameBytes: (bytes: number) => metrics.frameBytes.inc(bytes),
        countResync: (reason: Resync['reason']) => metrics.resyncs.inc({ reason }),
      },
      span: record.span,
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

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const { players } of this.#playbacks.values()) for (const { stream } of players) stream.close();
    this.#playbacks.clear();
  }

  #join(key: string, request: ReplayRequest, record: ReplayRecord): Playback {
    const known = this.#playbacks.get(key);
    if (known) return known;
    const at = withinRecord(request.at ?? record.span().last, record);
    const playback = new Playback(new ReplaySession({ ...request, at }, performance.now()));
    this.#playbacks.set(key, playback);
    return playback;
  }

  #leave(key: string, player: Player): void {
    player.stream.close();
    const playback = this.#playbacks.get(key);
    playback?.players.delete(player);
    if (playback?.players.size === 0) this.#playbacks.delete(key);
    this.#options.metrics.replays.set(this.viewers);
  }

  /** A clip that cannot be read is no fault of the server. */
  #report(error: Error): void {
    if (!this.#isClosed && !(error instanceof ClipUnreadable)) this.#options.onFault(error);
  }

  /**
   * Every clock is looked at; then pictures are moved, those that wait longest first, until the turn is used up. With many
   * replays each is moved less often, and whoever watches the present does not wait for them.
   */
  #tick(monotonic: number): void {
    const due: { playback: Playback; player: Player; at: number }[] = [];
    for (const playback of this.#playbacks.values()) {
      this.#guard([...playback.players], () => {
        const at = playback.follow(monotonic);
        for (const player of playback.players) if (monotonic >= player.dueAt) due.push({ playback, player, at });
      });
    }
    due.sort((one, other) => one.player.dueAt - other.player.dueAt);
    for (const { playback, player, at } of due) {
      this.#guard([player], () => playback.tick(player, at, monotonic));
      if (performance.now() - monotonic > turnBudgetMs) break;
    }
  }

  #beat(): void {
    const withCheck = this.#beats++ % beatsBetweenChecks === 0;
    for (const { players } of this.#playbacks.values())
      for (const player of players) this.#guard([player], () => player.stream.beat(withCheck));
  }

  /** Whatever goes wrong in the turn of a replay ends it: its viewer asks again, and everybody else goes on. */
  #guard(players: readonly Player[], act: () => void): void {
    try {
      act();
    } catch (error) {
      for (const { stream } of players) stream.fail(error as Error);
    }
  }
}

import { createHash } from 'node:crypto';
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import type { LinkProfile } from '#shared/parameters/freshness.ts';
import type { DownstreamEvents, Resync } from '#shared/protocol/downstream.ts';
import type { ReplayRequest, UpstreamEvents } from '#shared/protocol/upstream.ts';
import { type Parsed, type Problem, refuse } from '#shared/schema/problem.ts';
import { isOwnOrigin } from '../access/own-origin.ts';
import { rightsKey, type Viewer } from '../access/viewer.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { LivePicture } from '../picture/live-picture.ts';
import { Audience } from './audience.ts';
import { makeCursorCodec } from './cursor.ts';
import { parseHandshake } from './handshake.ts';
import { listenToViewer } from './listen-to-viewer.ts';
import { beatMs, beatsBetweenChecks, tickMs } from './rates.ts';
import { type StreamState, ViewerConnection, type ViewerSocket } from './viewer-connection.ts';

/**
 * Audiences take their ticks in turn: were all due at once, the last viewer of the last audience would wait for every
 * write before its own, and the machine would stand idle in between.
 */
const turnMs = 10;
/** An audience without viewers is kept this long, so that a short cut resumes. */
const audienceGraceMs = 120_000;
const maxAudiences = 64;
type AudienceEntry = {
  audience: Audience;
  viewers: Set<ViewerConnection>;
  emptySince: number;
  dueAt: number;
  /** There is newer cover, of which these viewers have not been told. */
  hasNewCoverage: boolean;
};
type Admission =
  | { entry: AudienceEntry; cursor: string | undefined; takesPacked: boolean; replay?: undefined }
  | { viewer: Viewer; profile: LinkProfile; takesPacked: boolean; replay: ReplayRequest };

/** Who serves the viewers that look at another moment than now. */
export type ReplayDoor = {
  /** Why nobody more can be taken, if so. */
  refusal: (viewer: Viewer, request: ReplayRequest) => Problem | undefined;
  open: (
    socket: ViewerSocket,
    given: { viewer: Viewer; profile: LinkProfile; takesPacked: boolean; request: ReplayRequest },
  ) => void;
  readonly viewers: number;
};

/** A viewer that does not read never answers the closing handshake; the others need less than this. */
const closePatienceMs = 500;

export type StreamOptions = {
  http: HttpServer;
  live: LivePicture;
  metrics: Metrics;
  now: () => number;
  state: () => StreamState;
  /** Names the newest medical cover that a viewer may see. */
  coverage: (viewer: Viewer) => string | undefined;
  /** Who connects; undefined refuses. */
  identify: (request: IncomingMessage) => Viewer | undefined;
  defaultProfile: LinkProfile;
  replays?: ReplayDoor;
};

/**
 * In: updates of the live picture and viewers who connect. Out: to each viewer hello, then a snapshot or the
 * continuation, facts in order, a frame a tick and a beat a second. Viewers of equal rights and rate share an audience.
 */
export class StreamServer {
  readonly #io: Server<UpstreamEvents, DownstreamEvents>;
  readonly #options: StreamOptions;
  readonly #audiences = new Map<string, AudienceEntry>();
  readonly #cursors = makeCursorCodec();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #links = new Set<Duplex>();
  readonly #stopListening: () => void;
  #beats = 0;
  #audienceCount = 0;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#io = new Server(options.http, {
      path: '/stream',
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: 64 * 1024,
      connectTimeout: 5_000,
      pingInterval: 10_000,
      pingTimeout: 20_000,
      allowRequest: (request, decide) => {
        const isOwn = isOwnOrigin(request);
        if (!isOwn) options.metrics.countRefusal('stream', 'foreign-origin');
        decide(isOwn ? null : 'foreign-origin', isOwn);
      },
    });
    options.http.on('upgrade', (_request, link: Duplex) => {
      this.#links.add(link);
      link.once('close', () => this.#links.delete(link));
    });
    const admissions = new WeakMap<ViewerSocket, Admission>();
    this.#io.use((socket, next) => {
      const admission = this.#admit(socket);
      if (admission.ok) {
        admissions.set(socket, admission.value);
        return next();
      }
      options.metrics.countRefusal('stream', admission.problem.name);
      next(Object.assign(new Error(admission.problem.name), { data: admission.problem }));
    });
    this.#io.on('connection', (socket) => this.#connect(socket, admissions.get(socket)!));
    this.#stopListening = options.live.listen((update) => {
      for (const { audience } of this.#audiences.values()) audience.publish(update);
    });
    this.#timers.push(setInterval(() => this.#tickInTurn(performance.now()), turnMs));
    this.#timers.push(setInterval(() => this.#beat(), beatMs));
  }

  get viewers(): number {
    const replaying = this.#options.replays?.viewers ?? 0;
    return [...this.#audiences.values()].reduce((sum, { viewers }) => sum + viewers.size, replaying);
  }

  /** Tells every viewer with the next tick that there is newer cover, instead of with the next beat. */
  announceCoverage(): void {
    for (const entry of this.#audiences.values()) entry.hasNewCoverage = true;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#stopListening();
    this.#io.disconnectSockets(true);
    const patience = setTimeout(() => {
      for (const link of this.#links) link.destroy();
    }, closePatienceMs);
    await this.#io.close();
    clearTimeout(patience);
  }

  #admit(socket: ViewerSocket): Parsed<Admission> {
    const handshake = parseHandshake(socket.handshake.auth);
    if (!handshake.ok) return handshake;
    const viewer = this.#options.identify(socket.request);
    if (!viewer) return refuse('not-found', 'nobody is known by these credentials');
    const { replay, profile = this.#options.defaultProfile } = handshake.value;
    const takesPacked = handshake.value.snapshots === 'packed';
    if (replay) {
      const problem = this.#options.replays?.refusal(viewer, replay);
      return problem ? { ok: false, problem } : { ok: true, value: { viewer, profile, takesPacked, replay } };
    }
    const entry = this.#join(viewer, profile);
    if (!entry) return refuse('overloaded', `at most ${maxAudiences} different sets of rights can watch at a time`);
    return { ok: true, value: { entry, cursor: handshake.value.cursor, takesPacked } };
  }

  #connect(socket: ViewerSocket, admission: Admission): void {
    if (admission.replay) {
      const { replay, ...given } = admission;
      this.#options.replays!.open(socket, { ...given, request: replay });
      return;
    }
    const { entry, cursor, takesPacked } = admission;
    const { metrics } = this.#options;
    const services = {
      now: this.#options.now,
      shownAt: this.#options.now,
      cursors: this.#cursors,
      state: this.#options.state,
      countFrameBytes: (bytes: number) => metrics.frameBytes.inc(bytes),
      countResync: (reason: Resync['reason']) => metrics.resyncs.inc({ reason }),
    };
    const connection = new ViewerConnection(socket, entry.audience, services, { takesPacked });
    entry.viewers.add(connection);
    metrics.viewers.set(this.viewers);
    listenToViewer(socket, connection, metrics);
    socket.on('disconnect', () => {
      entry.viewers.delete(connection);
      entry.emptySince = this.#options.now();
      metrics.viewers.set(this.viewers);
    });
    connection.start(cursor ? (this.#cursors.read(cursor) ?? 'unreadable') : undefined);
  }

  #join(viewer: Viewer, profile: LinkProfile): AudienceEntry | undefined {
    const key = `${profile}|${rightsKey(viewer)}`;
    let entry = this.#audiences.get(key);
    if (!entry && this.#audiences.size >= maxAudiences) this.#dropIdleAudience();
    if (!entry && this.#audiences.size < maxAudiences) {
      // A digest, because a cursor is of bounded length and names its audience.
      const rights = createHash('sha256').update(rightsKey(viewer)).digest('base64url');
      const turn = this.#audienceCount++ * turnMs;
      const id = `${profile}|${rights}#${turn / turnMs}`;
      const audience = new Audience(id, viewer, profile, this.#options.live.picture);
      const dueAt = performance.now() + (turn % tickMs[profile]);
      entry = { audience, viewers: new Set(), emptySince: this.#options.now(), dueAt, hasNewCoverage: false };
      this.#audiences.set(key, entry);
    }
    return entry;
  }

  /** Makes room: the audience that has been without viewers for longest goes before its time. */
  #dropIdleAudience(): void {
    const idle = [...this.#audiences].filter(([, { viewers }]) => viewers.size === 0);
    const [oldest] = idle.sort(([, a], [, b]) => a.emptySince - b.emptySince);
    if (oldest) this.#audiences.delete(oldest[0]);
  }

  #tickInTurn(monotonic: number): void {
    for (const entry of this.#audiences.values()) {
      if (monotonic < entry.dueAt) continue;
      const period = tickMs[entry.audience.profile];
      // After a stall the next tick comes a period from now; otherwise an audience keeps its place among the others.
      entry.dueAt = Math.max(entry.dueAt + period, monotonic + period / 2);
      this.#tick(entry);
    }
  }

  #tick(entry: AudienceEntry): void {
    const { audience, viewers } = entry;
    const bytes = audience.tick(this.#options.now());
    for (const viewer of viewers) {
      if (bytes) viewer.offerFrame(bytes);
      else viewer.pump();
      viewer.offerHistory();
    }
    // Behind what was just sent, so that nobody is told to be behind who is not.
    if (entry.hasNewCoverage) this.#beatAudience(entry, false);
  }

  #beatAudience(entry: AudienceEntry, withCheck: boolean): void {
    const { audience, viewers } = entry;
    entry.hasNewCoverage = false;
    const coverage = viewers.size > 0 ? this.#options.coverage(audience.viewer) : undefined;
    for (const viewer of viewers) viewer.beat(withCheck, coverage);
  }

  #beat(): void {
    const withCheck = this.#beats++ % beatsBetweenChecks === 0;
    for (const [key, entry] of this.#audiences) {
      this.#beatAudience(entry, withCheck);
      const { viewers, emptySince } = entry;
      if (viewers.size === 0 && this.#options.now() - emptySince > audienceGraceMs) this.#audiences.delete(key);
    }
  }
}

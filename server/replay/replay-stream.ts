import type { LinkProfile } from '#shared/parameters/freshness.ts';
import type { ReplayStatus } from '#shared/protocol/downstream.ts';
import type { Truth } from '#shared/replay/moment.ts';
import type { Viewer } from '../access/viewer.ts';
import { Audience } from '../stream/audience.ts';
import { ViewerConnection, type ViewerServices, type ViewerSocket } from '../stream/viewer-connection.ts';
import type { MovablePicture } from './movable-picture.ts';
import type { ReplaySession } from './replay-session.ts';
import { ShownTracks } from './shown-tracks.ts';

/** What one viewer has not been sent yet; beyond it the picture is sent anew. */
const ring = { items: 100_000, bytes: 64 * 1024 * 1024 };
const mostChangesAtOnce = 20_000;
/** How much of the record is read at once and held ahead, in seconds of the viewer's time and of the record. */
const aheadSeconds = 2;
/** Half of it is always there: where a tracker goes that reports every minute is known in time. */
const leastAheadMs = 6 * 60_000;
const standingAheadMs = 3 * 60_000;
const standingAfterMs = 300;
const ticksBetweenConclusions = 5;
const fastSpeed = 300;
const mostRowsAtOnce = 120_000;
/** Beyond it nothing is read ahead, and the clock waits: an hour a second of thousands of trackers. */
const mostRowsAhead = 360_000;

export type StreamParts = {
  id: string;
  socket: ViewerSocket;
  viewer: Viewer;
  profile: LinkProfile;
  takesPacked: boolean;
  session: ReplaySession;
  picture: MovablePicture;
  truth: Truth;
  services: Omit<ViewerServices, 'shownAt' | 'replay' | 'cursors'>;
  /** First and last moment of the record. */
  span: () => { first: number; last: number };
  onFault: (error: Error) => void;
};

/**
 * One replay of one viewer: a picture of its own, moved by the clock of its session, through the same audience and the
 * same connection as a live one. Promises: what is sent is the picture of the moment that it says it is.
 */
export class ReplayStream {
  readonly connection: ViewerConnection;
  readonly session: ReplaySession;
  readonly #parts: StreamParts;
  readonly #picture: MovablePicture;
  readonly #audience: Audience;
  readonly #shown: ShownTracks;
  #placedFor = '';
  truth: Truth;
  #isReading = false;
  #isMoving = false;
  #arrivedAt = 0;
  #ticks = 0;
  #isUnsettled = false;
  #isFast = false;
  #wanted: { at: number; by: number } | undefined;
  #isStarted = false;
  /** Up to when there is anything to be read, as it was said last. */
  #limit = Number.POSITIVE_INFINITY;
  #isClosed = false;

  constructor(parts: StreamParts) {
    this.#parts = parts;
    this.#picture = parts.picture;
    this.session = parts.session;
    this.truth = parts.truth;
    this.#shown = new ShownTracks(parts.picture.shown);
    const shown = { records: parts.picture.shown.records, tracks: this.#shown.tracks };
    this.#audience = new Audience(parts.id, parts.viewer, parts.profile, shown, ring);
    const services: ViewerServices = {
      ...parts.services,
      shownAt: () => this.shownAt,
      cursors: undefined,
      replay: () => this.status,
    };
    const { takesPacked } = parts;
    this.connection = new ViewerConnection(parts.socket, this.#audience, services, { takesPacked });
    this.#picture.listen((update) => {
      this.#shown.follow(update);
      this.#audience.publish(update);
    });
  }

  get shownAt(): number {
    return this.#picture.moment?.at ?? this.session.startedAt;
  }

  /** Up to when the picture can be moved without waiting. */
  get heldTo(): number {
    return this.#isMoving ? Number.NEGATIVE_INFINITY : this.#picture.heldTo;
  }

  get isMoving(): boolean {
    return this.#isMoving;
  }

  /** Something came in since that belongs to what was read already: the picture has to be sought anew. */
  get isOutdated(): boolean {
    return this.#isStarted && this.#picture.isOutdated;
  }

  get profile(): LinkProfile {
    return this.#parts.profile;
  }

  /** Nothing more of this moment will come: it was looked where its tracks go. */
  get #isSettled(): boolean {
    if (this.#isMoving || !this.#isStarted) return false;
    return this.truth === 'known' || this.session.isPlaying || this.#picture.heldTo >= this.#standingLimit;
  }

  get #standingLimit(): number {
    return Math.min(this.#limit, this.shownAt + standingAheadMs);
  }

  get status(): ReplayStatus {
    const { session } = this;
    return {
      truth: this.truth,
      at: this.shownAt,
      by: this.#picture.moment?.by ?? this.shownAt,
      speed: session.speed,
      isPlaying: session.isPlaying,
      state: this.#isMoving || !this.#isStarted ? 'moving' : session.hasEnded ? 'ended' : 'here',
      isSettled: this.#isSettled,
      jumps: session.jumps,
      ...(session.range ? { range: session.range } : {}),
      ...(session.reached === undefined ? {} : { reached: session.reached }),
      ...this.#parts.span(),
    };
  }

  /** Moves to any moment; of several that are asked for meanwhile only the last is gone to. */
  async moveTo(at: number, by: number): Promise<void> {
    this.#wanted = { at, by };
    if (this.#isMoving) return;
    this.#isMoving = true;
    try {
      while (this.#wanted && !this.#isClosed) {
        const { at: wantedAt, by: knownBy } = this.#wanted;
        this.#wanted = undefined;
        const { truth } = this;
        await this.#picture.seek({ truth, at: wantedAt, by: truth === 'known' ? wantedAt : knownBy });
      }
    } catch (error) {
      // What is held may be neither moment.
      this.fail(error as Error);
    }
    this.#isMoving = false;
    if (!this.#isClosed) this.#arrive();
  }

  #arrive(): void {
    this.#arrivedAt = performance.now();
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#place();
      this.#audience.tick(this.shownAt);
      this.connection.start(undefined);
    } else if (this.#audience.facts.next - this.connection.factsSent > mostChangesAtOnce) {
      this.#audience.tick(this.shownAt);
      this.connection.resync('moved');
    } else this.#send();
    this.connection.announceArrival();
  }

  /** Moves forward to a moment up to which was read ahead, and sends what that changed. */
  tick(at: number): void {
    if (this.#isMoving || !this.#isStarted) return;
    const { isPlaying, speed } = this.session;
    const inPassing = isPlaying && ++this.#ticks % ticksBetweenConclusions !== 0;
    if (at > this.shownAt || this.#isUnsettled !== inPassing)
      this.#picture.advance(Math.max(at, this.shownAt), { inPassing });
    this.#isUnsettled = inPassing;
    this.#isFast = isPlaying && speed >= fastSpeed;
    this.#send();
  }

  /** Draws tracks on their way between two fixes, where that is known. */
  #place(): void {
    const cause = `${this.truth} ${this.shownAt} ${this.#picture.heldTo} ${this.#isFast}`;
    if (cause === this.#placedFor) return;
    this.#placedFor = cause;
    const slots = this.#shown.place(this.shownAt, (take) => {
      // In a step of half a minute most have moved by a fix.
      if (this.truth === 'happened' && !this.#isFast) this.#picture.eachAhead(take);
    });
    if (slots.length > 0) this.#audience.publish({ changes: [], slots });
  }

  #send(): void {
    this.#place();
    const bytes = this.#audience.tick(this.shownAt);
    if (bytes) this.connection.offerFrame(bytes);
    else this.connection.pump();
    this.connection.offerHistory();
    this.#audience.facts.forget(this.connection.factsSent);
  }

  /** Reads on when little is left ahead: what is played, and as happened also what follows a moment that stands. */
  async readAhead(limit: number): Promise<void> {
    this.#limit = limit;
    const { session } = this;
    const stepMs = Math.max(leastAheadMs, session.speed * aheadSeconds * 1000);
    // Whoever scrubs does not wait for what he is about to leave.
    const stands = this.truth === 'happened' && performance.now() - this.#arrivedAt > standingAfterMs;
    const wantedMs = session.isPlaying ? stepMs / 2 : stands ? standingAheadMs : 0;
    const isEnough = this.#picture.heldTo >= Math.min(limit, this.shownAt + wantedMs);
    const isFull = this.#picture.rowsAhead >= mostRowsAhead;
    if (this.#isReading || this.#isMoving || !this.#isStarted || isEnough || isFull) return;
    this.#isReading = true;
    const wasSettled = this.#isSettled;
    try {
      const upTo = Math.min(limit, this.#picture.heldTo + Math.max(stepMs, wantedMs));
      await this.#picture.readAhead(upTo, mostRowsAtOnce);
    } catch (error) {
      this.fail(error as Error);
    }
    this.#isReading = false;
    if (this.#isClosed || wasSettled || !this.#isSettled) return;
    this.#send();
    this.connection.announceArrival();
  }

  beat(withCheck: boolean): void {
    this.connection.beat(withCheck && !this.#isMoving, undefined);
  }

  /** Ends this replay alone: its viewer asks again, and is shown everything from the beginning. */
  fail(error: Error): void {
    if (this.#isClosed) return;
    this.#parts.onFault(error);
    this.#parts.socket.disconnect(true);
  }

  close(): void {
    this.#isClosed = true;
  }
}

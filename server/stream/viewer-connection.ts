import type { Socket } from 'socket.io';
import type { DownstreamEvents, ReplayStatus, Resync } from '#shared/protocol/downstream.ts';
import type { Acknowledge, UpstreamEvents } from '#shared/protocol/upstream.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { Audience } from './audience.ts';
import type { CursorCodec, CursorState } from './cursor.ts';
import type { History } from './history-parts.ts';
import { InFlight } from './in-flight.ts';
import { formatFactsPacket, framePacket } from './packet-text.ts';
import { type PartLimits, type SnapshotCursor, startCursor, takeChanges } from './snapshot-parts.ts';

export type ViewerSocket = Socket<UpstreamEvents, DownstreamEvents>;

export type StreamState = { epoch: string; isRecording: boolean; isExercise: boolean };

export type ViewerServices = {
  now: () => number;
  /** The time of what is shown: that of the server, or the moment of a replay. */
  shownAt: () => number;
  /** Absent where a picture cannot be continued. */
  cursors: CursorCodec | undefined;
  /** Where a replay stands. */
  replay?: () => ReplayStatus;
  state: () => StreamState;
  countFrameBytes: (bytes: number) => void;
  countResync: (reason: Resync['reason']) => void;
};

const partLimits: PartLimits = { records: 200, bytes: 128 * 1024 };
/** Packets that the socket may hold back; a healthy one holds none. */
const mostUnwritten = 64;
const leastResyncIntervalMs = 500;
const factsAtOnce = 500;
const factBytesAtOnce = 128 * 1024;
/** Bytes and messages that may be unacknowledged; the link profile's rate × 5 s at most. */
const window = { lan: { bytes: 256 * 1024, messages: 8 }, vsat: { bytes: 64 * 1024, messages: 4 } } as const;

/**
 * The one class that writes to a socket. A viewer is a few numbers: what it was sent and what it acknowledged. It
 * promises facts in order without a gap, frames that stand on what was sent before, and bounded memory: while a
 * viewer is slow nothing is kept for it, and it catches up from the state of its audience.
 */
export class ViewerConnection {
  readonly socket: ViewerSocket;
  readonly audience: Audience;
  readonly #services: ViewerServices;
  readonly #inFlight: InFlight;
  readonly #takesPacked: boolean;
  /** Facts sent so far, and the frame that the viewer holds once it has read everything sent. */
  #facts = 0;
  #frame = 0;
  #snapshot: SnapshotCursor | undefined;
  /** What follows the snapshot once the viewer holds it, and how much of it was sent. */
  #history: { of: History; next: number; isWanted: boolean } | undefined;
  /** Number of facts at which the snapshot was taken. */
  #snapshotFacts = 0;
  #parts = 0;
  #resyncedAt = 0;
  /** When everything had last been sent. */
  #currentAt: number;
  #hasArrived = false;
  /** Nothing but beats goes before the first hello, which in a replay waits for the first picture. */
  #isGreeted = false;

  constructor(socket: ViewerSocket, audience: Audience, services: ViewerServices, { takesPacked = false } = {}) {
    this.socket = socket;
    this.audience = audience;
    this.#services = services;
    this.#takesPacked = takesPacked;
    this.#currentAt = services.now();
    const { bytes, messages } = window[audience.profile];
    this.#inFlight = new InFlight(bytes, messages);
  }

  /**
   * Greets the viewer: where it stood if that can be continued, else from a snapshot, and says why the cursor was not
   * taken. One that this process did not write comes from before a restart, or from nowhere.
   */
  start(cursor: CursorState | 'unreadable' | undefined): void {
    if (cursor === undefined) this.#startSnapshot();
    else if (cursor === 'unreadable') this.resync('restart');
    else if (rightsOf(cursor.audience) !== rightsOf(this.audience.id)) this.resync('rights');
    else if (cursor.audience !== this.audience.id || cursor.facts < this.audience.facts.first) this.resync('behind');
    else {
      this.#facts = cursor.facts;
      this.#frame = cursor.frame;
      this.#hello('resume', 0);
      this.pump();
    }
  }

  /** The picture is sent anew; the viewer keeps drawing the old one, frozen, until it is complete. */
  resync(reason: Resync['reason']): void {
    this.#services.countResync(reason);
    this.#inFlight.clear();
    this.socket.emit('resync', { reason });
    this.#startSnapshot();
  }

  /** The viewer asks for a fresh picture; asking faster than that is answered once. */
  refresh(): void {
    if (!this.#isGreeted || this.#services.now() - this.#resyncedAt < leastResyncIntervalMs) return;
    this.#resyncedAt = this.#services.now();
    this.resync('requested');
  }

  acknowledge(held: Acknowledge): void {
    // Nobody holds more than was sent; what says so belongs to an earlier snapshot or is made up. Who has continued still
    // counts the parts of a connection before this one, which brought none.
    const holdsMore = this.#parts > 0 && held.parts > this.#parts;
    if (holdsMore || held.facts > this.#facts || held.frame > this.#frame) return;
    this.#inFlight.acknowledge(held);
    this.pump();
  }

  /** The frame of this tick: shared bytes when the viewer stands right before it, else caught up from state. */
  offerFrame(bytes: Uint8Array): void {
    this.#sendFacts();
    const stands =
      !this.#snapshot && this.#frame === this.audience.frame - 1 && this.#facts === this.audience.facts.next;
    if (stands && this.#hasRoom) {
      this.#sendFrame(bytes);
      this.#tellArrival();
    } else this.pump();
  }

  /** The viewer has drawn what stands now. */
  wantHistory(): void {
    if (this.#history) this.#history.isWanted = true;
  }

  /** At most one part of the history a tick, behind all that is live, and one at a time. */
  offerHistory(): void {
    if (!this.#history?.isWanted || this.#snapshot || this.#facts !== this.audience.facts.next) return;
    if (this.#inFlight.has('parts') || !this.#hasRoom) return;
    const { of, next: from } = this.#history;
    const { bytes, next } = of.take(from, this.audience.picture);
    const last = next === of.records.length;
    this.#history = last ? undefined : { ...this.#history, next };
    const part = ++this.#parts;
    this.socket.emit('history', { part, last, records: next - from }, bytes);
    this.#inFlight.sent('parts', part, bytes.length);
  }

  /** Sends whatever is due and fits: parts of a snapshot, then facts, then the frame that catches up. */
  pump(): void {
    if (!this.#isGreeted) return;
    while (this.#snapshot && this.#hasRoom) this.#sendPart();
    if (this.#snapshot) return;
    this.#sendFacts();
    if (this.#facts !== this.audience.facts.next) return;
    if (this.#frame !== this.audience.frame && this.#hasRoom)
      this.#sendFrame(this.audience.catchUp(this.#frame, this.#services.shownAt()));
    this.#tellArrival();
  }

  /** Says where a replay is as soon as all of it has been sent, instead of with the next beat. */
  announceArrival(): void {
    this.#hasArrived = true;
    this.pump();
  }

  #tellArrival(): void {
    if (!this.#hasArrived || this.#frame !== this.audience.frame) return;
    this.#hasArrived = false;
    // Without the hash, which would hold it up; the next beats bring it.
    this.beat(false, undefined);
  }

  /** Facts up to this number have been sent. */
  get factsSent(): number {
    return this.#facts;
  }

  /** The viewer's word, and the socket's own: a viewer that acknowledges without reading gains nothing. */
  get #hasRoom(): boolean {
    return (
      this.#inFlight.hasRoom &&
      (this.socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length < mostUnwritten
    );
  }

  /** `coverage` names the newest medical cover that this viewer may see. */
  beat(withCheck: boolean, coverage: string | undefined): void {
    if ((this.socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length >= mostUnwritten) return;
    const isCurrent = this.#noteCurrent();
    const { isRecording, isExercise } = this.#services.state();
    const { cursors, replay } = this.#services;
    this.socket.emit('beat', {
      serverTime: this.#services.shownAt(),
      // A picture without its history cannot be continued.
      cursor:
        this.#snapshot || this.#history || !cursors
          ? ''
          : cursors.write({ audience: this.audience.id, facts: this.#facts, frame: this.#frame }),
      recording: isRecording,
      exercise: isExercise,
      hidden: 0,
      behindMs: isCurrent ? 0 : this.#services.now() - this.#currentAt,
      ...(coverage === undefined ? {} : { coverage }),
      ...(replay ? { replay: replay() } : {}),
      ...(withCheck && isCurrent && !this.#history ? { check: this.audience.check() } : {}),
    });
  }

  /** True when everything has been sent to this viewer; remembers since when it has not. */
  #noteCurrent(): boolean {
    const isCurrent =
      !this.#snapshot && this.#facts === this.audience.facts.next && this.#frame === this.audience.frame;
    if (isCurrent) this.#currentAt = this.#services.now();
    return isCurrent;
  }

  #startSnapshot(): void {
    this.#facts = this.audience.facts.next;
    this.#snapshotFacts = this.#facts;
    this.#frame = 0;
    this.#parts = 0;
    const { picture } = this.audience;
    const parted = this.#takesPacked ? this.audience.partRecords(this.#services.shownAt()) : undefined;
    const history = parted?.history;
    const later = history?.records.length ?? 0;
    // Records are immutable, so this array is the picture of this moment however long it takes to send.
    const records = parted?.standing ?? [...picture.records.values()];
    this.#history = history && later > 0 ? { of: history, next: 0, isWanted: false } : undefined;
    this.#snapshot = startCursor(records, picture.tracks);
    this.#hello('snapshot', records.length, later);
    this.pump();
  }

  #hello(mode: 'resume' | 'snapshot', records: number, history = 0): void {
    const { epoch } = this.#services.state();
    const { profile } = this.audience;
    this.#isGreeted = true;
    this.socket.emit('hello', {
      protocol: protocolVersion,
      epoch,
      mode,
      serverTime: this.#services.shownAt(),
      records,
      history,
      facts: this.#facts,
      frame: this.#frame,
      profile,
    });
  }

  #sendPart(): void {
    const cursor = this.#snapshot!;
    const packed = this.#takesPacked ? this.audience.packedParts.take(this.#snapshotFacts, cursor) : undefined;
    const { changes, bytes } = packed ? { changes: [], bytes: packed.length } : takeChanges(cursor, partLimits);
    const last = cursor.next === cursor.records.length;
    if (last) this.#snapshot = undefined;
    const part = ++this.#parts;
    if (packed) this.socket.emit('packed', { part, last }, packed);
    else this.socket.emit('snapshot', { part, last, changes });
    this.#inFlight.sent('parts', part, bytes);
  }

  #sendFacts(): void {
    while (!this.#snapshot && this.#facts < this.audience.facts.next && this.#hasRoom) {
      const due = this.audience.facts.slice(this.#facts, factsAtOnce, factBytesAtOnce);
      if (!due) {
        this.resync('behind');
        return;
      }
      this.socket.conn.write(formatFactsPacket(this.#facts, due.changes));
      this.#facts += due.changes.length;
      this.#inFlight.sent('facts', this.#facts, due.bytes);
    }
  }

  #sendFrame(bytes: Uint8Array): void {
    this.socket.conn.write(framePacket);
    this.socket.conn.write(bytes as unknown as Parameters<typeof this.socket.conn.write>[0]);
    this.#frame = this.audience.frame;
    this.#inFlight.sent('frame', this.#frame, bytes.length);
    this.#services.countFrameBytes(bytes.length);
  }
}

/** The part of the id of an audience that says what it may see. */
function rightsOf(audienceId: string): string {
  return audienceId.slice(audienceId.indexOf('|'), audienceId.lastIndexOf('#'));
}

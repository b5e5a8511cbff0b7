import type { Socket as TcpSocket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { io, type Socket } from 'socket.io-client';
import type { LinkProfile } from '#shared/parameters/freshness.ts';
import { Picture } from '#shared/picture/picture.ts';
import type { Change } from '#shared/picture/record.ts';
import type { Beat, DownstreamEvents, Facts, Hello, HistoryPart, Snapshot } from '#shared/protocol/downstream.ts';
import { applyFrame, type FrameHeader, readFrameHeader } from '#shared/protocol/position-frame.ts';
import type { Fresh, ReplayCommand, ReplayRequest, UpstreamEvents } from '#shared/protocol/upstream.ts';
import { protocolVersion } from '#shared/protocol/version.ts';

export type ViewerOptions = {
  /** What the header `x-viewer` says. */
  name: string;
  profile?: LinkProfile;
  /** Does not ask for the past behind a packed snapshot by itself. */
  waitsWithHistory?: boolean;
  /** Asks for packed snapshots. */
  takesPacked?: boolean;
  /** Looks at another moment than now. */
  replay?: ReplayRequest;
  /** Acknowledges this much later than it applied. */
  ackDelayMs?: number;
  /** Negative control: passes over the message of this ordinal, pretends to have applied it and never complains. */
  passesOver?: { kind: 'facts' | 'frame'; ordinal: number };
  /** Keeps every byte that came over the wire. */
  keepsBytes?: boolean;
  /** Asked about every frame that was applied, after it was. */
  onFrame?: (header: FrameHeader, picture: Picture) => void;
};

/** The parts of ws that engine.io-client keeps to itself. */
type WebSocketInside = { pause: () => void; resume: () => void; _socket: TcpSocket };

/**
 * A viewer in few words, written from the protocol alone: it holds a picture, applies what comes in order, refuses what
 * does not stand on what it holds, acknowledges, and can lose or stall its link at the level of TCP.
 */
export class TestViewer {
  picture = new Picture();
  readonly held = { facts: 0, frame: 0, parts: 0 };
  cursor: string | undefined;
  hello: Hello | undefined;
  lastBeat: Beat | undefined;
  isConnected = false;
  /** Everything that stands now is held. */
  #standsNow = false;
  /** Records of the past that are still to come. */
  missingHistory = 0;
  bytes = 0;
  readonly chunks: Buffer[] = [];
  readonly counts = { hellos: 0, resumes: 0, snapshots: 0, facts: 0, frames: 0, beats: 0, checks: 0 };
  readonly resyncs: string[] = [];
  readonly gaps: string[] = [];
  readonly mismatches: string[] = [];
  /** Order of everything that was received in this connection, by name. */
  readonly received: string[] = [];
  readonly options: ViewerOptions;
  #socket: Socket<DownstreamEvents, UpstreamEvents> | undefined;
  #webSocket: WebSocketInside | undefined;
  #awaitsSnapshot = true;
  #hasLastPart = false;
  #isStalled = false;

  constructor(options: ViewerOptions) {
    this.options = options;
  }

  /** Connects, with the cursor of the last beat unless another is given; resolves with the hello. */
  async connect(url: string, cursor: string | undefined = this.cursor): Promise<Hello> {
    this.cut();
    this.received.length = 0;
    const { name, profile, takesPacked } = this.options;
    const socket: Socket<DownstreamEvents, UpstreamEvents> = io(url, {
      path: '/stream',
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { 'x-viewer': name },
      auth: {
        protocol: protocolVersion,
        ...(takesPacked ? { snapshots: 'packed' } : {}),
        ...(profile ? { profile } : {}),
        ...(cursor ? { cursor } : {}),
        ...(this.options.replay ? { replay: this.options.replay } : {}),
      },
    });
    this.#socket = socket;
    return new Promise((resolve, reject) => {
      const listen = <Name extends keyof DownstreamEvents>(event: Name, handle: DownstreamEvents[Name]): void => {
        socket.on(
          event as never,
          ((message: never, bytes: never) => {
            if (this.#socket !== socket) return;
            this.received.push(event);
            (handle as (message: never, bytes: never) => void)(message, bytes);
          }) as never,
        );
      };
      socket.io.on('open', () => this.#attach(socket));
      socket.on('connect_error', reject);
      socket.on('disconnect', (reason) => {
        if (this.#socket === socket) this.isConnected = false;
        reject(new Error(`disconnected: ${reason}`));
      });
      listen('hello', (message) => {
        this.#onHello(message);
        resolve(message);
      });
      listen('resync', ({ reason }) => {
        this.resyncs.push(reason);
        this.#distrust();
      });
      listen('snapshot', (message) => this.#onSnapshot(message));
      listen('packed', (message, bytes) => {
        const text = gunzipSync(bytes as Uint8Array);
        if (this.options.keepsBytes) this.chunks.push(text);
        this.#onSnapshot({ ...message, changes: JSON.parse(text.toString()) });
      });
      listen('history', (message, bytes) => {
        const text = gunzipSync(bytes as Uint8Array);
        if (this.options.keepsBytes) this.chunks.push(text);
        this.#onHistory(message, JSON.parse(text.toString()));
      });
      listen('facts', (message) => this.#onFacts(message));
      listen('frame', (payload) => this.#onFrame(payload instanceof Uint8Array ? payload : new Uint8Array(payload)));
      listen('beat', (message) => this.#onBeat(message));
    });
  }

  /** The link is gone without a word. */
  cut(): void {
    this.#webSocket?._socket.destroy();
    this.#socket?.disconnect();
    this.#socket = undefined;
    this.#webSocket = undefined;
    this.isConnected = false;
    this.#isStalled = false;
  }

  command(command: ReplayCommand): void {
    this.#socket?.emit('replay', command);
  }

  askForHistory(): void {
    this.#socket?.emit('history');
  }

  /** Asks for the picture anew, as a viewer does that distrusts its own. */
  askFresh(): void {
    this.#ask('hash', undefined);
  }

  /** Stops reading from the TCP socket, and with it acknowledging. */
  stall(): void {
    this.#isStalled = true;
    this.#webSocket?.pause();
  }

  unstall(): void {
    this.#isStalled = false;
    this.#webSocket?.resume();
    this.#acknowledge();
  }

  get isStalled(): boolean {
    return this.#isStalled;
  }

  /** The snapshot, its positions and its past are held; without its past when it waits with that. */
  get isWhole(): boolean {
    return this.#standsNow && (this.missingHistory === 0 || this.options.waitsWithHistory === true);
  }

  hash(): string {
    return this.picture.hash();
  }

  #attach(socket: Socket): void {
    const { transport } = socket.io.engine as unknown as { transport: { ws: WebSocketInside } };
    this.#webSocket = transport.ws;
    this.#webSocket._socket.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      if (this.options.keepsBytes) this.chunks.push(chunk);
    });
  }

  #onHello(message: Hello): void {
    this.isConnected = true;
    this.hello = message;
    this.counts.hellos++;
    if (message.mode === 'resume') {
      this.counts.resumes++;
      return;
    }
    this.counts.snapshots++;
    this.picture = new Picture();
    this.#standsNow = false;
    this.missingHistory = message.history;
    this.cursor = undefined;
    this.#awaitsSnapshot = false;
    this.#hasLastPart = false;
    Object.assign(this.held, { facts: message.facts, frame: message.frame, parts: 0 });
  }

  #onSnapshot(message: Snapshot): void {
    if (this.#awaitsSnapshot) return;
    if (message.part !== this.held.parts + 1)
      return void this.#ask('gap', `part ${message.part} after ${this.held.parts}`);
    for (const change of message.changes) this.picture.apply(change);
    this.held.parts = message.part;
    this.#hasLastPart = message.last;
    this.#acknowledge();
  }

  #onHistory(message: HistoryPart, changes: Change[]): void {
    if (this.#awaitsSnapshot) return;
    if (message.part !== this.held.parts + 1)
      return void this.#ask('gap', `history ${message.part} after ${this.held.parts}`);
    for (const change of changes)
      if (change.kind === 'put' && !this.picture.records.has(change.record.key)) this.picture.apply(change);
    this.held.parts = message.part;
    this.missingHistory = message.last ? 0 : this.missingHistory - message.records;
    this.#acknowledge();
  }

  #onFacts({ first, changes }: Facts): void {
    if (this.#awaitsSnapshot) return;
    const ordinal = this.counts.facts++;
    const isPassedOver = this.#passesOver('facts', ordinal);
    if (first > this.held.facts) return void this.#ask('gap', `fact ${first} after ${this.held.facts}`);
    // Behind a resume come facts that were applied before the link was lost.
    if (!isPassedOver) for (const change of changes.slice(this.held.facts - first)) this.picture.apply(change);
    this.held.facts = Math.max(this.held.facts, first + changes.length);
    this.#acknowledge();
  }

  #onFrame(bytes: Uint8Array): void {
    if (this.#awaitsSnapshot) return;
    const header = readFrameHeader(bytes);
    if (header.facts > this.held.facts)
      return void this.#ask('gap', `frame after fact ${header.facts}, holds ${this.held.facts}`);
    if (!header.isAbsolute && header.base !== this.held.frame)
      return void this.#ask('gap', `frame on ${header.base}, holds ${this.held.frame}`);
    const ordinal = this.counts.frames++;
    if (!this.#passesOver('frame', ordinal)) applyFrame(bytes, header, this.picture.tracks);
    this.held.frame = header.frame;
    if (this.#hasLastPart && !this.#standsNow) {
      this.#standsNow = true;
      if (!this.options.waitsWithHistory) this.askForHistory();
    }
    this.options.onFrame?.(header, this.picture);
    this.#acknowledge();
  }

  #onBeat(message: Beat): void {
    this.lastBeat = message;
    this.counts.beats++;
    if (this.#awaitsSnapshot) return;
    if (this.isWhole) this.cursor = message.cursor || undefined;
    const { check } = message;
    if (!check) return;
    if (check.facts !== this.held.facts || check.frame !== this.held.frame)
      return void this.#ask(
        'gap',
        `check of ${check.facts}/${check.frame}, holds ${this.held.facts}/${this.held.frame}`,
      );
    this.counts.checks++;
    if (check.hash === this.hash()) return;
    this.mismatches.push(`${check.hash} is not ${this.hash()}`);
    this.#ask('hash', undefined);
  }

  #passesOver(kind: 'facts' | 'frame', ordinal: number): boolean {
    return this.options.passesOver?.kind === kind && this.options.passesOver.ordinal === ordinal;
  }

  #ask(reason: Fresh['reason'], gap: string | undefined): void {
    if (gap) this.gaps.push(gap);
    if (this.options.passesOver) return;
    this.#distrust();
    this.#socket?.emit('fresh', { reason });
  }

  /** What is held may be wrong; nothing more is applied until a snapshot begins. */
  #distrust(): void {
    this.#awaitsSnapshot = true;
    this.#standsNow = false;
    this.cursor = undefined;
  }

  #acknowledge(): void {
    const socket = this.#socket;
    const send = (): void => {
      if (!this.#isStalled && this.#socket === socket) socket?.emit('acknowledge', { ...this.held });
    };
    if (this.options.ackDelayMs) setTimeout(send, this.options.ackDelayMs);
    else send();
  }
}

import { Picture } from '#shared/picture/picture.ts';
import type { Change, PictureRecord, RecordKind } from '#shared/picture/record.ts';
import type { Beat, Facts, Hello, HistoryPart, Snapshot } from '#shared/protocol/downstream.ts';
import { applyFrame, type FrameHeader, readFrameHeader } from '#shared/protocol/position-frame.ts';
import type { Acknowledge, Fresh } from '#shared/protocol/upstream.ts';
import { RecordIndex } from './record-index.ts';
import { TrailTable } from './trail-table.ts';

/**
 * The picture of this viewer, outside React. In: the messages of the stream, in order. Out: the picture and counters
 * that say what changed. Promises: what is drawn is always one whole picture; a snapshot replaces it in one step when
 * complete; whatever does not stand on what is held is refused by name, so that the connection asks for a fresh one.
 */
export type Phase = 'empty' | 'loading' | 'current' | 'replacing';
export type Refusal = Fresh['reason'];
export type LinkState = 'connecting' | 'connected' | 'waiting' | 'refused';
export type LinkProblem = { name: string; detail?: string };

export class LiveStore {
  picture = new Picture();
  index = new RecordIndex();
  phase: Phase = 'empty';
  held: Acknowledge = { facts: 0, frame: 0, parts: 0 };
  /** Grows with every change of the drawn picture or of what is known about the link. */
  revision = 0;
  /** Grows with every change of positions. */
  frameRevision = 0;
  link: LinkState = 'connecting';
  /** Why the server did not let this viewer in, when that is what it said last. */
  problem: LinkProblem | undefined;
  lastBeat: Beat | undefined;
  /** Server time up to which the drawn picture is known to be whole: what FROZEN AT says. */
  pictureAt: number | undefined;
  /** Records announced for the snapshot that is coming. */
  expectedRecords = 0;
  /** Records of the past that are still to come behind the snapshot. */
  missingHistory = 0;
  /** Set by the map once it has drawn a live picture: what can wait until then may come. */
  isDrawn = false;
  /** Where tracks have been; places are kept at least this far apart in time. */
  trails = new TrailTable();
  trailStepMs = 15_000;
  readonly counters = { gaps: 0, resyncs: 0, hashMismatches: 0, malformed: 0, snapshots: 0 };
  #incoming: { picture: Picture; isLast: boolean } | undefined;
  #mayOverlap = false;
  #isDistrusted = false;
  /** Of the last beat since the snapshot began. */
  #cursor: string | undefined;

  get isCurrent(): boolean {
    return this.phase === 'current';
  }

  get incomingRecords(): number {
    return this.#incoming?.picture.records.size ?? 0;
  }

  /** The cursor to resume from; only while the picture it belongs to is held whole. */
  get cursor(): string | undefined {
    return this.isCurrent && this.missingHistory === 0 ? this.#cursor : undefined;
  }

  setLink(link: LinkState): void {
    this.link = link;
    if (link === 'connected') this.problem = undefined;
    this.revision++;
  }

  /** Asked for and not granted. */
  refused(problem: LinkProblem | undefined): void {
    this.problem = problem;
    this.revision++;
  }

  hello(message: Hello): void {
    this.revision++;
    if (message.mode === 'resume') {
      // The cursor dates from the last beat; what came after it comes again and is skipped by its number.
      this.#mayOverlap = true;
      return;
    }
    this.#isDistrusted = false;
    this.#cursor = undefined;
    this.#incoming = { picture: new Picture(), isLast: false };
    this.expectedRecords = message.records;
    this.missingHistory = message.history;
    this.held = { facts: message.facts, frame: message.frame, parts: 0 };
    this.phase = this.phase === 'empty' || this.phase === 'loading' ? 'loading' : 'replacing';
  }

  resync(): void {
    this.counters.resyncs++;
    this.#distrust();
  }

  snapshot(message: Snapshot): Refusal | undefined {
    if (!this.#incoming) return this.#isDistrusted ? undefined : this.#refuse('gap');
    for (const change of message.changes) this.#incoming.picture.apply(change);
    this.#incoming.isLast = message.last;
    this.held.parts++;
    this.revision++;
    return undefined;
  }

  /** What is held already came later, as a fact, and stands. */
  history(message: HistoryPart, changes: readonly Change[]): Refusal | undefined {
    if (this.#isDistrusted) return undefined;
    if (message.part !== this.held.parts + 1) return this.#refuse('gap');
    const { records } = this.#incoming?.picture ?? this.picture;
    for (const change of changes) if (change.kind === 'put' && !records.has(change.record.key)) this.#apply(change);
    this.held.parts++;
    this.missingHistory = message.last ? 0 : Math.max(0, this.missingHistory - message.records);
    this.revision++;
    return undefined;
  }

  facts(message: Facts): Refusal | undefined {
    if (this.#isDistrusted) return undefined;
    const already = this.held.facts - message.first;
    if (already < 0 || (already > 0 && !this.#mayOverlap)) return this.#refuse('gap');
    for (const change of message.changes.slice(already)) this.#apply(change);
    this.held.facts = Math.max(this.held.facts, message.first + message.changes.length);
    this.revision++;
    return undefined;
  }

  frame(bytes: Uint8Array): { refusal?: Refusal; serverTime?: number } {
    if (this.#isDistrusted) return {};
    let header: FrameHeader;
    try {
      header = readFrameHeader(bytes);
    } catch {
      return { refusal: this.#refuse('malformed') };
    }
    if (header.facts > this.held.facts) return { refusal: this.#refuse('gap') };
    if (!header.isAbsolute && header.base !== this.held.frame) return { refusal: this.#refuse('gap') };
    try {
      const { tracks } = this.#incoming?.picture ?? this.picture;
      applyFrame(bytes, header, tracks, (slot) => this.trails.note(tracks, slot, this.trailStepMs));
    } catch {
      return { refusal: this.#refuse('malformed') };
    }
    this.held.frame = header.frame;
    this.frameRevision++;
    this.revision++;
    if (this.#incoming?.isLast && header.isAbsolute) this.#swap();
    if (this.isCurrent) this.pictureAt = header.serverTime;
    return { serverTime: header.serverTime };
  }

  beat(message: Beat): Refusal | undefined {
    const [shown, before] = [message.replay, this.lastBeat?.replay];
    // What was drawn on the way before a jump, or by the other truth, does not lead to what is shown after it.
    if (shown && (shown.jumps !== before?.jumps || shown.truth !== before.truth)) this.trails = new TrailTable();
    this.lastBeat = message;
    this.#cursor = message.cursor || undefined;
    this.revision++;
    if (!this.isCurrent) return undefined;
    this.pictureAt = message.serverTime - message.behindMs;
    const { check } = message;
    if (!check) return undefined;
    if (check.facts !== this.held.facts || check.frame !== this.held.frame) return undefined;
    this.#mayOverlap = false;
    if (check.hash === this.picture.hash()) return undefined;
    this.counters.hashMismatches++;
    return this.#refuse('hash');
  }

  recordsOf<K extends RecordKind>(kind: K): readonly PictureRecord<K>[] {
    return this.index.recordsOf(kind);
  }

  #apply(change: Change): void {
    const target = this.#incoming?.picture ?? this.picture;
    target.apply(change);
    if (!this.#incoming) this.index.apply(change);
  }

  #swap(): void {
    this.picture = this.#incoming!.picture;
    this.#incoming = undefined;
    this.index.replace(this.picture.records.values());
    this.phase = 'current';
    this.counters.snapshots++;
  }

  #refuse(reason: Refusal): Refusal {
    if (reason === 'gap') this.counters.gaps++;
    if (reason === 'malformed') this.counters.malformed++;
    this.#distrust();
    return reason;
  }

  /** What is held may be wrong: it stays drawn, frozen, and nothing more is applied until a snapshot begins. */
  #distrust(): void {
    this.#isDistrusted = true;
    this.#incoming = undefined;
    this.phase = this.phase === 'empty' || this.phase === 'loading' ? 'loading' : 'replacing';
    this.revision++;
  }
}

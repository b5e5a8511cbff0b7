import assert from 'node:assert';
import { gapLimitMs } from '#shared/parameters/interpolation.ts';
import { noAltitude, noValue, type TrackDescriptor } from '#shared/picture/fix-batch.ts';
import type { Change } from '#shared/picture/record.ts';
import { clipTailMs, type ExcerptCounts } from '#shared/protocol/clips.ts';
import type { Truth } from '#shared/replay/moment.ts';
import type { Viewer } from '../../../access/viewer.ts';
import type { LogHistory } from '../../../log/history/open-log-history.ts';
import type { PictureUpdate } from '../../../picture/live-picture.ts';
import { Audience } from '../../../stream/audience.ts';
import { MomentPicture } from '../../moment-picture.ts';
import type { MarkingTally } from '../marking-tally.ts';
import type { Slices } from '../slices.ts';
import { formatChangeLine, formatFixLine } from './excerpt-line.ts';
import { SourceSilence } from './source-silence.ts';

export type ExcerptOrder = {
  history: LogHistory;
  descriptors: readonly TrackDescriptor[];
  viewer: Viewer;
  truth: Truth;
  from: number;
  to: number;
  by: number;
  slices: Slices;
  tally: MarkingTally;
};

/** Everything of one step is held: it is taken out before the next. */
const ring = { items: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };
const aheadMs = 10 * 60_000;
const rowsAhead = 20_000;
const pieceLength = 64 * 1024;

/**
 * One truth of a span as lines of text: the picture of its first moment, then every change at its time. In: the replay of
 * this server. Out: what its stream would send to this viewer, so that rights are decided where they always are. What
 * time makes of *as happened* is left to whoever reads it; only the silence of sources is told.
 */
export class ExcerptWriter {
  readonly counts: ExcerptCounts = { records: 0, facts: 0, fixes: 0 };
  readonly #order: ExcerptOrder;
  readonly #past: MomentPicture;
  #audience!: Audience;
  #silence: SourceSilence | undefined;
  #text: string[] = [];
  #length = 0;

  constructor(order: ExcerptOrder) {
    this.#order = order;
    this.#past = new MomentPicture(order.history, order.descriptors, { concludes: false });
  }

  async *pieces(): AsyncGenerator<string> {
    const { truth, from, to, by, viewer, slices } = this.#order;
    await this.#past.seek({ truth, at: from, by: truth === 'known' ? from : by });
    if (truth === 'happened') this.#silence = new SourceSilence(this.#past);
    this.#silence?.conclude(from, { changes: [], slots: [] });
    this.#audience = new Audience('clip', viewer, 'lan', this.#past.shown, ring);
    this.#past.listen((update) => this.#publish(update));
    yield* this.#first(from);
    for (;;) {
      const next = Math.min(
        this.#past.nextTime ?? Number.POSITIVE_INFINITY,
        this.#silence?.dueAt ?? Number.POSITIVE_INFINITY,
      );
      const held = Math.min(this.#past.heldTo, to);
      if (next <= held) {
        this.#past.advance(next);
        if (this.#silence && next >= this.#silence.dueAt) this.#publish({ changes: [], slots: [] });
        this.#take(next);
        if (this.#length >= pieceLength) yield this.#piece();
        await slices.turn(64);
      } else if (held < to) await this.#past.readAhead(Math.min(to, held + aheadMs), rowsAhead);
      else break;
    }
    if (truth === 'happened') await this.#tail(to, by);
    yield this.#piece();
  }

  #publish(update: PictureUpdate): void {
    const concluded = this.#silence?.conclude(this.#past.moment!.at, update) ?? [];
    this.#audience.publish({ changes: [...update.changes, ...concluded], slots: update.slots });
  }

  async *#first(at: number): AsyncGenerator<string> {
    const { picture } = this.#audience;
    for (const record of picture.records.values()) {
      this.#change(at, { kind: 'put', record });
      this.counts.records++;
      const slot = record.kind === 'track' ? picture.tracks.find(record.id) : undefined;
      if (slot !== undefined) this.#fix(at, slot);
      if (this.#length >= pieceLength) yield this.#piece();
      await this.#order.slices.turn(16);
    }
  }

  /** What the audience was told at this step. */
  #take(at: number): void {
    const { facts } = this.#audience;
    const told = facts.slice(facts.first, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    assert(told, 'nothing leaves the ring by itself');
    for (const change of told.changes) this.#change(at, change);
    this.counts.facts += told.changes.length;
    facts.forget(facts.next);
    for (const slot of this.#audience.settle()) this.#fix(at, slot);
  }

  /** Where the tracks that are here were heard next, as far as they are drawn on their way there. */
  async #tail(to: number, by: number): Promise<void> {
    const end = Math.min(to + clipTailMs, by);
    while (this.#past.heldTo < end) await this.#past.readAhead(end, rowsAhead);
    const { tracks } = this.#past.picture;
    const seen = new Set<number>();
    this.#past.eachAhead((slot, at, longitudeE6, latitudeE6) => {
      const key = `track/${tracks.names[slot]}`;
      if (at > end) return false;
      if (seen.has(slot) || !this.#audience.picture.records.has(key)) return true;
      seen.add(slot);
      const isJoined = at - tracks.observedAt[slot]! <= gapLimitMs(tracks.intervalMs[slot]!);
      const stays = longitudeE6 === tracks.longitudeE6[slot] && latitudeE6 === tracks.latitudeE6[slot];
      if (isJoined && !stays) this.#heardNext(key, { at, longitudeE6, latitudeE6 });
      return true;
    });
  }

  #heardNext(
    key: string,
    { at, longitudeE6, latitudeE6 }: { at: number; longitudeE6: number; latitudeE6: number },
  ): void {
    const unknown = [noValue, noValue, noValue, noAltitude, 0];
    this.#add(`{"at":${at},"fix":${JSON.stringify([key, at, longitudeE6, latitudeE6, ...unknown])}}\n`);
    this.counts.fixes++;
  }

  #change(at: number, change: Change): void {
    if (change.kind === 'put') this.#order.tally.add(change.record.marking);
    this.#add(formatChangeLine(at, change));
  }

  #fix(at: number, slot: number): void {
    const { tracks } = this.#audience.picture;
    this.#add(formatFixLine(at, `track/${tracks.names[slot]}`, tracks, slot));
    this.counts.fixes++;
  }

  #add(line: string): void {
    this.#text.push(line);
    this.#length += line.length;
  }

  #piece(): string {
    const text = this.#text.join('');
    this.#text = [];
    this.#length = 0;
    return text;
  }
}

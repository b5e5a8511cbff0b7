import assert from 'node:assert';
import type { DatabaseSync } from 'node:sqlite';
import type { TrackDescriptor } from '#shared/picture/fix-batch.ts';
import { boxOfFact } from '#shared/schema/fact-boxes.ts';
import type { FactReport } from '#shared/schema/report.ts';
import type { AppendReply, AppendRequest } from '../log-messages.ts';
import type { LogIdentity } from '../log-schema.ts';
import { makeEventRow } from './event-rows.ts';
import { FixIndex } from './fix-index.ts';
import { insertAside, insertFix, makeAsideInserter, makeFixInserter, pickFixes } from './fix-rows.ts';
import { canonicalDescriptor, digestBatch, type EventRow, makeFirstDigest } from './row-digest.ts';
import type { RowInserter } from './row-inserter.ts';

/**
 * Takes one batch inside one transaction and returns what was stored under which sequence.
 * Sequence numbers are consumed only by rows that were inserted. The caller begins and commits; after a rollback the
 * appender is thrown away and a new one reads its state back from the database.
 */
export class BatchAppender {
  sequence = 0;
  #recordedAt = 0;
  #digest: Uint8Array;
  #digestedDescriptors = 0;
  readonly #trackOfDescriptor: number[] = [];
  readonly #tracks = new Map<string, number>();
  /** Canonical text of descriptors that no digest covers yet. */
  #newDescriptors: string[] = [];
  readonly #index: FixIndex;
  readonly #fixes: RowInserter;
  readonly #aside: RowInserter;
  readonly #statements;

  constructor(db: DatabaseSync, { origin, isExercise }: LogIdentity) {
    this.#digest = makeFirstDigest(origin, isExercise);
    this.#index = new FixIndex(db);
    this.#fixes = makeFixInserter(db);
    this.#aside = makeAsideInserter(db);
    this.#statements = {
      track: db.prepare('INSERT INTO track VALUES(?, ?, ?)'),
      descriptor: db.prepare('INSERT INTO descriptor VALUES(?, ?, ?)'),
      event: db.prepare(
        `INSERT INTO event(seq, observed, recorded, known, kind, entity, source, message, actor, marking, amends, body)
         VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(source, message) DO NOTHING`,
      ),
      findEvent: db.prepare('SELECT seq FROM event WHERE source = ? AND message = ?'),
      box: db.prepare('INSERT INTO event_box VALUES(?, ?, ?, ?, ?)'),
      batch: db.prepare('INSERT INTO batch VALUES(?, ?, ?, ?, ?)'),
    };
    this.#readState(db);
  }

  append(request: AppendRequest): AppendReply {
    const recordedAt = Math.max(request.now, this.#recordedAt);
    const first = this.sequence + 1;
    if (request.descriptors) this.#addDescriptors(JSON.parse(request.descriptors) as TrackDescriptor[]);
    const { fixSequences, stored } = this.#addFixes(request, recordedAt);
    const fixes = request.fixes && pickFixes(request.fixes, stored);
    const { factSequences, events } = this.#addFacts(request, recordedAt);
    if (this.sequence >= first) {
      const [last, recorded] = [this.sequence, recordedAt];
      const descriptorsBefore = this.#digestedDescriptors;
      const descriptorsAfter = this.#trackOfDescriptor.length;
      const descriptors = this.#newDescriptors;
      const content = { first, last, recorded, descriptorsBefore, descriptorsAfter, descriptors, fixes, events };
      this.#digest = digestBatch(this.#digest, content);
      this.#digestedDescriptors = descriptorsAfter;
      this.#newDescriptors = [];
      this.#statements.batch.run(first, last, recorded, descriptorsAfter, this.#digest);
      this.#recordedAt = recordedAt;
    }
    this.#index.mergeSlice(stored.length, first - 1 + stored.length);
    return { recordedAt, sequence: this.sequence, fixes: request.fixes, fixSequences, factSequences };
  }

  #addDescriptors(descriptors: readonly TrackDescriptor[]): void {
    for (const descriptor of descriptors) {
      const { source, trackId } = descriptor;
      const id = this.#trackOfDescriptor.length;
      const key = JSON.stringify([source, trackId]);
      let track = this.#tracks.get(key);
      if (track === undefined) {
        track = this.#tracks.size;
        this.#tracks.set(key, track);
        this.#statements.track.run(track, source, trackId);
      }
      const body = JSON.stringify(descriptor);
      this.#statements.descriptor.run(id, track, body);
      this.#trackOfDescriptor.push(track);
      this.#newDescriptors.push(canonicalDescriptor(id, track, source, trackId, body));
    }
  }

  #addFixes({ fixes }: AppendRequest, recordedAt: number): { fixSequences: Float64Array; stored: number[] } {
    const count = fixes?.count ?? 0;
    const fixSequences = new Float64Array(count);
    const stored: number[] = [];
    for (let row = 0; fixes && row < count; row++) {
      const track = this.#trackOfDescriptor[fixes.descriptor[row]!];
      assert(track !== undefined, `fix refers to descriptor ${fixes.descriptor[row]}, which is not known`);
      const found = this.#index.claim(track, fixes.observedAt[row]!, this.sequence + 1);
      if (found === undefined) {
        fixSequences[row] = ++this.sequence;
        insertFix(this.#fixes, this.sequence, track, fixes, row);
        insertAside(this.#aside, this.sequence, fixes, row, recordedAt);
        stored.push(row);
      } else fixSequences[row] = -found;
    }
    this.#fixes.flush();
    this.#aside.flush();
    return { fixSequences, stored };
  }

  #addFacts({ facts: text }: AppendRequest, recordedAt: number): { factSequences: Float64Array; events: EventRow[] } {
    const facts = text ? (JSON.parse(text) as FactReport[]) : [];
    const factSequences = new Float64Array(facts.length);
    const events: EventRow[] = [];
    facts.forEach((fact, at) => {
      const row = makeEventRow(this.sequence + 1, fact);
      if (!this.#insertEvent(row, recordedAt)) {
        factSequences[at] = -Number(this.#statements.findEvent.get(row.source, row.message)!['seq']);
        return;
      }
      factSequences[at] = ++this.sequence;
      events.push(row);
      const box = boxOfFact(fact.kind, fact.body);
      if (box) this.#statements.box.run(row.seq, box[0], box[2], box[1], box[3]);
    });
    return { factSequences, events };
  }

  #insertEvent(row: EventRow, recorded: number): boolean {
    const { seq, observed, known, kind, entity, source, message, actor, marking, amends, body } = row;
    const insert = this.#statements.event;
    return (
      insert.run(seq, observed, recorded, known, kind, entity, source, message, actor, marking, amends, body)
        .changes === 1
    );
  }

  #readState(db: DatabaseSync): void {
    const head = db.prepare('SELECT last, recorded, descriptors, digest FROM batch ORDER BY first DESC LIMIT 1').get();
    if (head) {
      this.sequence = Number(head['last']);
      this.#recordedAt = Number(head['recorded']);
      this.#digestedDescriptors = Number(head['descriptors']);
      this.#digest = head['digest'] as Uint8Array;
    }
    const tracks = new Map<number, [string, string]>();
    for (const { id, source, name } of db.prepare('SELECT id, source, name FROM track').iterate()) {
      this.#tracks.set(JSON.stringify([source, name]), Number(id));
      tracks.set(Number(id), [String(source), String(name)]);
    }
    for (const { id, track, body } of db.prepare('SELECT id, track, body FROM descriptor ORDER BY id').iterate()) {
      this.#trackOfDescriptor.push(Number(track));
      if (Number(id) >= this.#digestedDescriptors)
        this.#newDescriptors.push(
          canonicalDescriptor(Number(id), Number(track), ...tracks.get(Number(track))!, String(body)),
        );
    }
  }
}

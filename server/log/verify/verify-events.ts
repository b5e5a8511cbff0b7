import type { DatabaseSync } from 'node:sqlite';
import { boxOfFact } from '#shared/schema/fact-boxes.ts';
import { eventColumns } from '../writer/event-rows.ts';
import type { EventRow } from '../writer/row-digest.ts';
import { demand } from './log-damage.ts';

const blockRows = 2_000;

type StoredEvent = EventRow & { recorded: number };

/** Facts in sequence order, read in blocks and handed out by batch. */
export class EventStream {
  count = 0;
  readonly #select;
  readonly #selectBox;
  #block: StoredEvent[] = [];
  #at = 0;
  #last = 0;

  constructor(db: DatabaseSync) {
    this.#select = db.prepare(`SELECT ${eventColumns} FROM event WHERE seq > ? ORDER BY seq LIMIT ${blockRows}`);
    this.#selectBox = db.prepare('SELECT west, east, south, north FROM event_box WHERE seq = ?', {
      returnArrays: true,
    });
  }

  takeUpTo(last: number, recorded: number): EventRow[] {
    const events: EventRow[] = [];
    for (let row = this.#peek(); row && row.seq <= last; row = this.#peek()) {
      demand(row.recorded === recorded, 'recorded-time-decreases', `event ${row.seq} differs from its batch`);
      events.push(row);
      this.#at++;
      this.count++;
    }
    return events;
  }

  /** Rows that no batch took. */
  countRest(): number {
    let rest = 0;
    for (; this.#peek(); this.#at++) rest++;
    return rest;
  }

  #peek(): StoredEvent | undefined {
    if (this.#at === this.#block.length) {
      this.#last = this.#block.at(-1)?.seq ?? this.#last;
      this.#block = this.#select.all(this.#last) as unknown as StoredEvent[];
      this.#at = 0;
    }
    return this.#block[this.#at];
  }

  /** Called once the digest has shown that the bodies are as they were stored. Stored boxes are rounded outwards. */
  checkBoxes(events: readonly EventRow[]): void {
    for (const { seq, kind, body } of events) {
      const box = boxOfFact(kind, JSON.parse(body));
      const [west, east, south, north] = (this.#selectBox.get(seq) as unknown as number[] | undefined) ?? [];
      const isRight = box
        ? west! <= box[0] && east! >= box[2] && south! <= box[1] && north! >= box[3]
        : west === undefined;
      demand(isRight, 'wrong-box', `the stored box of event ${seq} does not hold it`);
    }
  }
}

/** The unique key of facts, read from the rows themselves and not from the index that guards it. */
export function checkEventKeys(db: DatabaseSync): void {
  const twice = db
    .prepare('SELECT max(seq) AS seq FROM event NOT INDEXED GROUP BY source, message HAVING count(*) > 1 LIMIT 1')
    .get();
  demand(twice === undefined, 'duplicate-key', `event ${twice?.['seq']} repeats the message of an earlier one`);
}

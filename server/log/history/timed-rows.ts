import { type FixBatch, makeFixBatch } from '#shared/picture/fix-batch.ts';
import { type FixRow, setFixRow } from '../writer/fix-rows.ts';
import type { AdvanceReply } from './history-messages.ts';

type Columns = Pick<AdvanceReply, 'fixes' | 'fixTimes' | 'fixSequences' | 'fixRecorded'>;
type Column = Float64Array | Int32Array | Uint16Array | Int16Array;

/**
 * Fixes that come in any order and leave by time, those of one time by sequence. They are held as columns: of a hundred
 * thousand rows as objects the collector of garbage would take as long as reading them does.
 */
export class TimedRows {
  #columns = makeColumns(4_096);
  #isInOrder = true;

  get #count(): number {
    return this.#columns.fixes.count;
  }

  add(row: FixRow, time: number, recorded: number): void {
    if (this.#count === this.#columns.fixTimes.length) this.#grow();
    const { fixes, fixTimes, fixSequences, fixRecorded } = this.#columns;
    const at = fixes.count++;
    setFixRow(fixes, at, row);
    fixTimes[at] = time;
    fixSequences[at] = row[0];
    fixRecorded[at] = recorded;
    if (at > 0 && this.#compare(at - 1, at) > 0) this.#isInOrder = false;
  }

  inOrder(): Columns {
    const count = this.#count;
    if (this.#isInOrder) return mapColumns(this.#columns, count, (column) => column.slice(0, count));
    const order = Uint32Array.from({ length: count }, (_, at) => at).sort((one, other) => this.#compare(one, other));
    return mapColumns(this.#columns, count, (column) => {
      const sorted = column.slice(0, count);
      order.forEach((from, at) => {
        sorted[at] = column[from]!;
      });
      return sorted;
    });
  }

  #compare(one: number, other: number): number {
    const { fixTimes, fixSequences } = this.#columns;
    return fixTimes[one]! - fixTimes[other]! || fixSequences[one]! - fixSequences[other]!;
  }

  #grow(): void {
    this.#columns = mapColumns(this.#columns, this.#count, (column) => {
      const wider = new (column.constructor as new (length: number) => Column)(2 * column.length);
      wider.set(column);
      return wider;
    });
  }
}

const fixColumnNames = [
  ...(['descriptor', 'observedAt', 'knownAt', 'longitudeE7', 'latitudeE7'] as const),
  ...(['course', 'speed', 'accuracy', 'altitude'] as const),
];
type ColumnName = (typeof fixColumnNames)[number] | Exclude<keyof Columns, 'fixes'>;

function makeColumns(capacity: number): Columns {
  return {
    fixes: makeFixBatch(capacity),
    fixTimes: new Float64Array(capacity),
    fixSequences: new Float64Array(capacity),
    fixRecorded: new Float64Array(capacity),
  };
}

function columnOf({ fixes, ...times }: Columns, name: ColumnName): Column {
  return name in times ? times[name as keyof typeof times] : fixes[name as keyof Omit<FixBatch, 'count'>];
}

function mapColumns(columns: Columns, count: number, map: (column: Column) => Column): Columns {
  const mapped = (name: ColumnName) => map(columnOf(columns, name));
  const fixes = Object.fromEntries(fixColumnNames.map((name) => [name, mapped(name)])) as Omit<FixBatch, 'count'>;
  return {
    fixes: { count, ...fixes },
    fixTimes: mapped('fixTimes') as Float64Array,
    fixSequences: mapped('fixSequences') as Float64Array,
    fixRecorded: mapped('fixRecorded') as Float64Array,
  };
}

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** Measured: beyond fifty rows a statement nothing more is gained; one row a statement costs twice as much. */
const rowsPerStatement = 50;

/** Inserts rows of one table in the order given, many to a statement. Set the values of a row, then call `next`. */
export class RowInserter {
  /** Values of the statement being filled; the next row starts at `at`. */
  readonly values: SQLInputValue[];
  at = 0;
  readonly #columns: number;
  readonly #one;
  readonly #many;

  constructor(db: DatabaseSync, table: string, columns: readonly string[], conflict = '') {
    const row = `(${columns.map(() => '?').join(',')})`;
    const insert = `INSERT INTO ${table}(${columns.join(',')}) VALUES `;
    this.#columns = columns.length;
    this.#one = db.prepare(`${insert}${row} ${conflict}`);
    this.#many = db.prepare(`${insert}${Array(rowsPerStatement).fill(row).join(',')} ${conflict}`);
    this.values = new Array<SQLInputValue>(rowsPerStatement * columns.length).fill(null);
  }

  next(): void {
    this.at += this.#columns;
    if (this.at < this.values.length) return;
    this.at = 0;
    this.#many.run(...this.values);
  }

  /** Inserts the rows that do not fill a statement. */
  flush(): void {
    const end = this.at;
    this.at = 0;
    for (let from = 0; from < end; from += this.#columns)
      this.#one.run(...this.values.slice(from, from + this.#columns));
  }
}

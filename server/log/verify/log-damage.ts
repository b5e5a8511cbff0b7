/** The closed list of what verification may find, by name. */
export type LogDamageName =
  | 'no-log'
  | 'unknown-version'
  | 'unreadable'
  | 'damaged-page'
  | 'batch-gap'
  | 'sequence-gap'
  | 'row-outside-batches'
  | 'recorded-time-decreases'
  | 'digest-differs'
  | 'value-out-of-range'
  | 'unknown-descriptor'
  | 'wrong-track'
  | 'wrong-key'
  | 'duplicate-key'
  | 'wrong-box';

/** Thrown inside verification at the first damage found. */
export class LogDamage extends Error {
  override readonly name = 'LogDamage';
  readonly damage: LogDamageName;
  constructor(damage: LogDamageName, detail: string) {
    super(detail);
    this.damage = damage;
  }
}

export function demand(holds: boolean, damage: LogDamageName, detail: string): asserts holds {
  if (!holds) throw new LogDamage(damage, detail);
}

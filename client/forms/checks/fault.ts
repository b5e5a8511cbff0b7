import type { MessageId } from '../../language/use-text.ts';

/** What is wrong with one field, in words of the catalogue. */
export type Fault = { id: MessageId; values?: Record<string, string | number> };
export type Faults<Field extends string> = Partial<Record<Field, Fault>>;
export type Checked<Field extends string, Value> = { ok: true; value: Value } | { ok: false; faults: Faults<Field> };

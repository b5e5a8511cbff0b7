import type { FormName } from './entry-drafts.ts';

/** One request; sending it again is safe because its reports carry their own keys. */
export type Delivery = { path: string; body: unknown };

/**
 * A report on its way. `waiting`: nobody answered, so nobody knows whether it is stored, and it goes out again under
 * the same keys. `refused`: the server said no, and nothing of it was stored.
 */
export type Outgoing = {
  /** The message id of its main report. */
  id: string;
  /** `board`: a cell of the medical board, which has no form to go back into. */
  form: FormName | 'board';
  title: string;
  /** Key of the record it becomes. */
  key: string;
  draft: object;
  send: Delivery;
  /** What takes it back, in this order. */
  undo: readonly Delivery[];
  doing: 'send' | 'undo';
  state: 'sending' | 'waiting' | 'refused' | 'stored' | 'undone';
  /** An attempt went out that nobody answered. */
  isUnsure?: boolean;
  /** What went wrong, in the words of the catalogue or of the server. */
  problem?: { name: string; detail: string };
  sequence?: number;
  storedAt?: number;
};

/** What was kept when the page went; what was being sent then was never answered. */
export function readOutgoing(kept: unknown): Outgoing[] {
  if (!Array.isArray(kept)) return [];
  return kept
    .filter(isOutgoing)
    .map((each) => (each.state === 'sending' ? { ...each, state: 'waiting', isUnsure: true } : each));
}

function isOutgoing(value: unknown): value is Outgoing {
  const { id, form, send, undo, state } = (value ?? {}) as Partial<Outgoing>;
  return (
    typeof id === 'string' &&
    typeof form === 'string' &&
    typeof send?.path === 'string' &&
    Array.isArray(undo) &&
    typeof state === 'string'
  );
}

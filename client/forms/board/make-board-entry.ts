import { stateValidityHours } from '#shared/parameters/freshness.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { stateValidUntil } from '../../format/state-validity.ts';
import type { Outgoing } from '../../store/entry/outgoing.ts';

/** A state as a person says it is, and how it was said to be before. Instants are epoch milliseconds. */
export type StateEntry = {
  kind: 'asset' | 'facility' | 'conditions' | 'road' | 'parameters';
  key: string;
  /** What it replaces; its marking stays. */
  record: Pick<PictureRecord, 'observedAt' | 'marking'> | undefined;
  body: Record<string, unknown>;
  before: Record<string, unknown>;
  title: string;
};

/**
 * A full report, and the one that says again what was said before. Whoever reports in between is not overruled: the
 * second is observed a millisecond after the first. `id` names the message.
 */
export function makeStateEntry(
  { kind, key, record, body, before, title }: StateEntry,
  { id, now }: { id: string; now: number },
): Outgoing {
  // A clock that is ahead somewhere else must not keep a person from having the last word.
  const at = Math.max(now, (record?.observedAt ?? 0) + 1);
  const report = (messageId: string, observedAt: number, state: Record<string, unknown>) => ({
    ...{ kind, source: 'watch', messageId, observedAt: new Date(observedAt).toISOString() },
    ...(record ? { marking: record.marking } : {}),
    ...toWire(state),
  });
  const path = '/api/v1/reports';
  return {
    ...{ id, form: 'board', title, key, draft: {}, doing: 'send', state: 'sending' },
    send: { path, body: [report(id, at, body)] },
    undo: [{ path, body: [report(`${id}:undo`, at + 1, before)] }],
  };
}

/** The state of an asset or a facility with one thing changed and everything else as last reported, believed anew. */
export function makeBoardEntry(
  record: PictureRecord<'asset' | 'facility'>,
  change: Record<string, unknown>,
  { id, now, title, validHours = stateValidityHours }: { id: string; now: number; title: string; validHours?: number },
): Outgoing {
  const { kind, key, body } = record;
  const before = { ...body, validUntil: stateValidUntil(record) };
  const changed = { ...body, ...change, validUntil: now + validHours * 3_600_000 };
  return makeStateEntry({ kind, key, record, body: changed, before, title }, { id, now });
}

const instants = ['validUntil', 'tableFreeAt'];

function toWire(state: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(state).flatMap(([name, value]) => {
      if (value === undefined) return [];
      return [[name, instants.includes(name) ? new Date(value as number).toISOString() : value]];
    }),
  );
}

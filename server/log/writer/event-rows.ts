import type { FactReport } from '#shared/schema/report.ts';
import type { EventRow } from './row-digest.ts';

/** Between a row of `event` and a fact. */

export const eventColumns =
  'seq, observed, recorded, known, kind, entity, source, message, actor, marking, amends, body';

export function makeEventRow(seq: number, fact: FactReport): EventRow {
  return {
    seq,
    observed: fact.observedAt,
    known: fact.knownAt ?? null,
    kind: fact.kind,
    entity: fact.entity,
    source: fact.source,
    message: fact.messageId,
    actor: fact.actor,
    marking: JSON.stringify(fact.marking),
    amends: fact.amends ? JSON.stringify(fact.amends) : null,
    body: JSON.stringify(fact.body),
  };
}

/** JSON text of the FactEvent of a row; columns that hold JSON are copied as they are. */
export function formatFactEvent(row: EventRow & { recorded: number }): string {
  const text = JSON.stringify;
  const known = row.known === null ? '' : `,"knownAt":${row.known}`;
  const amends = row.amends === null ? '' : `,"amends":${row.amends}`;
  return (
    `{"sequence":${row.seq},"recordedAt":${row.recorded},"kind":${text(row.kind)},"source":${text(row.source)},` +
    `"messageId":${text(row.message)},"observedAt":${row.observed}${known},"actor":${text(row.actor)},` +
    `"marking":${row.marking}${amends},"entity":${text(row.entity)},"body":${row.body}}`
  );
}

import type { KnownReport } from '#shared/protocol/dossier.ts';
import { knownTime } from '#shared/replay/moment.ts';
import { findChanges } from './changed-fields.ts';
import { amendedBy, type IncidentEvent, makeAccount, nameOfMessage } from './read-accounts.ts';

type Told = {
  /** Reports of one incident, in the order in which they became known. */
  reports: readonly IncidentEvent[];
  isPart: boolean;
  /** When it happened, as it is known now. */
  occurredAt: number;
  sourceNames: (source: string) => string;
};

/** Who knew what when: each report with its delay and with what it changed. Only what the viewer may see is compared. */
export function tellKnowledge({ reports, isPart, occurredAt, sourceNames }: Told): KnownReport<number>[] {
  const overtaken = new Set(reports.flatMap((event) => amendedBy(event) ?? []));
  const byMessage = new Map(reports.map((event) => [nameOfMessage(event), event]));
  return reports.map((event, index) => {
    const { amends, actor, observedAt, body } = event;
    const account = makeAccount(event, sourceNames);
    const before = byMessage.get(amendedBy(event) ?? '') ?? reports.slice(0, index).findLast(isAccount);
    const isCompared = before !== undefined && before !== event && amends?.as !== 'retraction';
    return {
      ...account,
      ...{ isPart, observedAt, occurredAt: body.occurredAt },
      ...(actor === '' ? {} : { actor }),
      delaySeconds: Math.round((knownTime(event) - occurredAt) / 1000),
      as: amends ? amends.as : index === 0 ? 'first' : 'further',
      ...(amends
        ? { amends: { messageId: amends.messageId, ...(amends.reason ? { reason: amends.reason } : {}) } }
        : {}),
      isOvertaken: overtaken.has(nameOfMessage(event)),
      changes: isCompared ? findChanges(before.body, body) : [],
    };
  });
}

function isAccount({ amends }: IncidentEvent): boolean {
  return amends?.as !== 'retraction';
}

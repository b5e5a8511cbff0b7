import { countsByObservation } from '#shared/picture/fold-registry.ts';
import type { FactEvent } from '#shared/schema/report.ts';
import { formatFact } from './format-fact.ts';
import { type ImportStore, isTakenBack, submitPatiently } from './import-store.ts';

/**
 * After a retraction the picture knows nothing of its thing any more. Where somebody else had reported it before, that
 * report is said again as a correction of the retraction, by the actor who said it and in the same words.
 */
export async function restoreEarlier(store: ImportStore, fact: FactEvent, retraction: string): Promise<void> {
  const history = await store.log.read.history(fact.kind, fact.entity);
  const overtaken = new Set(
    history.map(({ source, amends }) => amends && keyOf(amends.source ?? source, amends.messageId)),
  );
  const standing = history.filter(
    (event) =>
      event.amends?.as !== 'retraction' &&
      !isTakenBack(store, event.actor) &&
      !overtaken.has(keyOf(event.source, event.messageId)),
  );
  const rank = (event: FactEvent) => (countsByObservation(event.kind) ? event.observedAt : event.sequence);
  const best = standing.reduce<FactEvent | undefined>(
    (found, event) => (found && rank(found) > rank(event) ? found : event),
    undefined,
  );
  if (!best) return;
  const report = {
    ...formatFact(best),
    messageId: `${retraction}:restored`,
    amends: { messageId: retraction, source: 'system', as: 'correction', reason: 'stands again after an undo' },
  };
  await submitPatiently(store, [report], {
    ...{ name: 'import', actor: best.actor, defaultSource: best.source, allowInternal: true, mayDateKnowledge: true },
  });
}

function keyOf(source: string, messageId: string): string {
  return JSON.stringify([source, messageId]);
}

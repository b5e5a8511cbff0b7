import { formatUtcDateTime } from '../format/time-text.ts';
import type { CasevacDraft, IncidentDraft, PositionDraft } from '../store/entry/entry-drafts.ts';
import type { EntryStore } from '../store/entry/entry-store.ts';
import type { Outgoing } from '../store/entry/outgoing.ts';

/**
 * Takes an entry back into its form. One that was refused is simply sent anew. One that is stored is corrected: an
 * incident by a report that names it, a case by another report about it, a position by another of the same minute, which then is the newest.
 */
export function reopenEntry(entry: EntryStore, outgoing: Outgoing): void {
  const { openForm, drop } = entry.getState();
  const { form, draft, state, id, key, send } = outgoing;
  if (state === 'refused') drop(id);
  const { observedAt } = (send.body as { observedAt: string }[])[0]!;
  const time = formatUtcDateTime(Date.parse(observedAt)).slice(0, -1);
  if (form === 'board') return;
  if (form === 'casevac')
    openForm(form, {
      ...(draft as CasevacDraft),
      ...(state === 'stored' ? { caseId: key.slice('casevac/'.length) } : {}),
    });
  else if (form === 'position') openForm(form, { ...(draft as PositionDraft), time });
  else
    openForm(form, {
      ...{ ...(draft as IncidentDraft), time },
      ...(state === 'stored' ? { corrects: id, incidentId: key.slice('incident/'.length) } : {}),
    });
}

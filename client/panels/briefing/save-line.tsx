import { useState } from 'react';
import type { Outcome } from '../../forms/deliver.ts';
import { useText } from '../../language/use-text.ts';
import { useBriefings, useLive } from '../../store/live-context.ts';
import { type BriefingDraft, findDraftFault } from '../../store/replay/briefing-draft.ts';
import { outcomeText } from './outcome-text.ts';
import { saveBriefing } from './save-briefing.ts';

/** Saving for everybody, what became of it, and giving up what was changed. */
export function SaveLine({ open }: { open: BriefingDraft }) {
  const t = useText();
  const { briefings } = useLive();
  const record = useBriefings(({ kept }) => kept.find(({ id }) => id === open.briefingId));
  const isDraft = useBriefings(({ drafts }) => drafts.includes(open)) && open.savedAs === undefined;
  const [isSaving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const fault = findDraftFault(open);
  const isOvertaken = isDraft && record !== undefined && record.sequence > (open.base ?? 0);
  const save = async () => {
    setSaving(true);
    setOutcome(await saveBriefing(briefings.getState, open.briefingId));
    setSaving(false);
  };
  return (
    <div className="briefing-save">
      <div className="briefing-buttons">
        <button type="button" disabled={!isDraft || isSaving || fault !== undefined} onClick={() => void save()}>
          {t('briefing.save')}
        </button>
        {isDraft && record && (
          <button type="button" disabled={isSaving} onClick={() => briefings.getState().discard(open.briefingId)}>
            {t('briefing.discard')}
          </button>
        )}
      </div>
      {fault !== undefined && <p className="tone-warning">{t(`briefingFault.${fault}`)}</p>}
      {isOvertaken && <p className="tone-warning">{t('briefing.overtaken', { sequence: String(record.sequence) })}</p>}
      {isDraft && <p className="quiet">{t('briefing.draft')}</p>}
      {outcome && (outcome.kind !== 'stored' || !isDraft) && (
        <p role="status">
          <bdi dir="auto">{outcomeText(t, outcome)}</bdi>
        </p>
      )}
    </div>
  );
}

import { useState } from 'react';
import { briefingLimits } from '#shared/schema/watch/briefing.ts';
import { useText } from '../../language/use-text.ts';
import { useBriefings, useLive } from '../../store/live-context.ts';
import type { BriefingDraft } from '../../store/replay/briefing-draft.ts';
import { outcomeText } from './outcome-text.ts';
import { deleteBriefing } from './save-briefing.ts';

/** One briefing of the list: opened, told, copied, or deleted for everybody once that is confirmed. */
export function BriefingLine({ briefing, onSay }: { briefing: BriefingDraft; onSay: (text: string) => void }) {
  const t = useText();
  const { briefings } = useLive();
  const isKept = useBriefings(({ kept }) => kept.some(({ id }) => id === briefing.briefingId));
  const isDraft = useBriefings(({ drafts }) => drafts.includes(briefing)) && briefing.savedAs === undefined;
  const [isAsking, setAsking] = useState(false);
  const { briefingId, title, bookmarks, marking } = briefing;
  const { open, create, play } = briefings.getState();
  const classification = marking?.classification ?? 'unclassified';
  const remove = async () => {
    const outcome = await deleteBriefing(briefings.getState, briefingId);
    setAsking(false);
    if (outcome) onSay(outcomeText(t, outcome));
  };
  return (
    <li>
      <button type="button" className="briefing-name" onClick={() => open(briefingId)}>
        <bdi dir="auto">{title || t('briefing.untitled')}</bdi>
        <span className="row-note">
          {t('briefing.count', { count: bookmarks.length })}
          {classification !== 'unclassified' && ` · ${t(`classification.${classification}`)}`}
          {isDraft && ` · ${t('briefing.unsaved')}`}
        </span>
      </button>
      <div className="briefing-buttons">
        <button type="button" className="small" disabled={bookmarks.length === 0} onClick={() => play(briefing)}>
          {t('briefing.play')}
        </button>
        <button
          type="button"
          className="small"
          onClick={() =>
            create({ ...{ bookmarks, marking }, title: t('briefing.copyOf', { title }).slice(0, briefingLimits.title) })
          }
        >
          {t('briefing.duplicate')}
        </button>
        <button type="button" className="small" aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
          {t('briefing.delete')}
        </button>
      </div>
      {isAsking && (
        <div className="reason-form" role="alertdialog" aria-label={t('briefing.delete')}>
          <p>{t(isKept ? 'briefing.deleteHelp' : 'briefing.giveUpHelp')}</p>
          <p className="form-actions">
            <button type="button" className="danger" onClick={() => void remove()}>
              {t('briefing.delete')}
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              {t('briefing.keep')}
            </button>
          </p>
        </div>
      )}
    </li>
  );
}

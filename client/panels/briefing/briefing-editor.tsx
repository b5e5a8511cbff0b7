import { useState } from 'react';
import { classifications, unmarked } from '#shared/schema/marking.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { briefingLimits } from '#shared/schema/watch/briefing.ts';
import { bookmarkHere } from '../../commands/bookmark-here.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import type { BriefingDraft } from '../../store/replay/briefing-draft.ts';
import { BookmarkList } from './bookmark-list.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { SaveLine } from './save-line.tsx';

/** One briefing: its title, its bookmarks in their order, and what is done with the whole. */
export function BriefingEditor({ open, mission }: { open: BriefingDraft; mission: Mission }) {
  const t = useText();
  const live = useLive();
  const [editing, setEditing] = useState<string>();
  const { change, play } = live.briefings.getState();
  const { briefingId, title, bookmarks, marking = unmarked } = open;
  const isFull = bookmarks.length >= briefingLimits.bookmarks;
  return (
    <>
      <div className="briefing-head">
        <label className="setting">
          <span>{t('briefing.name')}</span>
          <input
            type="text"
            dir="auto"
            required
            maxLength={briefingLimits.title}
            value={title}
            aria-invalid={title.trim() === ''}
            onChange={({ target }) => change(briefingId, { title: target.value })}
          />
        </label>
        <label className="setting">
          <span>{t('field.marking')}</span>
          <select
            value={marking.classification}
            onChange={({ target }) => {
              const classification = classifications.find((each) => each === target.value)!;
              change(briefingId, { marking: { ...marking, classification } });
            }}
          >
            {classifications.map((each) => (
              <option key={each} value={each}>
                {t(`classification.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="briefing-buttons">
        <button type="button" className="primary" disabled={bookmarks.length === 0} onClick={() => play(open)}>
          {t('briefing.play')}
        </button>
        <button type="button" disabled={isFull} onClick={() => bookmarkHere(live)}>
          {t('briefing.here')} {live.replay && <kbd>K</kbd>}
        </button>
      </div>
      <SaveLine open={open} />
      {isFull && <p>{t('briefing.full', { limit: briefingLimits.bookmarks })}</p>}
      {bookmarks.length === 0 && <p className="empty">{t('briefing.empty')}</p>}
      <BookmarkList open={open} editing={editing} onEdit={setEditing} />
      <ExportButtons open={open} mission={mission} />
    </>
  );
}

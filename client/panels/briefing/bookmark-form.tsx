import { useState } from 'react';
import { type Bookmark, briefingLimits } from '#shared/schema/watch/briefing.ts';
import { makeBookmark } from '../../commands/bookmark-here.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { firstHoldSeconds } from '../../store/replay/story.ts';

/** What is said at a bookmark and how long it stays; every key is kept as a draft. */
export function BookmarkForm({ briefingId, bookmark }: { briefingId: string; bookmark: Bookmark }) {
  const t = useText();
  const live = useLive();
  const { bookmarkId, title, text = '', holdSeconds = firstHoldSeconds } = bookmark;
  const [hold, setHold] = useState(String(holdSeconds));
  const change = (part: Partial<Bookmark>) => live.briefings.getState().changeBookmark(briefingId, bookmarkId, part);
  return (
    <div className="bookmark-form">
      <label className="setting">
        <span>{t('briefing.bookmarkTitle')}</span>
        <input
          type="text"
          dir="auto"
          required
          maxLength={briefingLimits.title}
          value={title}
          aria-invalid={title.trim() === ''}
          onChange={({ target }) => change({ title: target.value })}
        />
      </label>
      <label className="setting">
        <span>{t('briefing.text')}</span>
        <textarea
          dir="auto"
          rows={5}
          maxLength={briefingLimits.text}
          value={text}
          onChange={({ target }) => change({ text: target.value })}
        />
      </label>
      <div className="briefing-buttons">
        <label className="bookmark-hold">
          <span>{t('briefing.hold')}</span>
          <input
            type="number"
            min={1}
            max={briefingLimits.holdSeconds}
            value={hold}
            onChange={({ target }) => {
              setHold(target.value);
              const seconds = Number(target.value);
              if (seconds >= 1 && seconds <= briefingLimits.holdSeconds) change({ holdSeconds: seconds });
            }}
            onBlur={() => setHold(String(holdSeconds))}
          />
        </label>
        <button
          type="button"
          className="small"
          onClick={() => {
            const { title: _time, ...here } = makeBookmark(live);
            change({ selected: undefined, ...here });
          }}
        >
          {t('briefing.retake')}
        </button>
      </div>
    </div>
  );
}

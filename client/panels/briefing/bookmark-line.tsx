import type { Bookmark } from '#shared/schema/watch/briefing.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import type { BriefingDraft } from '../../store/replay/briefing-draft.ts';
import { showBookmark } from '../../store/replay/show-bookmark.ts';
import { BookmarkForm } from './bookmark-form.tsx';

type Props = {
  open: BriefingDraft;
  bookmark: Bookmark;
  index: number;
  isEditing: boolean;
  onEdit: (bookmarkId: string | undefined) => void;
  onDrag: (isDragged: boolean) => void;
};

/** One bookmark: gone to by its title, moved, edited in place, taken out. */
export function BookmarkLine({ open, bookmark, index, isEditing, onEdit, onDrag }: Props) {
  const t = useText();
  const { view, briefings } = useLive();
  const { briefingId, bookmarks } = open;
  const { bookmarkId, title, at, truth, text } = bookmark;
  const { moveBookmark, removeBookmark } = briefings.getState();
  return (
    <>
      <div className="bookmark-line">
        <span
          className="bookmark-grip"
          draggable
          aria-hidden="true"
          title={t('briefing.drag')}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            // Without data some browsers begin no drag.
            event.dataTransfer.setData('text/plain', title);
            onDrag(true);
          }}
          onDragEnd={() => onDrag(false)}
        >
          ⠿
        </span>
        <button type="button" className="briefing-name" onClick={() => showBookmark(view, bookmark, false)}>
          <bdi dir="auto">{title || t('briefing.untitled')}</bdi>
          <span className="row-note figures">
            <bdi dir="ltr">{formatUtcDateTime(at, true)}</bdi> · {t(`truth.${truth}`)}
          </span>
        </button>
      </div>
      {text && !isEditing && (
        <p className="bookmark-text">
          <bdi dir="auto">{text}</bdi>
        </p>
      )}
      <div className="briefing-buttons">
        <button
          type="button"
          className="small"
          aria-expanded={isEditing}
          onClick={() => onEdit(isEditing ? undefined : bookmarkId)}
        >
          {t(isEditing ? 'briefing.editDone' : 'briefing.edit')}
        </button>
        <button
          type="button"
          className="small"
          aria-label={t('briefing.up', { title })}
          disabled={index === 0}
          onClick={() => moveBookmark(briefingId, bookmarkId, index - 1)}
        >
          ↑
        </button>
        <button
          type="button"
          className="small"
          aria-label={t('briefing.down', { title })}
          disabled={index === bookmarks.length - 1}
          onClick={() => moveBookmark(briefingId, bookmarkId, index + 1)}
        >
          ↓
        </button>
        <button
          type="button"
          className="small"
          aria-label={t('briefing.removeNamed', { title })}
          onClick={() => removeBookmark(briefingId, bookmarkId)}
        >
          {t('briefing.remove')}
        </button>
      </div>
      {isEditing && <BookmarkForm briefingId={briefingId} bookmark={bookmark} />}
    </>
  );
}

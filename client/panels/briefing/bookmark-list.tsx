import { useState } from 'react';
import { useText } from '../../language/use-text.ts';
import { useBriefings, useLive } from '../../store/live-context.ts';
import type { BriefingDraft } from '../../store/replay/briefing-draft.ts';
import { BookmarkLine } from './bookmark-line.tsx';

type Props = { open: BriefingDraft; editing: string | undefined; onEdit: (bookmarkId: string | undefined) => void };

/** Bookmarks in the order in which they are told; dragged by their handles, or moved by buttons. */
export function BookmarkList({ open, editing, onEdit }: Props) {
  const t = useText();
  const { briefings } = useLive();
  const removed = useBriefings((state) => state.removed);
  const told = useBriefings(({ story }) => (story?.briefingId === open.briefingId ? story.index : undefined));
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<number>();
  const last = removed.at(-1);
  const drop = (index: number) => {
    if (dragged !== undefined) briefings.getState().moveBookmark(open.briefingId, dragged, index);
    setDragged(undefined);
    setOver(undefined);
  };
  return (
    <>
      <ol className="bookmark-list">
        {open.bookmarks.map((bookmark, index) => (
          <li
            key={bookmark.bookmarkId}
            className={dragged !== undefined && over === index ? 'is-over' : undefined}
            aria-current={told === index ? 'step' : undefined}
            onDragOver={(event) => {
              if (dragged === undefined) return;
              event.preventDefault();
              setOver(index);
            }}
            onDrop={(event) => {
              event.preventDefault();
              drop(index);
            }}
          >
            <BookmarkLine
              {...{ open, bookmark, index }}
              isEditing={editing === bookmark.bookmarkId}
              onEdit={onEdit}
              onDrag={(isDragged) => {
                setDragged(isDragged ? bookmark.bookmarkId : undefined);
                setOver(undefined);
              }}
            />
          </li>
        ))}
      </ol>
      {last && (
        <p className="briefing-buttons" role="status">
          <span>
            {t('briefing.removed')} <bdi dir="auto">{last.bookmark.title}</bdi>
          </span>
          <button type="button" className="small" onClick={() => briefings.getState().undoRemove()}>
            {t('briefing.undo')}
          </button>
        </p>
      )}
    </>
  );
}

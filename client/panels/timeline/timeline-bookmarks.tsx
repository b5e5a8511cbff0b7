import { type KeyboardEvent, useSyncExternalStore } from 'react';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import type { ObservedValue } from './observed-value.ts';
import { contains, findX, type TimeSpan } from './time-window.ts';

export type TimelineBookmark = { id: string; at: number; label: string };

/** Flags over the bars, in the order of time, so that the keyboard goes through them from left to right. */
export function TimelineBookmarks({
  bookmarks,
  window,
  width,
  onBookmark,
}: {
  bookmarks: readonly TimelineBookmark[];
  window: ObservedValue<TimeSpan>;
  width: number;
  onBookmark: (id: string) => void;
}) {
  const t = useText();
  const shown = useSyncExternalStore(window.subscribe, window.read);
  const flags = bookmarks.filter(({ at }) => contains(shown, at)).sort((one, other) => one.at - other.at);
  if (flags.length === 0 || width <= 0) return null;
  return (
    <ul className="timeline-flags" aria-label={t('timeline.bookmarks')}>
      {flags.map(({ id, at, label }) => {
        const x = findX(shown, width, at);
        const time = formatUtcDateTime(at, true);
        return (
          <li key={id} style={{ left: x }} className={x > width / 2 ? 'is-late' : undefined}>
            <button
              type="button"
              aria-label={t('timeline.bookmark', { label, time })}
              onClick={() => onBookmark(id)}
              onKeyDown={keepSpace}
            />
            <span className="timeline-flag-label" aria-hidden="true">
              <bdi>{label}</bdi> <span className="figures">{time}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Space works the button that has the focus; to the room it would mean play or pause. */
function keepSpace(event: KeyboardEvent): void {
  if (event.key === ' ') event.stopPropagation();
}

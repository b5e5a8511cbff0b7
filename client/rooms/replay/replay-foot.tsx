import { useTimelineBookmarks } from '../../panels/briefing/use-timeline-bookmarks.ts';
import type { ReplayControl } from '../../panels/replay/replay-control.ts';
import { ReplayControls } from '../../panels/replay/replay-controls.tsx';
import { useReplay } from '../../panels/replay/use-replay.ts';
import { Timeline } from '../../panels/timeline/timeline.tsx';

const dayMs = 24 * 3_600_000;

/** Controls and timeline, at the foot of the room. */
export function ReplayFoot({ control, timeZone }: { control: ReplayControl; timeZone: string }) {
  const { at, status } = useReplay();
  const { bookmarks, onBookmark } = useTimelineBookmarks();
  const last = status?.last ?? Date.now();
  const extent = { from: Math.min(status?.first ?? last - dayMs, at ?? last), to: Math.max(last, at ?? last) };
  return (
    <section className="replay-foot">
      <ReplayControls control={control} />
      <Timeline
        {...{ timeZone, extent }}
        at={at ?? last}
        range={status?.range}
        bookmarks={bookmarks}
        onSeek={control.seek}
        onRange={control.setRange}
        onBookmark={onBookmark}
      />
    </section>
  );
}

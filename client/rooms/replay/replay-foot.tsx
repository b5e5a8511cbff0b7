import { useState } from 'react';
import { useTimelineBookmarks } from '../../panels/briefing/use-timeline-bookmarks.ts';
import { ClipTools } from '../../panels/replay/clip-tools.tsx';
import type { ReplayControl } from '../../panels/replay/replay-control.ts';
import { ReplayControls } from '../../panels/replay/replay-controls.tsx';
import { useReplay } from '../../panels/replay/use-replay.ts';
import { Timeline } from '../../panels/timeline/timeline.tsx';
import type { ReplayView } from '../../store/view/view-replay.ts';

type Props = {
  control: ReplayControl;
  truths: readonly ReplayView['truth'][];
  isSplit: boolean;
  timeZone: string;
  missionName: string;
};

/** Controls and timeline, at the foot of the room. */
export function ReplayFoot({ control, truths, isSplit, timeZone, missionName }: Props) {
  const { at, status } = useReplay();
  const { bookmarks, onBookmark } = useTimelineBookmarks();
  // Where the record begins is known with the first picture: until then a window on it would be one on nothing.
  const [hasArrived, setArrived] = useState(false);
  if (!hasArrived && status && status.state !== 'moving' && status.first < status.last) setArrived(true);
  return (
    <section className="replay-foot">
      <ReplayControls {...{ control, truths, isSplit }}>
        <ClipTools missionName={missionName} />
      </ReplayControls>
      {hasArrived && status && at !== undefined && (
        <Timeline
          {...{ timeZone, at, bookmarks, onBookmark }}
          extent={{ from: Math.min(status.first, at), to: Math.max(status.last, at) }}
          range={status.range}
          onSeek={control.seek}
          onRange={control.setRange}
        />
      )}
    </section>
  );
}

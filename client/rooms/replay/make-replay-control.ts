import { timelineMarks } from '#shared/schema/timeline-marks.ts';
import type { ReplayControl } from '../../panels/replay/replay-control.ts';
import type { ViewStore } from '../../store/view/view-store.ts';
import type { Replay } from './open-replay.ts';

export function makeReplayControl(replay: Replay, view: ViewStore): ReplayControl {
  return {
    togglePlaying: () => replay.command({ do: replay.status()?.isPlaying ? 'pause' : 'play' }),
    step: (direction) =>
      replay.command({ do: 'step', direction, marks: timelineMarks.filter((mark) => mark !== 'feed-gap') }),
    setSpeed: (speed) => replay.command({ do: 'speed', speed }),
    setTruth: replay.setTruth,
    seek: replay.seek,
    setRange: (range) => replay.command({ do: 'range', ...(range ? { range } : {}) }),
    leave: () => view.getState().change({ replay: undefined }),
  };
}

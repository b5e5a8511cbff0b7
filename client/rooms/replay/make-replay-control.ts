import { stepBy, togglePlaying } from '../../commands/replay-commands.ts';
import type { ReplayControl } from '../../panels/replay/replay-control.ts';
import type { ViewStore } from '../../store/view/view-store.ts';
import type { Replay } from './open-replay.ts';

export function makeReplayControl(replay: Replay, view: ViewStore): ReplayControl {
  return {
    togglePlaying: () => togglePlaying(replay),
    step: (direction) => stepBy(replay, direction),
    setSpeed: (speed) => replay.command({ do: 'speed', speed }),
    setTruth: replay.setTruth,
    seek: replay.seek,
    setRange: (range) => replay.command({ do: 'range', ...(range ? { range } : {}) }),
    leave: () => view.getState().change({ replay: undefined }),
  };
}

import type { ReplayView } from '../../store/view/view-replay.ts';

/** What a person can do with a replay, by pointer or key. */
export type ReplayControl = {
  togglePlaying: () => void;
  step: (direction: 1 | -1) => void;
  setSpeed: (speed: number) => void;
  setTruth: (truth: ReplayView['truth']) => void;
  seek: (at: number, isFinal: boolean) => void;
  setRange: (range: { from: number; to: number } | undefined) => void;
  leave: () => void;
};

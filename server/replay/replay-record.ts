import type { ReplayCommand } from '#shared/protocol/upstream.ts';
import type { Truth } from '#shared/replay/moment.ts';
import type { Viewer } from '../access/viewer.ts';
import type { FoundStep } from '../log/history/history-messages.ts';
import type { MovablePicture } from './movable-picture.ts';

/** What is replayed: the record of this server, or a clip. */
export type ReplayRecord = {
  truths: readonly Truth[];
  /** Whether it is of an exercise, where that is not what this server says of itself. */
  isExercise?: boolean;
  /** First and last moment that can be shown. */
  span: () => { first: number; last: number };
  /** Nothing before this can be looked at. */
  begins: number;
  /** Up to when can be read ahead of what is shown, so that tracks are drawn on their way at the end as well. */
  reach: () => number;
  /** Up to when knowledge counts in *as happened*. */
  by: () => number;
  makePicture: () => MovablePicture;
  findStep: (viewer: Viewer, truth: Truth, from: number, command: StepCommand) => Promise<FoundStep | undefined>;
};

export type StepCommand = Extract<ReplayCommand, { do: 'step' }>;

import { type TimelineMark, timelineMarks } from '#shared/schema/timeline-marks.ts';
import type { ColourName } from '../../format/palette.ts';
import type { MessageId } from '../../language/use-text.ts';

/** How a bar is filled, so that marks differ where colours do not. */
export type MarkFill = 'solid' | 'rows' | 'hollow' | 'columns' | 'pale';
export type MarkStyle = { colour: ColourName; fill: MarkFill; words: MessageId };

/** The client side of the registry of marks: colour, filling and words of each. */
export const markStyles: Record<TimelineMark, MarkStyle> = {
  attack: { colour: 'threat', fill: 'solid', words: 'timeline.mark.attack' },
  incident: { colour: 'notice', fill: 'rows', words: 'timeline.mark.incident' },
  casevac: { colour: 'medicalEdge', fill: 'hollow', words: 'timeline.mark.casevac' },
  'coverage-loss': { colour: 'patrol', fill: 'columns', words: 'timeline.mark.coverageLoss' },
  'feed-gap': { colour: 'dim', fill: 'pale', words: 'timeline.mark.feedGap' },
};

export const markOrder: readonly TimelineMark[] = timelineMarks;

import type { CommandContext } from '../../commands/command.ts';
import { OutboxChip } from '../../forms/outbox-chip.tsx';
import { useEntry, useView } from '../../store/live-context.ts';
import { HistoryChip } from '../layers/history-chip.tsx';
import { FollowChip } from './follow-chip.tsx';
import { MarkChip } from './mark-chip.tsx';
import { MeasurePanel } from './measure-panel.tsx';
import { NoticeLine } from './notice-line.tsx';
import { RingsChip } from './rings-chip.tsx';

/** What is being pointed at, followed and measured, above the map; while measuring, drawing or reporting, a cross marks its middle. */
export function PointingTools({ context }: { context: CommandContext }) {
  const isMeasuring = useView((view) => view.measure !== undefined || view.isDrawingArea);
  const isPicking = useEntry((entry) => entry.isPicking);
  return (
    <>
      {(isMeasuring || isPicking) && <div className="map-cross" aria-hidden="true" />}
      <div className="desk-tools">
        <NoticeLine />
        <HistoryChip />
        <OutboxChip />
        <FollowChip />
        <MarkChip />
        <RingsChip />
        <MeasurePanel context={context} />
      </div>
    </>
  );
}

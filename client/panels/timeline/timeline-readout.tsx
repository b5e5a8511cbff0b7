import { useSyncExternalStore } from 'react';
import { formatTimeSpan } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { markOrder, markStyles } from './mark-styles.ts';
import type { ObservedValue } from './observed-value.ts';
import type { TimeSpan } from './time-window.ts';
import { type CountSums, findBin, findBins, sumCounts, type TimelineCounts } from './timeline-counts.ts';

type ReadoutProps = {
  counts: TimelineCounts | undefined;
  problem: boolean;
  /** The window at rest, and the part of it that is on record. */
  window: TimeSpan;
  pointed: ObservedValue<number | undefined>;
  /** The moment, while the keyboard is on the canvas. */
  focused: number | undefined;
};

/** The legend with its counts: of the bar that is pointed at or holds the moment of the keyboard, else of the window. */
export function TimelineReadout({ counts, problem, window, pointed, focused }: ReadoutProps) {
  const t = useText();
  const bin = useSyncExternalStore(pointed.subscribe, () => {
    const at = pointed.read() ?? focused;
    return counts && at !== undefined ? findBin(counts, at) : undefined;
  });
  const span =
    counts && bin !== undefined
      ? { from: counts.from + bin * counts.binMs, to: counts.from + (bin + 1) * counts.binMs }
      : window;
  const sums = counts && sumCounts(counts, bin === undefined ? findBins(counts, window) : [bin, bin + 1]);
  return (
    <div className="timeline-readout">
      <p>
        <span className="figures" dir="ltr">
          {formatTimeSpan(span.from, span.to)}
        </span>
        <span role="status" className="timeline-problem grow">
          {problem && t(counts ? 'timeline.problem' : 'timeline.error')}
        </span>
      </p>
      {sums ? <Legend sums={sums} /> : !problem && <p className="quiet">{t('timeline.loading')}</p>}
    </div>
  );
}

function Legend({ sums }: { sums: CountSums }) {
  const t = useText();
  return (
    <ul className="timeline-legend">
      {markOrder.map((mark) => {
        const { colour, fill, words } = markStyles[mark];
        return (
          <li key={mark} className={sums[mark] === 0 ? 'is-none' : undefined}>
            <i className={`timeline-swatch is-${fill}`} style={{ color: `var(--${colour})` }} aria-hidden="true" />
            {t(words, { count: sums[mark] })}
          </li>
        );
      })}
    </ul>
  );
}

import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { palettes } from '../../format/palette.ts';
import { formatUtcTime } from '../../format/time-text.ts';
import { type MessageId, useText } from '../../language/use-text.ts';
import { useView } from '../../store/live-context.ts';
import { useFetched } from '../use-fetched.ts';
import { type Activity, drawActivity, shownActivityKinds } from './draw-activity.ts';

const refreshMs = 60_000;

/** The last 24 hours: how much was reported when, by kind. Hover explains a bar; the sum is said in words. */
export function ActivityStrip() {
  const t = useText();
  const theme = useView((state) => state.theme);
  const { value: activity, problem } = useFetched<Activity>('/api/v1/activity?hours=24&bins=96', refreshMs);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [bin, setBin] = useState<number>();
  const [size, setSize] = useState({ width: 0, height: 0 });

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(canvas.current!);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (canvas.current && activity && size.width > 0)
      drawActivity(canvas.current, activity, { ...size, palette: palettes[theme], highlighted: bin });
  }, [activity, theme, size, bin]);

  const from = activity ? Date.parse(activity.from) : 0;
  const bins = activity ? Math.max(0, ...Object.values(activity.bins).map((counts) => counts.length)) : 0;
  const onMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setBin(Math.min(bins - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * bins))));
  };
  const describe = (first: number, end: number): string => {
    if (!activity) return '';
    const parts = shownActivityKinds(activity).map((kind) => {
      const count = (activity.bins[kind] ?? []).slice(first, end).reduce((sum, each) => sum + each, 0);
      return `${t(`activity.${kind}` as MessageId)} ${count}`;
    });
    return parts.join(' · ');
  };
  const binMs = activity && bins > 0 ? (Date.parse(activity.to) - from) / bins : 0;
  return (
    <section className="activity panel" aria-label={t('activity.title')}>
      <div className="activity-head">
        <h2>{t('activity.title')}</h2>
        <span className="figures quiet">
          {problem && !activity
            ? t('activity.error')
            : activity && bin !== undefined
              ? `${formatUtcTime(from + bin * binMs).slice(0, 5)}–${formatUtcTime(from + (bin + 1) * binMs).slice(0, 5)}Z  ${describe(bin, bin + 1)}`
              : describe(0, bins)}
        </span>
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('activity.summary', { summary: describe(0, bins) })}
        onPointerMove={onMove}
        onPointerLeave={() => setBin(undefined)}
      />
      {activity && bins > 0 && (
        <div className="activity-axis figures" aria-hidden="true">
          {[0, 6, 12, 18, 24].map((hour) => (
            <span key={hour}>
              {hour === 24 ? t('activity.now') : `${formatUtcTime(from + hour * 3_600_000).slice(0, 5)}Z`}
            </span>
          ))}
        </div>
      )}
    </section>
  );
}

import { useEffect, useRef, useState } from 'react';
import type { TimelineAnswer } from '#shared/protocol/timeline.ts';
import { useView } from '../../store/live-context.ts';
import type { TimeSpan } from './time-window.ts';
import { type CountPlan, parseCounts, planCounts, servesPlan, type TimelineCounts } from './timeline-counts.ts';

const refreshMs = 60_000;

type Read = { counts: TimelineCounts | undefined; plan: CountPlan | undefined; problem: boolean };

/**
 * Counts about a window that has come to rest. They are read again when the window leaves what was read, when it wants
 * them finer or coarser, and once a minute; the reading that is overtaken is given up, and an error keeps the last answer.
 */
export function useTimelineCounts(
  window: TimeSpan,
  { width, barPixels, extent }: { width: number; barPixels: number; extent: TimeSpan },
): { counts: TimelineCounts | undefined; problem: boolean } {
  const [{ counts, plan: served, problem }, setRead] = useState<Read>({
    counts: undefined,
    plan: undefined,
    problem: false,
  });
  const [round, setRound] = useState(0);
  const lastRound = useRef(0);
  const clip = useView((view) => view.replay?.clip);
  const plan = width > 0 ? planCounts(window, { width, barPixels, extent }) : undefined;
  const isServed = plan !== undefined && servesPlan(served, plan, window);
  const key = isServed ? 'served' : plan && `${plan.from} ${plan.length} ${plan.binMs}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the plan, which is made anew at each render
  useEffect(() => {
    const isDue = round !== lastRound.current;
    if (!plan || (isServed && !isDue)) return;
    lastRound.current = round;
    const stop = new AbortController();
    readCounts(plan, clip, stop.signal).then(
      (answer) => setRead({ counts: answer, plan, problem: false }),
      () => {
        if (!stop.signal.aborted) setRead((before) => ({ ...before, problem: true }));
      },
    );
    return () => stop.abort();
  }, [key, round]);

  useEffect(() => {
    const timer = setInterval(() => setRound((before) => before + 1), refreshMs);
    return () => clearInterval(timer);
  }, []);
  return { counts, problem };
}

async function readCounts(plan: CountPlan, clip: string | undefined, signal: AbortSignal): Promise<TimelineCounts> {
  const { from, to, length } = plan;
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    bins: String(length),
    ...(clip ? { clip } : {}),
  });
  const answer = await fetch(`/api/v1/timeline?${query}`, { signal, headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return parseCounts((await answer.json()) as TimelineAnswer, plan);
}

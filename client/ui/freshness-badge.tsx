import type { Freshness } from '#shared/parameters/freshness.ts';
import { useText } from '../language/use-text.ts';
import { useLive } from '../store/live-context.ts';

/** The state in words and in shape: filled, ringed, hollow, crossed. */
export function FreshnessBadge({ state }: { state: Freshness }) {
  const t = useText();
  const { replay } = useLive();
  // Of the past nothing is live.
  const word = replay && state === 'live' ? 'freshness.then' : (`freshness.${state}` as const);
  return <span className={`freshness freshness-${state}`}>{t(word)}</span>;
}

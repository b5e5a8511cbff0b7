import type { Freshness } from '#shared/parameters/freshness.ts';
import { useText } from '../language/use-text.ts';

/** The state in words and in shape: filled, ringed, hollow, crossed. `isPast`: of another moment than now nothing is live. */
export function FreshnessBadge({ state, isPast }: { state: Freshness; isPast: boolean }) {
  const t = useText();
  const word = isPast && state === 'live' ? 'freshness.then' : (`freshness.${state}` as const);
  return <span className={`freshness freshness-${state}`}>{t(word)}</span>;
}

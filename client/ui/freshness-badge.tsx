import type { Freshness } from '#shared/parameters/freshness.ts';
import { useText } from '../language/use-text.ts';

/** The state in words and in shape: filled, ringed, hollow, crossed. */
export function FreshnessBadge({ state }: { state: Freshness }) {
  const t = useText();
  return <span className={`freshness freshness-${state}`}>{t(`freshness.${state}`)}</span>;
}

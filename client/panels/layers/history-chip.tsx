import { useText } from '../../language/use-text.ts';
import { useSlow } from '../../store/live-context.ts';

/** While the past still comes behind what stands now: how much of it is missing from map and counts. */
export function HistoryChip() {
  const t = useText();
  const missing = useSlow(({ store }) => (store.isCurrent ? store.missingHistory : 0));
  return missing === 0 ? null : (
    <div className="chip" role="status">
      {t('loading.history', { count: missing })}
    </div>
  );
}

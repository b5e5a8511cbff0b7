import { formatAge } from '../format/age-text.ts';
import { formatUtcTime } from '../format/time-text.ts';
import { type MessageId, useText } from '../language/use-text.ts';
import { isFrozen, type Live, usePulse } from '../store/live-context.ts';

/** What must never be missed: the picture is frozen, or nothing is being recorded. Full width, above everything. */
export function Banners() {
  const t = useText();
  const live = usePulse();
  const { store, clock } = live;
  const frozenAt = store.pictureAt;
  const showFrozen = frozenAt !== undefined && isFrozen(live);
  const since = Math.max(0, (clock.serverNow() ?? frozenAt ?? 0) - (frozenAt ?? 0));
  return (
    <div className="banners">
      {showFrozen && (
        <div className="banner banner-frozen" role="alert">
          <strong>{t('frozen.title', { time: formatUtcTime(frozenAt) })}</strong>
          <span aria-live="off">{t(frozenCause(live), { age: formatAge(t, since) })}</span>
        </div>
      )}
      {store.lastBeat?.recording === false && (
        <div className="banner banner-recording" role="alert">
          <strong>{t('recording.title')}</strong>
          <span>{t('recording.detail')}</span>
        </div>
      )}
    </div>
  );
}

function frozenCause({ store }: Live): MessageId {
  if (store.link === 'refused') return 'frozen.refused';
  if (store.link !== 'connected') return 'frozen.reconnecting';
  if (!store.isCurrent) return 'frozen.replacing';
  return (store.lastBeat?.behindMs ?? 0) > 0 ? 'frozen.behind' : 'frozen.silent';
}

import { formatAge } from '../../format/age-text.ts';
import { formatUtcTime } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { frozenCause } from '../../store/live/frozen-cause.ts';
import { isFrozen, usePulse } from '../../store/live-context.ts';

/** What must never be missed: the picture is frozen, or nothing is being recorded. Full width, above everything. */
export function Banners() {
  const t = useText();
  const live = usePulse();
  const { store, clock } = live;
  const frozenAt = store.pictureAt;
  const showFrozen = frozenAt !== undefined && isFrozen(live);
  const cause = frozenCause(live);
  const title = cause === 'unconfirmed' ? 'frozen.titleUnconfirmed' : 'frozen.title';
  const since = Math.max(0, (clock.serverNow() ?? frozenAt ?? 0) - (frozenAt ?? 0));
  return (
    <div className="banners">
      {showFrozen && (
        <div className="banner banner-frozen" role="alert">
          <strong>{t(title, { time: formatUtcTime(frozenAt) })}</strong>
          <span aria-live="off">{t(`frozen.${cause}`, { age: formatAge(t, since) })}</span>
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

import { formatLocalTime, formatUtcDateTime, formatZone } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { useView } from '../../store/live-context.ts';
import { useReplay } from './use-replay.ts';

/** Unmistakable: this is not now. The moment, which truth, and the way back. */
export function ReplayBanner({ timeZone, onLeave }: { timeZone: string; onLeave: () => void }) {
  const t = useText();
  const { at, status, isFrozen } = useReplay();
  const clip = useView((view) => view.replay?.clip);
  return (
    <div className="replay-banner" role="status" aria-live="off">
      <strong className="replay-mark">{t(clip ? 'replay.clip' : 'replay.banner')}</strong>
      {at === undefined ? (
        <span>{t('replay.loading')}</span>
      ) : (
        <>
          <time className="replay-moment figures">{formatUtcDateTime(at, true)}</time>
          <span className="figures quiet">
            {t('replay.local', { time: formatLocalTime(at, timeZone), zone: formatZone(at, timeZone) })}
          </span>
        </>
      )}
      <span className="replay-state">
        {isFrozen
          ? t('replay.reconnecting')
          : status?.state === 'moving'
            ? t('replay.moving')
            : status?.state === 'ended'
              ? t('replay.ended')
              : ''}
      </span>
      <button type="button" className="replay-leave" onClick={onLeave}>
        <kbd>{t('replay.leaveKey')}</kbd> {t('replay.leave')}
      </button>
    </div>
  );
}

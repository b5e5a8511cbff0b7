import { formatLocalTime, formatUtcDateTime, formatZone } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { useSlow, useView } from '../../store/live-context.ts';
import { useReplay } from './use-replay.ts';

type Props = {
  /** Undefined where it is not known: then UTC is all. */
  timeZone: string | undefined;
  /** Name of the mission whose record the clip is part of. */
  clipOf: string | undefined;
  isSplit: boolean;
  onLeave: () => void;
};

/** Unmistakable: this is not now. The moment, whose record it is of, and the way back. */
export function ReplayBanner({ timeZone, clipOf, isSplit, onLeave }: Props) {
  const t = useText();
  const { at, status, isFrozen } = useReplay();
  const clip = useView((view) => view.replay?.clip);
  const isRefused = useSlow(({ store }) => store.problem !== undefined);
  return (
    <div className="replay-banner" role="status" aria-live="off">
      <strong className="replay-mark">{t(clip ? 'replay.clip' : 'replay.banner')}</strong>
      {clipOf && <bdi>{clipOf}</bdi>}
      {at === undefined ? (
        <span>{isRefused ? '' : t('replay.loading')}</span>
      ) : (
        <>
          <time className="replay-moment figures" dir="ltr">
            {formatUtcDateTime(at, true)}
          </time>
          {timeZone && (
            <span className="figures quiet" dir="ltr">
              {t('replay.local', { time: formatLocalTime(at, timeZone), zone: formatZone(at, timeZone) })}
            </span>
          )}
        </>
      )}
      {status && <span className="replay-truth">{t(`truth.${isSplit ? 'both' : status.truth}`)}</span>}
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

import { formatAge } from '../../format/age-text.ts';
import { useText } from '../../language/use-text.ts';
import { frozenCause } from '../../store/live/frozen-cause.ts';
import { isFrozen, usePulse } from '../../store/live-context.ts';

/** LIVE and the age of the picture, or why it is not live. */
export function LinkBadge() {
  const t = useText();
  const { store, clock, replay } = usePulse();
  if (store.link === 'refused') return <span className="link-badge is-bad">{t('link.refused')}</span>;
  if (!store.pictureAt) return <span className="link-badge is-waiting">{t(`link.${store.link}`)}</span>;
  const frozen = isFrozen({ store, clock });
  if (replay && !frozen) return <span className="link-badge is-replay">{t('link.replay')}</span>;
  if (frozen && frozenCause({ store, clock }) === 'unconfirmed')
    return <span className="link-badge is-bad">{t('link.unconfirmed')}</span>;
  const age = frozen ? (clock.serverNow() ?? store.pictureAt) - store.pictureAt : clock.silenceMs();
  // Tenths only below ten seconds, so that the width of the badge does not jump.
  const text = age < 9_950 ? t('age.tenths', { seconds: (Math.max(0, age) / 1000).toFixed(1) }) : formatAge(t, age);
  return (
    <span className={frozen ? 'link-badge is-bad' : 'link-badge is-live'}>
      <b>{t(frozen ? 'link.frozen' : 'link.live')}</b>
      <span className="link-age">{text}</span>
    </span>
  );
}

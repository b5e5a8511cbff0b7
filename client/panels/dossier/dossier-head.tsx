import type { DossierAnswer } from '#shared/protocol/dossier.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { isolate } from '../../format/isolate.ts';
import { formatDistance } from '../../format/motion-text.ts';
import { formatMgrs } from '../../format/position/mgrs-text.ts';
import { formatDecimal } from '../../format/position/position-text.ts';
import { formatKnownTime, formatLocalTime, formatUtcDateTime, formatZone } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';

type Props = {
  dossier: DossierAnswer;
  mission: Mission;
  onSelect: (key: string) => void;
  onReplay: (truth: 'happened' | 'known') => void;
};

/** The incident as it stands: what, when, where, whom it harmed, and how sure that is. */
export function DossierHead({ dossier: { incident, computedAt }, mission, onSelect, onReplay }: Props) {
  const t = useText();
  const { timePrecision, precision, position, marking, grading, haloMetres } = incident;
  const at = Date.parse(incident.occurredAt);
  const hasTime = timePrecision === 'minute' || timePrecision === 'hour';
  const [time, zone] = [formatLocalTime(at, mission.timeZone), formatZone(at, mission.timeZone)].map(isolate);
  const local = hasTime
    ? ` · ${t('clock.local', { time: time!, zone: zone! })}`
    : ` (${t(`timePrecision.${timePrecision}`)})`;
  const exactness = haloMetres > 0 ? ` · ± ${formatDistance(haloMetres)}` : '';
  const facts = [
    [t('field.occurred'), `${isolate(formatKnownTime(at, timePrecision))}${local}`],
    [t('field.place'), incident.place],
    [t('field.position'), position && [formatDecimal(position), formatMgrs(position)].filter(Boolean).join(' · ')],
    [t('field.precision'), `${t(`precision.${precision}`)}${exactness}`],
    [t('field.grading'), grading ? `${grading.reliability}${grading.credibility}` : t('value.ungraded')],
    [t('field.verification'), t(`verification.${incident.verification}`)],
    [t('field.source'), incident.sourceName],
    [t('field.marking'), [t(`classification.${marking.classification}`), ...marking.releasableTo].join(' · ')],
  ] as const;
  return (
    <section className="dossier-head" aria-label={t('section.incident')}>
      <h3 className="dossier-title" dir="auto">
        {incident.title}
      </h3>
      <p>
        <b>{t(`incidentType.${incident.type}`)}</b>
        {incident.isRetracted && <span className="tone-critical"> {t('dossier.retracted')}</span>}
      </p>
      <ul className="dossier-harm">
        {incident.casualties.map(({ outcome, group, count }) => (
          <li key={`${outcome} ${group}`} className={outcome === 'killed' && count > 0 ? 'tone-critical' : ''}>
            <b className="figures">{isolate(String(count))}</b> {t(`outcome.${outcome}`)} ·{' '}
            {t(`casualtyGroup.${group}`)}
          </li>
        ))}
      </ul>
      <dl className="dossier-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value ?? t('value.unknown')}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {incident.partOf && <Kin label={t('dossier.partOf')} of={[incident.partOf]} onSelect={onSelect} />}
      {incident.parts.length > 0 && <Kin label={t('dossier.parts')} of={incident.parts} onSelect={onSelect} />}
      <p className="dossier-buttons dossier-off-paper">
        <button type="button" onClick={() => onReplay('happened')}>
          {t('dossier.replayHappened')}
        </button>
        <button type="button" onClick={() => onReplay('known')}>
          {t('dossier.replayKnown')}
        </button>
      </p>
      <p className="quiet">{t('dossier.asOf', { time: isolate(formatUtcDateTime(Date.parse(computedAt))) })}</p>
    </section>
  );
}

type KinProps = { label: string; of: readonly { key: string; title?: string }[]; onSelect: (key: string) => void };

function Kin({ label, of, onSelect }: KinProps) {
  return (
    <div className="dossier-kin">
      <span>{label}</span>
      <ul>
        {of.map(({ key, title }) => (
          <li key={key}>
            {title === undefined ? (
              <bdi>{key.slice(key.indexOf('/') + 1)}</bdi>
            ) : (
              <button type="button" className="link" onClick={() => onSelect(key)}>
                <bdi>{title}</bdi>
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

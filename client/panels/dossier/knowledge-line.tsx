import { casualtyOutcomes, type KnownReport } from '#shared/protocol/dossier.ts';
import { isolate } from '../../format/isolate.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { delayText, formatChange } from './change-text.ts';

/** Every report in the order in which it became known, with how long after the event that was. */
export function KnowledgeLine({ knowledge }: { knowledge: readonly KnownReport[] }) {
  const t = useText();
  return (
    <section className="dossier-column" aria-label={t('dossier.knowledge')}>
      <h3>{t('dossier.knowledge')}</h3>
      <ol className="dossier-line">
        {knowledge.map((report) => (
          <li
            key={`${report.source} ${report.messageId}`}
            className={`as-${report.as}${report.isOvertaken ? ' is-overtaken' : ''}`}
          >
            <Report report={report} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Report({ report }: { report: KnownReport }) {
  const t = useText();
  const { as, isPart, knownAt, sourceName, actor, grading, verification, title, amends, changes } = report;
  const counted = casualtyOutcomes.filter((outcome) => report.casualties[outcome] !== undefined);
  return (
    <>
      <p className="dossier-delay">
        <b className="figures">{isolate(delayText(t, report.delaySeconds))}</b>{' '}
        <bdi className="figures quiet">{formatUtcDateTime(Date.parse(knownAt))}</bdi>
      </p>
      <p>
        <b>{t(`dossierAs.${as}`)}</b>
        {isPart && <span className="quiet"> · {t('dossier.part')}</span>}
        {report.isOvertaken && <span className="quiet"> · {t('dossier.overtaken')}</span>}
      </p>
      <p className="dossier-said" dir="auto">
        {title}
      </p>
      <p className="quiet">
        <bdi>{sourceName}</bdi>
        {actor !== undefined && actor !== report.source && (
          <>
            {' · '}
            <bdi>{actor}</bdi>
          </>
        )}
        {' · '}
        <bdi>{grading ? `${grading.reliability}${grading.credibility}` : t('value.ungraded')}</bdi> ·{' '}
        {t(`verification.${verification}`)}
      </p>
      {amends?.reason && <p dir="auto">{amends.reason}</p>}
      {as === 'first' && counted.length > 0 && (
        <p>{counted.map((each) => `${isolate(String(report.casualties[each]))} ${t(`outcome.${each}`)}`).join(', ')}</p>
      )}
      {changes.length > 0 && (
        <ul className="dossier-changes">
          {changes.map((change) => (
            <li key={change.field}>{formatChange(t, change)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

import { type CaseClocks as Clocks, clockNames } from '#shared/coverage/cases/case-clocks.ts';
import { tierMinutes } from '#shared/parameters/medical.ts';
import type { DossierCase } from '#shared/protocol/dossier.ts';
import { isolate } from '../../format/isolate.ts';
import { formatDistance } from '../../format/motion-text.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { type MessageId, useText } from '../../language/use-text.ts';
import { ClockLine } from '../casevac/clock-line.tsx';
import { barOf } from './clock-bar.ts';

type Props = { cases: readonly DossierCase[]; onSelect: (key: string) => void };

/** Whoever had to be fetched: how long first aid, a team and surgery took, against 10 min, 1 h and 2 h. */
export function CaseClocks({ cases, onSelect }: Props) {
  const t = useText();
  return (
    <section aria-label={t('dossier.clocks')}>
      <h3>{t('dossier.clocks')}</h3>
      {cases.length === 0 && <p className="empty">{t('dossier.noCase')}</p>}
      <ul className="dossier-cases">
        {cases.map((each) => (
          <li key={each.key}>
            <p>
              <button type="button" className="link" onClick={() => onSelect(each.key)}>
                <bdi>{each.callSign ?? each.place ?? each.key.slice(each.key.indexOf('/') + 1)}</bdi>
              </button>{' '}
              <span className="quiet">
                {t(`caseStatus.${each.status}` as MessageId)}
                {each.isNamed && ` · ${t('dossier.named')}`}
                {each.distanceMetres !== undefined && ` · ${isolate(formatDistance(each.distanceMetres))}`}
                {' · '}
                {t('caseTime.injuryAt')} {isolate(timeText(each.times.injuryAt) ?? t('value.unknown'))}
              </span>
            </p>
            <Bars clocks={each.clocks} />
            {each.patients.map(({ patientId, clocks }) => (
              <p key={patientId} className="dossier-patient">
                <bdi>{patientId}</bdi> <ClockLine clocks={clocks} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The bars show what the words beside them say. */
function Bars({ clocks }: { clocks: Clocks }) {
  return (
    <div className="dossier-clocks">
      <div className="dossier-bars" aria-hidden="true">
        {clockNames.map((name) => {
          const bar = barOf(clocks[name], tierMinutes[name]);
          const state = bar?.isOver ? 'over' : bar ? clocks[name].state : 'unknown';
          return (
            <span key={name} className={`dossier-bar is-${state}`}>
              {bar && <i style={{ inlineSize: `${bar.filled * 100}%` }} />}
              {bar && <b style={{ insetInlineStart: `${bar.limit * 100}%` }} />}
            </span>
          );
        })}
      </div>
      <ClockLine clocks={clocks} />
    </div>
  );
}

function timeText(time: string | undefined): string | undefined {
  return time === undefined || time === 'unknown' ? undefined : formatUtcDateTime(Date.parse(time));
}

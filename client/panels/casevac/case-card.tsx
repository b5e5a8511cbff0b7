import { clocksOfPatient } from '#shared/coverage/cases/case-clocks.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { caseTimeNames } from '#shared/schema/medical/casevac-terms.ts';
import { recordKinds } from '../../format/record-kinds.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { openCaseForm } from '../../forms/open-form.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { CaseActions } from './case-actions.tsx';
import { CaseEnding } from './case-ending.tsx';
import { ClockLine } from './clock-line.tsx';
import { nameOfKey } from './name-of-key.ts';
import { PlanList } from './plan-list.tsx';

/** The chosen case: what is being done about it, what could be, when what happened, and each patient. */
export function CaseCard({ record }: { record: PictureRecord<'casevac'> }) {
  const t = useText();
  const live = useLive();
  const { body } = record;
  const now = live.clock.serverNow() ?? record.observedAt;
  const isOver = body.status === 'closed';
  return (
    <section className="case-card" aria-label={recordKinds.casevac.titleOf(record, t)}>
      <div className="case-line">
        <h3 className="grow">
          <bdi>{recordKinds.casevac.titleOf(record, t)}</bdi>
        </h3>
        <button type="button" className="small case-back" onClick={() => live.view.getState().select(undefined)}>
          {t('casevac.all')}
        </button>
        <button type="button" className="small" onClick={() => openCaseForm(live, record.id)}>
          {t('casevac.add')}
        </button>
      </div>
      {body.outcome && <p>{t(`caseOutcome.${body.outcome}`)}</p>}
      <CaseActions record={record} />
      {!isOver && body.position && <PlanList record={record} position={body.position} />}
      <dl className="case-times">
        {caseTimeNames.map((name) => {
          const time = body.times[name];
          return time === undefined ? null : (
            <div key={name}>
              <dt>{t(`caseTime.${name}`)}</dt>
              <dd>
                <bdi dir="ltr">{time === 'unknown' ? t('value.unknown') : formatUtcDateTime(time)}</bdi>
              </dd>
            </div>
          );
        })}
        {body.clearances.map(({ state, at, by, reason }) => (
          <div key={`${state} ${at}`} className={state === 'refused' ? 'tone-critical' : ''}>
            <dt>{t(`caseClearance.${state}`)}</dt>
            <dd>
              <bdi dir="ltr">{formatUtcDateTime(at)}</bdi>
              {by && <bdi> · {by}</bdi>}
              {reason && <bdi> · {reason}</bdi>}
            </dd>
          </div>
        ))}
      </dl>
      {/* Who is cleared for less is not told of single patients. */}
      {(body.patients ?? []).map((patient) => (
        <div className="case-patient" key={patient.patientId}>
          <h4>{t('casevac.patientNumber', { number: patient.patientId })}</h4>
          <p dir="auto">
            {[patient.age, patient.mechanism, patient.injuries, patient.signs, patient.treatment]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <ClockLine clocks={clocksOfPatient(body, patient, now)} />
          {patient.facilityId && <p>{nameOfKey(live, `facility/${patient.facilityId}`)}</p>}
        </div>
      ))}
      {!isOver && <CaseEnding record={record} />}
    </section>
  );
}

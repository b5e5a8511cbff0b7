import { useState } from 'react';
import type { Position } from '#shared/geo/position.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { OfferedPlan, PlansAnswer } from '#shared/protocol/case-plans.ts';
import { planTiers } from '#shared/protocol/case-plans.ts';
import { formatAge } from '../../format/age-text.ts';
import { formatUtcTime } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { useFetched } from '../use-fetched.ts';
import { FreeAssignment } from './free-assignment.tsx';
import { MassCasualty } from './mass-casualty.tsx';
import { PlanRow } from './plan-row.tsx';

/** Assets move and tables fill: plans as old as that are asked for anew. */
const everyMs = 15_000;
/** All ways are needed to spread many patients; the first of them are listed. */
const asked = 100;
const shownAtFirst = 6;

/** Ways from the case to care, the soonest first. */
export function PlanList({ record, position }: { record: PictureRecord<'casevac'>; position: Position }) {
  const t = useText();
  const [tier, setTier] = useState<(typeof planTiers)[number]>('surgery');
  const [showsAll, setShowsAll] = useState(false);
  const [isMass, setMass] = useState(false);
  const query = `position=${position.join()}&tier=${tier}&limit=${asked}&case=${encodeURIComponent(record.id)}`;
  const url = `/api/v1/coverage/plans?${query}`;
  const { value: answer, problem } = useFetched<PlansAnswer>(url, everyMs);
  const plans = answer?.tier === tier ? answer.plans : [];
  return (
    <div className="case-plans">
      <h4>{t('casevac.plans')}</h4>
      <p className="case-line">
        {planTiers.map((each) => (
          <button key={each} type="button" className="small" aria-pressed={tier === each} onClick={() => setTier(each)}>
            {t(`planTier.${each}`)}
          </button>
        ))}
        <button
          type="button"
          className="small"
          aria-pressed={isMass}
          onClick={() => {
            setMass(!isMass);
            setTier('surgery');
          }}
        >
          {t('casevac.mass')}
        </button>
      </p>
      {problem && (
        <p className="tone-warning" role="status">
          {t('casevac.plansFailed')}
        </p>
      )}
      {!answer && !problem && <p className="empty">{t('casevac.plansLoading')}</p>}
      {answer && plans.length === 0 && <p className="empty">{t('casevac.noPlans')}</p>}
      {answer && answer.leftOut > 0 && (
        <p className="tone-warning">{t('casevac.leftOut', { count: answer.leftOut })}</p>
      )}
      {isMass && tier === 'surgery' ? (
        <MassCasualty body={record.body} plans={plans} />
      ) : (
        <ol className="plan-list">
          {(showsAll ? plans : plans.slice(0, shownAtFirst)).map((plan) => (
            <PlanRow key={planName(plan)} {...{ plan, record }} limitSeconds={answer!.limitSeconds} />
          ))}
        </ol>
      )}
      {plans.length > shownAtFirst && !isMass && (
        <button type="button" className="small" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {t(showsAll ? 'casevac.fewerPlans' : 'casevac.allPlans', { count: plans.length })}
        </button>
      )}
      <FreeAssignment record={record} />
      {answer && (
        <p className="row-note">
          {t(answer.injuryAt ? 'casevac.plannedSince' : 'casevac.planned', {
            time: formatUtcTime(Date.parse(answer.injuryAt ?? answer.computedAt)),
            limit: formatAge(t, answer.limitSeconds * 1_000),
            light: t(answer.isNight ? 'casevac.night' : 'casevac.day'),
          })}
        </p>
      )}
    </div>
  );
}

function planName({ mode, assets, facility }: OfferedPlan): string {
  return [mode, ...assets, facility].join(' ');
}

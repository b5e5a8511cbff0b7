import { useState } from 'react';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { OfferedPlan } from '#shared/protocol/case-plans.ts';
import { formatDuration } from '../../format/age-text.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { LegBar } from './leg-bar.tsx';
import { nameOfKey } from './name-of-key.ts';
import { isAssigned, OrderForm, OtherCases } from './order-form.tsx';

/** One way, what it takes, how sure that is, what it leaves open elsewhere, and the button that orders it. */
export function PlanRow(props: { plan: OfferedPlan; record: PictureRecord<'casevac'>; limitSeconds: number }) {
  const { plan, record, limitSeconds } = props;
  const t = useText();
  const live = useLive();
  const [isAsking, setAsking] = useState(false);
  const [showsPatrols, setShowsPatrols] = useState(false);
  const isRetask = isAssigned(record);
  const names = plan.assets.map((key) => nameOfKey(live, key));
  const way = [names.length > 0 ? names.join(' + ') : t('planMode.unit-vehicle')];
  if (plan.landingSite) way.push(nameOfKey(live, plan.landingSite));
  if (plan.facility) way.push(nameOfKey(live, plan.facility));
  const name = way.join(' → ');
  const over = plan.seconds - limitSeconds;
  return (
    <li className="plan">
      <p className="row-head">
        <bdi className="grow plan-name">{name}</bdi>
        <span className={over > 0 ? 'tone-critical figures' : 'figures'}>
          {formatDuration(t, plan.seconds * 1_000)}
        </span>
      </p>
      <LegBar legs={plan.legs} seconds={plan.seconds} limitSeconds={limitSeconds} />
      <p className="row-note">
        <span className={`plan-confidence confidence-${plan.confidence}`}>
          {t(`planConfidence.${plan.confidence}`)}
        </span>
        {plan.doubts.map(({ key, doubt }) => (
          <span key={`${key} ${doubt}`}>
            {' · '}
            <bdi>{nameOfKey(live, key)}</bdi>: {t(`planDoubt.${doubt}`)}
          </span>
        ))}
      </p>
      <OtherCases record={record} assets={plan.assets} />
      <p className="case-line">
        {plan.uncovers.length > 0 ? (
          <button
            type="button"
            className="link tone-warning"
            aria-expanded={showsPatrols}
            onClick={() => setShowsPatrols(!showsPatrols)}
          >
            {t('casevac.uncovers', { count: plan.uncovers.length })}
          </button>
        ) : (
          <span className="dim">{t('casevac.uncoversNone')}</span>
        )}
        <button type="button" className="small" onClick={() => setAsking(true)}>
          {t(isRetask ? 'casevac.retask' : 'casevac.assign')}
        </button>
      </p>
      {showsPatrols && (
        <p className="case-line">
          {plan.uncovers.map((key) => (
            <button
              key={key}
              type="button"
              className="small"
              onClick={() => live.view.getState().select(key, { centre: true })}
            >
              {nameOfKey(live, key)}
            </button>
          ))}
        </p>
      )}
      {isAsking && (
        <OrderForm
          record={record}
          order={plan}
          help={t(isRetask ? 'casevac.retaskHelp' : 'casevac.assignHelp', { name })}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

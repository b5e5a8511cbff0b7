import type { ReactNode } from 'react';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { OfferedPlan } from '#shared/protocol/case-plans.ts';
import { recordKinds } from '../../format/record-kinds.ts';
import { postCase } from '../../forms/casevac/post-case.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { ActionForm } from './action-form.tsx';
import { assignmentSays, otherCases } from './plan-assignment.ts';

type Case = PictureRecord<'casevac'>;
export type Order = Pick<OfferedPlan, 'assets' | 'facility'>;

/** Whether somebody is on the way already, who would be relieved. */
export function isAssigned({ body }: Case): boolean {
  return body.tasks.some(({ state }) => state === 'assigned');
}

/** Asks before an order goes out for everybody; why, where somebody is relieved. */
export function OrderForm(props: {
  record: Case;
  order: Order;
  help: string;
  choice?: { fields: ReactNode; isReady: boolean };
  onClose: () => void;
}) {
  const { record, order, help, choice, onClose } = props;
  const t = useText();
  const live = useLive();
  const relieves = isAssigned(record);
  const clearance = record.body.clearances.at(-1);
  const refusal = clearance?.state === 'refused' && (
    <p className="tone-critical">{[t('caseClearance.refused'), clearance.by].filter(Boolean).join(' · ')}</p>
  );
  return (
    <ActionForm
      help={help}
      submit={t(relieves ? 'casevac.retaskConfirm' : 'casevac.assignConfirm')}
      fields={relieves ? ['reason'] : ['remark']}
      needs={relieves ? ['reason'] : []}
      choice={{
        fields: (
          <>
            {refusal}
            {choice?.fields}
          </>
        ),
        isReady: choice?.isReady ?? true,
      }}
      onClose={onClose}
      onSubmit={(said) => {
        const says = assignmentSays(order, relieves, said);
        const what = t(relieves ? 'casevac.retask' : 'casevac.assign');
        postCase(live, { caseId: record.id, title: `${recordKinds.casevac.titleOf(record, t)}: ${what}`, says });
        onClose();
      }}
    />
  );
}

/** Whom else these assets were sent to. */
export function OtherCases({ record, assets }: { record: Case; assets: readonly string[] }) {
  const t = useText();
  const { store } = useLive();
  return otherCases(store.recordsOf('casevac'), record.key, assets).map((other) => (
    <p key={other.key} className="row-note tone-warning">
      {t('casevac.alsoFor', { name: recordKinds.casevac.titleOf(other, t) })}
    </p>
  ));
}

import { useState } from 'react';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { CasevacTask } from '#shared/schema/medical/casevac.ts';
import { caseOutcomes } from '#shared/schema/medical/casevac-terms.ts';
import { recordKinds } from '../../format/record-kinds.ts';
import { postCase } from '../../forms/casevac/post-case.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { ActionForm } from './action-form.tsx';

/** How a case came to its end: last on its card, because it takes it off the desk. */
export function CaseEnding({ record }: { record: PictureRecord<'casevac'> }) {
  const t = useText();
  const live = useLive();
  const [asked, setAsked] = useState<(typeof caseOutcomes)[number]>();
  const { id: caseId, body } = record;
  const close = () => setAsked(undefined);
  return (
    <>
      <p className="case-line">
        {caseOutcomes.map((outcome) => (
          <button key={outcome} type="button" className="small" onClick={() => setAsked(outcome)}>
            {t('casevac.close', { outcome: t(`caseOutcome.${outcome}`) })}
          </button>
        ))}
      </p>
      {asked && (
        <ActionForm
          key={asked}
          help={t('casevac.closeHelp')}
          submit={t('casevac.close', { outcome: t(`caseOutcome.${asked}`) })}
          fields={['remark']}
          needs={[]}
          onClose={close}
          onSubmit={(said) => {
            const says = { action: 'close', outcome: asked, ...lastTask(body.tasks), ...said };
            const title = `${recordKinds.casevac.titleOf(record, t)}: ${t(`caseOutcome.${asked}`)}`;
            postCase(live, { caseId, title, says: [says] });
            close();
          }}
        />
      )}
    </>
  );
}

/** The asset and the facility with which it ended. */
function lastTask(tasks: readonly CasevacTask[]): { assetId?: string; facilityId?: string } {
  const { assetId, facilityId } = tasks.findLast(({ state }) => state === 'assigned') ?? {};
  return { ...(assetId ? { assetId } : {}), ...(facilityId ? { facilityId } : {}) };
}

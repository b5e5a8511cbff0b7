import { useState } from 'react';
import type { PictureRecord } from '#shared/picture/record.ts';
import type { CasevacTask } from '#shared/schema/medical/casevac.ts';
import { clearanceStates } from '#shared/schema/medical/casevac-terms.ts';
import { recordKinds } from '../../format/record-kinds.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { postCase } from '../../forms/casevac/post-case.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { ActionForm } from './action-form.tsx';
import { nameOfKey } from './name-of-key.ts';

type Asked = { what: 'cancel'; task: CasevacTask } | { what: 'clearance'; choice: (typeof clearanceStates)[number] };

/** Who is on the way, and what a person can still say of it: called off, cleared or not. */
export function CaseActions({ record }: { record: PictureRecord<'casevac'> }) {
  const t = useText();
  const live = useLive();
  const [asked, setAsked] = useState<Asked>();
  const { id: caseId, body } = record;
  const title = recordKinds.casevac.titleOf(record, t);
  const close = () => setAsked(undefined);
  const tell = (what: string, says: Record<string, unknown>) => {
    postCase(live, { caseId, title: `${title}: ${what}`, says: [says] });
    close();
  };
  const isOver = body.status === 'closed';
  return (
    <>
      <ul className="case-tasks">
        {body.tasks.map((task) => (
          <li key={`${task.at} ${task.assetId}`} className={task.state === 'assigned' ? '' : 'is-over'}>
            <span className="grow">
              {t(`caseTask.${task.state}`, { name: taskName(task) })}{' '}
              <bdi dir="ltr">{formatUtcDateTime(task.at).slice(11)}</bdi>
              {task.reason && <bdi className="row-note">{task.reason}</bdi>}
            </span>
            {task.state === 'assigned' && !isOver && (
              <button type="button" className="small" onClick={() => setAsked({ what: 'cancel', task })}>
                {t('casevac.cancel')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {asked?.what === 'cancel' && (
        <ActionForm
          help={t('casevac.cancelHelp', { name: taskName(asked.task) })}
          submit={t('casevac.cancelConfirm')}
          fields={['reason']}
          needs={['reason']}
          onClose={close}
          onSubmit={({ reason }) =>
            tell(t('casevac.cancel'), {
              action: 'cancel',
              ...(asked.task.assetId ? { assetId: asked.task.assetId } : {}),
              reason,
            })
          }
        />
      )}
      {!isOver && (
        <p className="case-line">
          {clearanceStates.map((state) => (
            <button
              key={state}
              type="button"
              className="small"
              onClick={() => setAsked({ what: 'clearance', choice: state })}
            >
              {t(`caseClearance.${state}`)}
            </button>
          ))}
        </p>
      )}
      {asked?.what === 'clearance' && (
        <ActionForm
          key={asked.choice}
          help={t('casevac.clearanceHelp')}
          submit={t(`caseClearance.${asked.choice}`)}
          fields={['by', 'reason']}
          needs={asked.choice === 'refused' ? ['by'] : []}
          onClose={close}
          onSubmit={(said) =>
            tell(t(`caseClearance.${asked.choice}`), { action: 'clearance', state: asked.choice, ...said })
          }
        />
      )}
    </>
  );

  function taskName({ assetId, facilityId }: CasevacTask): string {
    const asset = assetId ? nameOfKey(live, `asset/${assetId}`) : t('planMode.unit-vehicle');
    return facilityId ? `${asset} → ${nameOfKey(live, `facility/${facilityId}`)}` : asset;
  }
}

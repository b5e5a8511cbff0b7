import { useState } from 'react';
import type { PictureRecord } from '#shared/picture/record.ts';
import { recordKinds } from '../../format/record-kinds.ts';
import { postCase } from '../../forms/casevac/post-case.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { ActionForm } from './action-form.tsx';
import { nameOfKey } from './name-of-key.ts';
import { assignmentSays } from './plan-assignment.ts';

/** Orders what no plan offers: the desk may know more than the record, and must never be without a way to say so. */
export function FreeAssignment({ record }: { record: PictureRecord<'casevac'> }) {
  const t = useText();
  const live = useLive();
  const [isAsking, setAsking] = useState(false);
  const [asset, setAsset] = useState('');
  const [facility, setFacility] = useState('');
  const isAssigned = record.body.tasks.some(({ state }) => state === 'assigned');
  const close = () => setAsking(false);
  if (!isAsking)
    return (
      <p className="case-line">
        <button type="button" className="small" onClick={() => setAsking(true)}>
          {t('casevac.other')}
        </button>
      </p>
    );
  const select = (kind: 'asset' | 'facility', value: string, choose: (key: string) => void) => (
    <label className="setting">
      <span>{t(`casevac.other.${kind}`)}</span>
      <select value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{t(kind === 'asset' ? 'planMode.unit-vehicle' : 'casevac.other.none')}</option>
        {choicesOf(kind).map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <ActionForm
      help={t(isAssigned ? 'casevac.otherRetask' : 'casevac.otherHelp')}
      submit={t(isAssigned ? 'casevac.retaskConfirm' : 'casevac.assignConfirm')}
      choice={{
        fields: (
          <>
            {select('asset', asset, setAsset)}
            {select('facility', facility, setFacility)}
          </>
        ),
        isReady: asset !== '' || facility !== '',
      }}
      fields={isAssigned ? ['reason'] : ['remark']}
      needs={isAssigned ? ['reason'] : []}
      onClose={close}
      onSubmit={(said) => {
        const order = { assets: asset ? [asset] : [], ...(facility ? { facility } : {}) };
        const says = assignmentSays(order, isAssigned, said);
        postCase(live, { caseId: record.id, title: recordKinds.casevac.titleOf(record, t), says });
        close();
      }}
    />
  );

  function choicesOf(kind: 'asset' | 'facility'): { key: string; name: string }[] {
    return live.store
      .recordsOf(kind)
      .map(({ key }) => ({ key, name: nameOfKey(live, key) }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }
}

import { useState } from 'react';
import type { PictureRecord } from '#shared/picture/record.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { nameOfKey } from './name-of-key.ts';
import { isAssigned, OrderForm, OtherCases } from './order-form.tsx';

/** Orders what no plan offers: the desk may know more than the record, and must never be without a way to say so. */
export function FreeAssignment({ record }: { record: PictureRecord<'casevac'> }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const [asset, setAsset] = useState('');
  const [facility, setFacility] = useState('');
  const assets = asset ? [asset] : [];
  return (
    <>
      <p className="case-line">
        <button type="button" className="small" aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
          {t('casevac.other')}
        </button>
      </p>
      {isAsking && (
        <OrderForm
          record={record}
          order={{ assets, ...(facility ? { facility } : {}) }}
          help={t(isAssigned(record) ? 'casevac.otherRetask' : 'casevac.otherHelp')}
          choice={{
            fields: (
              <>
                <Choice kind="asset" value={asset} onChoose={setAsset} />
                <OtherCases record={record} assets={assets} />
                <Choice kind="facility" value={facility} onChoose={setFacility} />
              </>
            ),
            isReady: asset !== '' || facility !== '',
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

type ChoiceOptions = { kind: 'asset' | 'facility'; value: string; onChoose: (key: string) => void };

function Choice({ kind, value, onChoose }: ChoiceOptions) {
  const t = useText();
  const live = useLive();
  const choices = live.store
    .recordsOf(kind)
    .map(({ key }) => ({ key, name: nameOfKey(live, key) }))
    .sort((a, b) => a.name.localeCompare(b.name, document.documentElement.lang));
  return (
    <label className="setting">
      <span>{t(`casevac.other.${kind}`)}</span>
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{t(kind === 'asset' ? 'planMode.unit-vehicle' : 'casevac.other.none')}</option>
        {choices.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

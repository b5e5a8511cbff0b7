import { useMemo, useState } from 'react';
import { foldText } from '#shared/search/fold-text.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { findIncidentType } from '../checks/check-incident.ts';
import { orderTypes } from '../checks/count-types.ts';
import type { Fault } from '../checks/fault.ts';
import { ComboField } from './combo-field.tsx';

/** The taxonomy of incidents, by letters of name or code. */
export function TypeField(props: { value: string; fault: Fault | undefined; onChoose: (type: string) => void }) {
  const { value, fault, onChoose } = props;
  const t = useText();
  const { store, clock } = useLive();
  const [typed, setTyped] = useState<string>();
  const types = useMemo(() => orderTypes(store.recordsOf('incident'), clock.serverNow() ?? Date.now()), [store, clock]);
  const all = types.map((id) => ({ id, label: t(`incidentType.${id}`), detail: id }));
  const words = foldText(typed ?? '')
    .split(' ')
    .filter(Boolean);
  const options = all.filter(({ id, label }) =>
    words.every((word) => ` ${foldText(`${label} ${id}`)}`.includes(` ${word}`)),
  );
  const known = findIncidentType(value);
  const choose = (id: string) => {
    setTyped(undefined);
    onChoose(id);
  };
  return (
    <ComboField
      id="entry-type"
      label={t('entry.type')}
      hint={known ? undefined : t('entry.typeHint')}
      fault={fault}
      isStrict
      text={typed ?? (known ? t(`incidentType.${known}`) : '')}
      options={options}
      onText={(text) => {
        setTyped(text);
        if (value) onChoose('');
      }}
      onChoose={({ id }) => choose(id)}
      // One that is left over is meant.
      onLeave={() => typed?.trim() && options.length === 1 && choose(options[0]!.id)}
    />
  );
}

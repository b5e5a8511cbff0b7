import { caseTimeNames } from '#shared/schema/medical/casevac-terms.ts';
import { useText } from '../../language/use-text.ts';
import type { Fault } from '../checks/fault.ts';
import { describeField, Field, TextField } from '../fields/field.tsx';
import { describeTime } from '../fields/time-hint.ts';
import { unknownTime } from './case-fields.ts';
import type { CaseFieldsProps } from './line-fields.tsx';

/** The times of a case in their order, UTC. Unknown is a choice of its own, and not the same as not said. */
export function TimeFields({ draft, faults, onEdit, now }: CaseFieldsProps & { now: number }) {
  const t = useText();
  const set = (name: string, text: string) => onEdit({ times: { ...draft.times, [name]: text } });
  return (
    <div className="entry-group">
      <p className="entry-hint">{t('casevac.timeHelp')}</p>
      {caseTimeNames.map((name) => (
        <TimeField
          key={name}
          id={`times-${name}`}
          label={t(`caseTime.${name}`)}
          fault={faults[`times-${name}`]}
          value={draft.times[name] ?? ''}
          now={now}
          onText={(text) => set(name, text)}
        />
      ))}
      <TextField
        id="times-tolerance"
        label={t('casevac.tolerance')}
        fault={faults['times-tolerance']}
        inputMode="numeric"
        value={draft.times['tolerance'] ?? ''}
        onText={(text) => set('tolerance', text)}
      />
    </div>
  );
}

export function TimeField(props: {
  id: string;
  label: string;
  fault: Fault | undefined;
  value: string;
  now: number;
  onText: (text: string) => void;
}) {
  const { id, label, fault, value, now, onText } = props;
  const t = useText();
  const isUnknown = value === unknownTime;
  const hint = value && !isUnknown && !fault ? describeTime(t, { text: value, now }) : undefined;
  const field = { id, label, hint, fault };
  return (
    <Field {...field}>
      <span className="entry-line">
        <input
          {...describeField(field)}
          type="text"
          autoComplete="off"
          dir="ltr"
          value={isUnknown ? '' : value}
          placeholder={isUnknown ? t('value.unknown') : ''}
          onChange={(event) => onText(event.target.value)}
        />
        <button
          type="button"
          aria-pressed={isUnknown}
          aria-label={t('casevac.unknownTime', { name: label })}
          onClick={() => onText(isUnknown ? '' : unknownTime)}
        >
          {t('value.unknown')}
        </button>
      </span>
    </Field>
  );
}

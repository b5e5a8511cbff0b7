import type { ReactNode } from 'react';
import { useText } from '../../language/use-text.ts';
import type { Fault } from '../checks/fault.ts';

export type FieldProps = { id: string; label: string; hint?: ReactNode; fault?: Fault | undefined };

/** A control with its name, what it takes, and what is wrong with it. The control takes `describeField` for its reader. */
export function Field({ id, label, hint, fault, children }: FieldProps & { children: ReactNode }) {
  const t = useText();
  return (
    <div className="entry-field">
      <label htmlFor={id}>{label}</label>
      {children}
      {hint && (
        <p className="entry-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="entry-fault" id={`${id}-fault`}>
          {t(fault.id, fault.values)}
        </p>
      )}
    </div>
  );
}

export function describeField({ id, hint, fault }: FieldProps) {
  const described = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return { id, ...(described ? { 'aria-describedby': described } : {}), ...(fault ? { 'aria-invalid': true } : {}) };
}

export function TextField(
  props: FieldProps & {
    value: string;
    onText: (text: string) => void;
    placeholder?: string;
    isLtr?: true;
    inputMode?: 'numeric' | 'decimal';
  },
) {
  const { value, onText, placeholder, isLtr, inputMode } = props;
  return (
    <Field {...props}>
      <input
        {...describeField(props)}
        type="text"
        autoComplete="off"
        // Nothing typed yet: the proposal reads as the page does.
        dir={isLtr ? 'ltr' : value ? 'auto' : undefined}
        value={value}
        onChange={(event) => onText(event.target.value)}
        {...(placeholder ? { placeholder } : {})}
        {...(inputMode ? { inputMode } : {})}
      />
    </Field>
  );
}

export function AreaField(props: FieldProps & { value: string; onText: (text: string) => void }) {
  return (
    <Field {...props}>
      <textarea
        {...describeField(props)}
        dir="auto"
        rows={2}
        value={props.value}
        onChange={(event) => props.onText(event.target.value)}
      />
    </Field>
  );
}

export function ChoiceField(
  props: FieldProps & {
    value: string;
    choices: readonly { id: string; label: string }[];
    onChoose: (id: string) => void;
  },
) {
  return (
    <Field {...props}>
      <select {...describeField(props)} value={props.value} onChange={(event) => props.onChoose(event.target.value)}>
        {props.choices.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../../language/use-text.ts';

type FieldName = 'by' | 'reason' | 'remark';
const shortest = 3;

/** Asks before something is done for everybody, and why where the record keeps the reason. Escape leaves all as it is. */
export function ActionForm(props: {
  help: string;
  submit: string;
  fields: readonly FieldName[];
  /** Fields that must be filled in. */
  needs: readonly FieldName[];
  /** What is chosen before anything is said, and whether that is complete. */
  choice?: { fields: ReactNode; isReady: boolean };
  onSubmit: (said: Partial<Record<FieldName, string>>) => void;
  onClose: () => void;
}) {
  const { help, submit, fields, needs, choice, onSubmit, onClose } = props;
  const t = useText();
  const [said, setSaid] = useState<Partial<Record<FieldName, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    form.current?.querySelector<HTMLElement>('select, input, button')?.focus();
    // Who comes by keyboard goes on from where the question was asked.
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const isSaid = needs.every((name) => (said[name]?.trim().length ?? 0) >= shortest);
  const isReady = isSaid && choice?.isReady !== false;
  return (
    <form
      ref={form}
      className="reason-form"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        const filled = Object.entries(said).filter(([, text]) => text.trim() !== '');
        if (isReady) onSubmit(Object.fromEntries(filled.map(([name, text]) => [name, text.trim()])));
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <p>{help}</p>
      {choice?.fields}
      {fields.map((name) => (
        <label className="setting" key={name}>
          <span>{t(`caseAction.${name}`)}</span>
          <input
            type="text"
            maxLength={400}
            required={needs.includes(name)}
            value={said[name] ?? ''}
            onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
          />
        </label>
      ))}
      <p className="form-actions">
        <button type="submit" className="danger" disabled={!isReady}>
          {submit}
        </button>
        <button type="button" onClick={onClose}>
          {t('caseAction.keep')}
        </button>
      </p>
    </form>
  );
}

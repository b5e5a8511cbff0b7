import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../language/use-text.ts';
import { type FormName, isEmptyDraft } from '../store/entry/entry-drafts.ts';
import { useEntry, useLive } from '../store/live-context.ts';
import type { Faults } from './checks/fault.ts';
import { OutboxList } from './outbox-list.tsx';

/** What both forms share: sending, saying what is wrong, emptying, and what became of the reports before. */
export function EntryFrame(props: {
  form: FormName;
  faults: Faults<string>;
  /** Times that sending was tried in vain: faults are named from the first on. */
  tries: number;
  onSend: () => void;
  children: ReactNode;
}) {
  const { form, faults, tries, onSend } = props;
  const t = useText();
  const { entry } = useLive();
  const isEmpty = useEntry((state) => isEmptyDraft(form, state.drafts[form]));
  const element = useRef<HTMLFormElement>(null);
  const count = Object.keys(faults).length;
  useEffect(() => {
    if (tries > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  useEffect(() => {
    // Sent or emptied: the next one begins at its beginning.
    if (isEmpty) element.current?.firstElementChild?.scrollTo(0, 0);
  }, [isEmpty]);
  return (
    <form
      ref={element}
      className="entry-form"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <div className="entry-fields">{props.children}</div>
      <div className="entry-foot">
        <p role="alert" className="entry-fault">
          {tries > 0 && count > 0 ? t('entry.faults', { count }) : ''}
        </p>
        <p className="entry-line">
          <button type="submit" className="primary">
            {t('entry.send')}
          </button>
          <button type="button" disabled={isEmpty} onClick={() => entry.getState().clear(form)}>
            {t('entry.clear')}
          </button>
        </p>
        <OutboxList />
      </div>
    </form>
  );
}

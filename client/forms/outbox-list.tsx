import { useState } from 'react';
import { kindOfKey } from '../format/record-kinds.ts';
import { type Translate, useText } from '../language/use-text.ts';
import type { Outgoing } from '../store/entry/outgoing.ts';
import { useEntry, useLive, usePulse } from '../store/live-context.ts';
import { reopenEntry } from './reopen-entry.ts';

/** How long what was stored can be taken back from here; later it is corrected like any other record. */
const undoMs = 10 * 60_000;
/** Of those that are done with only the newest are told: what waits or was refused must not be crowded out. */
const mostDone = 3;

/** What became of the reports sent from here, and what can still be done about each. `only`: those of one form. */
export function OutboxList({ only }: { only?: Outgoing['form'] }) {
  const t = useText();
  usePulse();
  const outbox = useEntry((state) => state.outbox);
  const isDone = ({ state }: Outgoing) => state === 'stored' || state === 'undone';
  const isFresh = ({ storedAt }: Outgoing) => storedAt === undefined || Date.now() - storedAt < undoMs;
  const own = outbox.filter((each) => (only === undefined || each.form === only) && isFresh(each));
  const told = own.filter(isDone).slice(0, mostDone);
  return (
    <ul className="outbox" aria-live="polite" aria-label={t('outbox.label')}>
      {own
        .filter((each) => !isDone(each) || told.includes(each))
        .map((each) => (
          <OutboxLine key={each.id} sent={each} isUndoable={isUndoable(each, outbox)} />
        ))}
    </ul>
  );
}

function OutboxLine({ sent, isUndoable }: { sent: Outgoing; isUndoable: boolean }) {
  const t = useText();
  const { entry, view } = useLive();
  const [isAsking, setAsking] = useState(false);
  const { id, form, key, state } = sent;
  const { change, drop } = entry.getState();
  const takeBack = () => {
    change(id, { doing: 'undo', state: 'sending' });
    setAsking(false);
  };
  // What is said of a case is decided upon by others.
  const asksFirst = form === 'casevac';
  return (
    <li className={`outbox-${state}`} data-state={state}>
      <span className="grow">{describeState(t, sent)}</span>
      {state === 'waiting' && (
        <button type="button" className="small" onClick={() => change(id, { state: 'sending' })}>
          {t('outbox.retry')}
        </button>
      )}
      {state === 'stored' && isUndoable && (
        <button
          type="button"
          className="small"
          aria-expanded={asksFirst ? isAsking : undefined}
          onClick={() => (asksFirst ? setAsking(true) : takeBack())}
        >
          {t('outbox.undo')}
        </button>
      )}
      {state === 'stored' && kindOfKey(key) && (
        <button type="button" className="small" onClick={() => view.getState().select(key, { centre: true })}>
          {t('outbox.show')}
        </button>
      )}
      {form !== 'board' && (state === 'stored' || state === 'refused') && (
        <button type="button" className="small" onClick={() => reopenEntry(entry, sent)}>
          {t('outbox.correct')}
        </button>
      )}
      {state === 'stored' && isAsking && (
        <span className="outbox-question" role="alert">
          {t('outbox.undoCase')}
          <button type="button" className="small danger" onClick={takeBack}>
            {t('outbox.takeBack')}
          </button>
          <button type="button" className="small" onClick={() => setAsking(false)}>
            {t('caseAction.keep')}
          </button>
        </span>
      )}
      {state === 'refused' && (
        <button type="button" className="small" onClick={() => drop(id)}>
          {t('outbox.discard')}
        </button>
      )}
    </li>
  );
}

/** What the board replaced is put back only while nothing else was said of it since. */
function isUndoable({ id, form, key }: Outgoing, outbox: readonly Outgoing[]): boolean {
  return form !== 'board' || outbox.find((each) => each.key === key)?.id === id;
}

const knownProblems = ['overloaded', 'not-recording', 'time-in-future', 'not-newest', 'internal'] as const;

function describeState(t: Translate, { state, doing, title, sequence = 0, problem: found }: Outgoing): string {
  const known = knownProblems.find((name) => name === found?.name);
  const problem = t(`outboxProblem.${known ?? 'other'}`, { detail: found?.detail ?? '' });
  if (state === 'sending') return t(doing === 'send' ? 'outbox.sending' : 'outbox.undoing', { title });
  if (state === 'waiting') return t(found ? 'outbox.later' : 'outbox.waiting', { title, problem });
  if (state === 'refused') return t('outbox.refused', { title, problem });
  // Numbers of the log are said as they are: no separators.
  const text = t(`outbox.${state}`, { title, sequence: String(sequence) });
  return state === 'stored' && found ? `${text}. ${t('outbox.kept', { problem })}` : text;
}

import { useState } from 'react';
import { kindOfKey } from '../format/record-kinds.ts';
import { type Translate, useText } from '../language/use-text.ts';
import type { Outgoing } from '../store/entry/outgoing.ts';
import { useEntry, usePulse } from '../store/live-context.ts';
import { reopenEntry } from './reopen-entry.ts';

/** How long what was stored can be taken back from here; later it is corrected like any other record. */
const undoMs = 10 * 60_000;
/** Of those that are done with only the newest are told: what waits or was refused must not be crowded out. */
const mostDone = 3;

/** What became of the reports sent from here, and what can still be done about each. `only`: those of one form. */
export function OutboxList({ only }: { only?: Outgoing['form'] }) {
  const t = useText();
  const { entry, view } = usePulse();
  const outbox = useEntry((state) => state.outbox);
  const { change, drop } = entry.getState();
  const [asked, setAsked] = useState<string>();
  const isDone = ({ state }: Outgoing) => state === 'stored' || state === 'undone';
  const isFresh = ({ storedAt }: Outgoing) => storedAt === undefined || Date.now() - storedAt < undoMs;
  const own = outbox.filter((each) => (only === undefined || each.form === only) && isFresh(each));
  const told = new Set(own.filter(isDone).slice(0, mostDone));
  const takeBack = (id: string) => {
    change(id, { doing: 'undo', state: 'sending' });
    setAsked(undefined);
  };
  return (
    <ul className="outbox" aria-live="polite" aria-label={t('outbox.label')}>
      {own
        .filter((each) => !isDone(each) || told.has(each))
        .map((each) => (
          <li key={each.id} className={`outbox-${each.state}`} data-state={each.state}>
            <span className="grow">{describeState(t, each)}</span>
            {each.state === 'waiting' && (
              <button type="button" className="small" onClick={() => change(each.id, { state: 'sending' })}>
                {t('outbox.retry')}
              </button>
            )}
            {each.state === 'stored' && (
              <>
                {isUndoable(each, outbox) && (
                  <button
                    type="button"
                    className="small"
                    aria-expanded={each.form === 'casevac' ? asked === each.id : undefined}
                    onClick={() => (each.form === 'casevac' ? setAsked(each.id) : takeBack(each.id))}
                  >
                    {t('outbox.undo')}
                  </button>
                )}
                {kindOfKey(each.key) && (
                  <button
                    type="button"
                    className="small"
                    onClick={() => view.getState().select(each.key, { centre: true })}
                  >
                    {t('outbox.show')}
                  </button>
                )}
              </>
            )}
            {each.form !== 'board' && (each.state === 'stored' || each.state === 'refused') && (
              <button type="button" className="small" onClick={() => reopenEntry(entry, each)}>
                {t('outbox.correct')}
              </button>
            )}
            {each.state === 'stored' && asked === each.id && (
              <span className="outbox-question" role="alert">
                {t('outbox.undoCase')}
                <button type="button" className="small danger" onClick={() => takeBack(each.id)}>
                  {t('outbox.takeBack')}
                </button>
                <button type="button" className="small" onClick={() => setAsked(undefined)}>
                  {t('caseAction.keep')}
                </button>
              </span>
            )}
            {each.state === 'refused' && (
              <button type="button" className="small" onClick={() => drop(each.id)}>
                {t('outbox.discard')}
              </button>
            )}
          </li>
        ))}
    </ul>
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

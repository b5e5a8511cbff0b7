import { kindOfKey } from '../format/record-kinds.ts';
import { type Translate, useText } from '../language/use-text.ts';
import type { Outgoing } from '../store/entry/outgoing.ts';
import { useEntry, usePulse } from '../store/live-context.ts';
import { reopenEntry } from './reopen-entry.ts';

/** How long what was stored can be taken back from here; later it is corrected like any other record. */
const undoMs = 10 * 60_000;

/** What became of the reports sent from here, and what can still be done about each. */
export function OutboxList() {
  const t = useText();
  const { entry, view } = usePulse();
  const outbox = useEntry((state) => state.outbox);
  const { change, drop } = entry.getState();
  const isShown = (each: Outgoing) => each.storedAt === undefined || Date.now() - each.storedAt < undoMs;
  return (
    <ul className="outbox" aria-live="polite" aria-label={t('outbox.label')}>
      {outbox.filter(isShown).map((each) => (
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
                  onClick={() => change(each.id, { doing: 'undo', state: 'sending' })}
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

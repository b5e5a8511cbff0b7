import type { DryRun } from '#shared/protocol/imports.ts';
import type { ImportReport } from '#shared/schema/imports/import.ts';
import { useText } from '../../language/use-text.ts';
import { ProblemText, parseReason } from '../../ui/problem-text.tsx';

type Reason = ImportReport['reasons'][number];
type Unit = 'line' | 'record';

/** Why rows were refused, the most frequent first; each opens to the rows that are known by number. */
export function ReasonList(props: {
  reasons: readonly Reason[] | undefined;
  unit: Unit | undefined;
  problems?: DryRun['problems'];
}) {
  const { reasons = [], unit = 'line', problems = [] } = props;
  const t = useText();
  if (reasons.length === 0) return null;
  return (
    <section className="import-reasons" aria-label={t('imports.reasons')}>
      <h4>{t('imports.reasons')}</h4>
      {reasons.map((reason) => (
        <details key={reason.reason}>
          <summary>
            <b className="figures">{t('imports.number', { count: reason.count })}</b>{' '}
            <ProblemText problem={parseReason(reason.reason)} />
          </summary>
          <RefusedRows reason={reason} unit={unit} problems={problems} />
        </details>
      ))}
    </section>
  );
}

function RefusedRows({
  reason,
  unit,
  problems,
}: {
  reason: Reason;
  unit: Unit;
  problems: NonNullable<DryRun['problems']>;
}) {
  const t = useText();
  const { name, detail = '' } = parseReason(reason.reason);
  // Instants are left out of a reason, so that one fault at many times is one reason.
  const own = problems.filter(
    ({ problem }) => problem.name === name && problem.detail.replace(/\s?\d{4}-\d\d-\d\dT[\d:.]+Z/g, '') === detail,
  );
  if (own.length === 0)
    return <p className="quiet">{t(`imports.${unit}s`, { numbers: reason.firstLines.join(', ') })}</p>;
  const hidden = reason.count - own.length;
  return (
    <ul className="refused-rows">
      {own.map(({ line, problem }) => (
        <li key={line}>
          <b className="figures">{t(`imports.${unit}`, { number: line })}</b>{' '}
          <span lang="en" dir="ltr">
            {problem.detail}
          </span>
        </li>
      ))}
      {hidden > 0 && <li className="quiet">{t('imports.more', { count: hidden })}</li>}
    </ul>
  );
}

/** What a person should know of rows that are taken all the same. */
export function NoteList({
  notes = [],
  unit = 'line',
}: {
  notes: readonly Reason[] | undefined;
  unit: Unit | undefined;
}) {
  const t = useText();
  if (notes.length === 0) return null;
  return (
    <section className="import-reasons" aria-label={t('imports.notes')}>
      <h4>{t('imports.notes')}</h4>
      {notes.map(({ reason, count, firstLines }) => (
        <details key={reason}>
          <summary>
            <b className="figures">{t('imports.number', { count })}</b>{' '}
            <span lang="en" dir="ltr">
              {reason}
            </span>
          </summary>
          <p className="quiet">{t(`imports.${unit}s`, { numbers: firstLines.join(', ') })}</p>
        </details>
      ))}
    </section>
  );
}

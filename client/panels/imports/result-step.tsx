import type { ImportEntry } from '#shared/protocol/imports.ts';
import { useText } from '../../language/use-text.ts';
import { ProblemText } from '../../ui/problem-text.tsx';
import { Counts } from './counts.tsx';
import { type DeskStep, takeNext } from './import-desk.ts';
import { NoteList, ReasonList } from './reason-list.tsx';

/** What became of the file that was loaded. */
export function ResultStep({ entry }: { entry: ImportEntry }) {
  const t = useText();
  const { name, status, accepted, duplicate, refused, reasons, notes, rowUnit, problem } = entry;
  return (
    <section className="import-step" aria-live="polite">
      <h3>
        {t(status === 'failed' ? 'imports.broken' : 'imports.loaded')} <bdi>{name}</bdi>
      </h3>
      {problem && (
        <p className="tone-warning" lang="en" dir="ltr">
          {problem}
        </p>
      )}
      <Counts accepted={accepted} duplicate={duplicate} refused={refused} acceptedLabel={t('imports.accepted')} />
      {accepted === 0 && duplicate > 0 && <p>{t('imports.nothingNew')}</p>}
      <ReasonList reasons={reasons} unit={rowUnit} />
      <NoteList notes={notes} unit={rowUnit} />
      <AnotherButton />
    </section>
  );
}

export function FailedStep({ step }: { step: Extract<DeskStep, { kind: 'failed' }> }) {
  const t = useText();
  return (
    <section className="import-step" role="alert">
      <h3>
        {t('imports.failed')} <bdi>{step.name}</bdi>
      </h3>
      <p className="tone-warning">
        <ProblemText problem={step.problem} />
      </p>
      <AnotherButton />
    </section>
  );
}

function AnotherButton() {
  const t = useText();
  return (
    <p>
      <button type="button" onClick={takeNext}>
        {t('imports.another')}
      </button>
    </p>
  );
}

import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { FileChoice } from './file-choice.tsx';
import { desk, offerFiles } from './import-desk.ts';
import { ImportList } from './import-list.tsx';
import './imports.css';
import './preview/preview.css';
import { ProblemText } from '../../ui/problem-text.tsx';
import { LoadingStep, SendingStep } from './job-progress.tsx';
import { PreviewStep } from './preview/preview-step.tsx';
import { FailedStep, ResultStep } from './result-step.tsx';

/** Files into the record: choose, look at what they would become, load, and take back. */
export function ImportPage() {
  const t = useText();
  const { view } = useLive();
  const request = useView((state) => state.importRequest);
  const { step, waiting, problem } = useStore(desk);
  const page = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = page.current!;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  useEffect(() => {
    if (!request) return;
    view.getState().requestImport(undefined);
    offerFiles(request);
  }, [request, view]);
  const close = () => view.getState().togglePanel('imports', false);
  return (
    <dialog ref={page} className="import-page panel" aria-label={t('imports.title')} onClose={close}>
      <header className="panel-head">
        <h2>{t('imports.title')}</h2>
        {waiting.length > 0 && (
          <span className="quiet import-waiting">
            {t('imports.next', { count: waiting.length, name: waiting[0]!.name })}
          </span>
        )}
        <button type="button" className="icon-button" onClick={close} aria-label={t('action.close')}>
          <Glyph path={controlPaths.close} />
        </button>
      </header>
      <div className="import-body">
        {step.kind === 'choose' && <FileChoice />}
        {step.kind === 'sending' && <SendingStep step={step} />}
        {step.kind === 'preview' && <PreviewStep step={step} />}
        {step.kind === 'loading' && <LoadingStep step={step} />}
        {step.kind === 'result' && <ResultStep entry={step.entry} />}
        {step.kind === 'failed' && <FailedStep step={step} />}
        {problem && (
          <p className="import-problem" role="alert">
            <ProblemText problem={problem} />
          </p>
        )}
        {step.kind !== 'preview' && <ImportList />}
      </div>
    </dialog>
  );
}

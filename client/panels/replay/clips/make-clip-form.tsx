import { useState } from 'react';
import { type ClipTruth, clipBounds, clipTruths } from '#shared/protocol/clips.ts';
import type { RequestProblem } from '#shared/schema/problem.ts';
import { formatTimeSpan } from '../../../format/time-text.ts';
import { useText } from '../../../language/use-text.ts';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { type MadeFile, makeClip } from './clip-requests.ts';
import { isTooLong, type Span } from './clip-span.ts';
import { SaveLink } from './save-link.tsx';
import { useStopped } from './use-stopped.ts';

type State =
  | { kind: 'idle' }
  | { kind: 'making'; percent: number | undefined }
  | { kind: 'made'; file: MadeFile }
  | { kind: 'refused'; problem: RequestProblem };

/** A part of the record into a file. */
export function MakeClipForm({ span, isHour }: { span: Span; isHour: boolean }) {
  const t = useText();
  const work = useStopped();
  const [truth, setTruth] = useState<ClipTruth>('both');
  const [state, setState] = useState<State>({ kind: 'idle' });
  async function make(): Promise<void> {
    const signal = work.begin();
    setState({ kind: 'making', percent: undefined });
    const onProgress = (percent: number) => setState({ kind: 'making', percent });
    const made = await makeClip(span, truth, { onProgress, signal });
    if (signal.aborted) setState({ kind: 'idle' });
    else setState(made.ok ? { kind: 'made', file: made.value } : { kind: 'refused', problem: made.problem });
  }
  const tooLong = isTooLong(span);
  return (
    <section aria-label={t('clip.make')}>
      <h3>{t('clip.make')}</h3>
      <p className="figures" dir="ltr">
        {formatTimeSpan(span.from, span.to)}
      </p>
      {isHour && <p className="quiet">{t('clip.hour')}</p>}
      <div className="clip-line">
        <select
          aria-label={t('replay.truth')}
          value={truth}
          onChange={(event) => setTruth(event.target.value as ClipTruth)}
        >
          {clipTruths.map((each) => (
            <option key={each} value={each}>
              {t(`truth.${each}`)}
            </option>
          ))}
        </select>
        {state.kind === 'making' ? (
          <>
            <progress max={100} value={state.percent} />
            <span role="status">
              {state.percent === undefined ? t('clip.making') : t('clip.receiving', { percent: state.percent })}
            </span>
            <button type="button" onClick={work.stop}>
              {t('clip.cancel')}
            </button>
          </>
        ) : (
          <button type="button" disabled={tooLong} onClick={() => void make()}>
            {t('clip.start')}
          </button>
        )}
      </div>
      {tooLong && <p role="alert">{t('clip.tooLong', { hours: clipBounds.spanMs / 3_600_000 })}</p>}
      {state.kind === 'made' && (
        <>
          <SaveLink file={state.file} />
          <p className="quiet">{t('clip.holds')}</p>
        </>
      )}
      {state.kind === 'refused' && (
        <p role="alert">
          <ProblemText problem={state.problem} />
        </p>
      )}
    </section>
  );
}

import { useState } from 'react';
import { classifications } from '#shared/schema/marking.ts';
import { highestMarking } from '../../../commands/highest-marking.ts';
import { useText } from '../../../language/use-text.ts';
import { useLive } from '../../../store/live-context.ts';
import type { MadeFile } from './clip-requests.ts';
import { planFrames, type Span } from './clip-span.ts';
import { SaveLink } from './save-link.tsx';
import { type FrameProblem, takeFrames } from './take-frames.ts';
import { useStopped } from './use-stopped.ts';

const frameCounts = [12, 24, 60] as const;

type State =
  | { kind: 'idle' }
  | { kind: 'taking'; done: number }
  | { kind: 'taken'; file: MadeFile }
  | { kind: FrameProblem };

/** The map at moments of a span, each with what it shows written on it. */
export function ImagesForm({ span, missionName }: { span: Span; missionName: string }) {
  const t = useText();
  const live = useLive();
  const work = useStopped();
  const [title, setTitle] = useState(missionName);
  const [count, setCount] = useState<number>(frameCounts[0]);
  const [state, setState] = useState<State>({ kind: 'idle' });
  async function take(): Promise<void> {
    const signal = work.begin();
    setState({ kind: 'taking', done: 0 });
    const taken = await takeFrames({
      ...{ live, moments: planFrames(span, count), signal },
      caption: (at) => ({
        ...{ title, at, truth: t(`truth.${live.replay!.status()!.truth}`) },
        marking: t(`classification.${classifications[highestMarking(live.store)]!}`),
        exercise: live.store.lastBeat?.exercise ? t('exercise.mark') : undefined,
      }),
      onProgress: (done) => setState({ kind: 'taking', done }),
    });
    if (signal.aborted) return setState({ kind: 'idle' });
    const name = `images-${new Date(span.from).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z.zip`;
    setState(typeof taken === 'string' ? { kind: taken } : { kind: 'taken', file: { name, blob: taken } });
  }
  return (
    <section aria-label={t('clip.images')}>
      <h3>{t('clip.images')}</h3>
      <label className="clip-line">
        {t('clip.imageTitle')}
        <input type="text" value={title} maxLength={120} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <div className="clip-line">
        <select aria-label={t('clip.frames')} value={count} onChange={(event) => setCount(Number(event.target.value))}>
          {frameCounts.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        {state.kind === 'taking' ? (
          <>
            <progress max={count} value={state.done} />
            <span role="status">{t('clip.taking', { done: state.done, count })}</span>
            <button type="button" onClick={work.stop}>
              {t('clip.cancel')}
            </button>
          </>
        ) : (
          <button type="button" onClick={() => void take()}>
            {t('clip.take')}
          </button>
        )}
      </div>
      {state.kind === 'taken' && <SaveLink file={state.file} />}
      {(state.kind === 'notDrawn' || state.kind === 'interfered') && <p role="alert">{t(`clip.${state.kind}`)}</p>}
    </section>
  );
}

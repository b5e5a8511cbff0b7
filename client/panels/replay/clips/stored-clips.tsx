import { useCallback, useEffect, useState } from 'react';
import type { StoredClip } from '#shared/protocol/clips.ts';
import type { RequestProblem } from '#shared/schema/problem.ts';
import { formatTimeSpan } from '../../../format/time-text.ts';
import { useText } from '../../../language/use-text.ts';
import { useLive, useView } from '../../../store/live-context.ts';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { listClips, removeClip, sendClip } from './clip-requests.ts';
import { findReplayOf } from './find-replay-of.ts';
import { useStopped } from './use-stopped.ts';

/** Clips of this server, and a file that becomes one. */
export function StoredClips() {
  const t = useText();
  const { view } = useLive();
  const shown = useView((state) => state.replay?.clip);
  const work = useStopped();
  const [clips, setClips] = useState<readonly StoredClip[] | 'reading' | 'unread'>('reading');
  const [percent, setPercent] = useState<number>();
  const [problem, setProblem] = useState<RequestProblem>();
  const read = useCallback((signal: AbortSignal) => {
    void listClips(signal).then((found) => {
      if (!signal.aborted) setClips(found ?? 'unread');
    });
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    read(stop.signal);
    return () => stop.abort();
  }, [read]);
  const show = (clip: StoredClip) => view.getState().change({ replay: findReplayOf(clip, view.getState().replay) });
  async function open(file: File): Promise<void> {
    const signal = work.begin();
    setProblem(undefined);
    setPercent(0);
    const sent = await sendClip(file, { onProgress: setPercent, signal });
    setPercent(undefined);
    if (sent.ok) show(sent.value);
    else if (!signal.aborted) setProblem(sent.problem);
  }
  async function remove({ id }: StoredClip): Promise<void> {
    setProblem(undefined);
    const removed = await removeClip(id);
    if (!removed.ok) return setProblem(removed.problem);
    setClips((before) => (typeof before === 'string' ? before : before.filter((each) => each.id !== id)));
  }
  return (
    <section aria-label={t('clip.stored')}>
      <h3>{t('clip.stored')}</h3>
      {percent === undefined ? (
        <label className="file-button">
          <input
            type="file"
            className="unseen"
            accept=".vedette-clip"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file) void open(file);
            }}
          />
          <span>{t('clip.open')}</span>
        </label>
      ) : (
        <div className="clip-line">
          <progress max={100} value={percent} />
          <span role="status">{percent < 100 ? t('clip.sending', { percent }) : t('clip.checking')}</span>
          <button type="button" onClick={work.stop}>
            {t('clip.cancel')}
          </button>
        </div>
      )}
      {problem && (
        <p role="alert">
          <ProblemText problem={problem} />
        </p>
      )}
      {clips === 'reading' && <p className="quiet">{t('clip.reading')}</p>}
      {clips === 'unread' && <p role="alert">{t('clip.unread')}</p>}
      {clips.length === 0 && <p className="quiet">{t('clip.none')}</p>}
      <ul className="clip-list">
        {(typeof clips === 'string' ? [] : clips).map((clip) => (
          <ClipLine
            key={clip.id}
            clip={clip}
            isShown={clip.id === shown}
            onShow={show}
            onRemove={(each) => void remove(each)}
          />
        ))}
      </ul>
    </section>
  );
}

type LineProps = {
  clip: StoredClip;
  isShown: boolean;
  onShow: (clip: StoredClip) => void;
  onRemove: (clip: StoredClip) => void;
};

function ClipLine({ clip, isShown, onShow, onRemove }: LineProps) {
  const t = useText();
  const { mission, from, to, marking, isExercise } = clip.manifest;
  return (
    <li className="clip-line">
      <span>
        <bdi>{mission.name}</bdi> · {t(`classification.${marking.classification}`)}
        {isExercise && ` · ${t('exercise.mark')}`}
        <br />
        <span className="figures quiet" dir="ltr">
          {formatTimeSpan(Date.parse(from), Date.parse(to))}
        </span>
      </span>
      <button type="button" aria-pressed={isShown} disabled={isShown} onClick={() => onShow(clip)}>
        {t('clip.show')}
      </button>
      <button type="button" disabled={isShown} onClick={() => onRemove(clip)}>
        {t('clip.remove')}
      </button>
    </li>
  );
}

import type { ReactNode } from 'react';
import { formatTimeSpan } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { type ReplayView, replaySpeeds } from '../../store/view/view-replay.ts';
import type { ReplayControl } from './replay-control.ts';
import { useReplay } from './use-replay.ts';

const paths = {
  play: 'M7 4l13 8-13 8z',
  pause: 'M6 4h4v16H6zM14 4h4v16h-4z',
  next: 'M5 5l9 7-9 7zM16 5h3v14h-3z',
  previous: 'M19 5l-9 7 9 7zM5 5h3v14H5z',
};

type Props = {
  control: ReplayControl;
  /** Those that can be shown. */
  truths: readonly ReplayView['truth'][];
  isSplit: boolean;
  children?: ReactNode;
};

/** Playing, speed, stepping, and which truth is shown. */
export function ReplayControls({ control, truths, isSplit, children }: Props) {
  const t = useText();
  const { status } = useReplay();
  // What the server says that it shows.
  const truth = isSplit ? 'both' : status?.truth;
  const isPlaying = status?.isPlaying ?? false;
  const speed = status?.speed ?? 60;
  const range = status?.range;
  return (
    <div className="replay-controls">
      <fieldset className="replay-group" aria-label={t('replay.title')}>
        <Press path={paths.previous} label={t('replay.previous')} onPress={() => control.step(-1)} />
        <Press
          path={isPlaying ? paths.pause : paths.play}
          label={t(isPlaying ? 'replay.pause' : 'replay.play')}
          onPress={control.togglePlaying}
        />
        <Press path={paths.next} label={t('replay.next')} onPress={() => control.step(1)} />
        <label className="replay-speed">
          <span className="unseen">{t('replay.speed')}</span>
          <select value={speed} onChange={(event) => control.setSpeed(Number(event.target.value))}>
            {replaySpeeds.map((each) => (
              <option key={each} value={each}>
                {t('replay.times', { speed: each })}
              </option>
            ))}
          </select>
        </label>
      </fieldset>
      <fieldset className="replay-truths" aria-label={t('replay.truth')}>
        {truths.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={truth === each}
            title={each === 'both' ? t('replay.split') : t(`truthHelp.${each}`)}
            onClick={() => control.setTruth(each)}
          >
            {t(`truth.${each}`)}
          </button>
        ))}
      </fieldset>
      {range && (
        <span className="replay-range figures quiet">
          {t('replay.loop', { span: formatTimeSpan(range.from, range.to) })}
        </span>
      )}
      {children}
    </div>
  );
}

function Press({ path, label, onPress }: { path: string; label: string; onPress: () => void }) {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={onPress}>
      <svg className="symbol" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={path} fill="currentColor" />
      </svg>
    </button>
  );
}

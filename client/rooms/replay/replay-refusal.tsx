import { useText } from '../../language/use-text.ts';
import { leaveClip } from '../../panels/replay/leave-clip.ts';
import { usePulse, useView } from '../../store/live-context.ts';
import { ProblemText } from '../../ui/problem-text.tsx';
import type { Side } from './open-replay.ts';

/** Why the server shows no picture of this moment, and the ways out. */
export function ReplayRefusal({ sides, onLeave }: { sides: readonly Side[]; onLeave: () => void }) {
  const t = useText();
  const { view } = usePulse();
  const isClip = useView((state) => state.replay?.clip !== undefined);
  const store = sides.map(({ session }) => session.store).find(({ problem }) => problem);
  if (!store?.problem) return null;
  return (
    <div className="notice" role="alert">
      <h2>{t(isClip ? 'replay.refusedClip' : 'replay.refused')}</h2>
      <p>
        <ProblemText problem={store.problem} />
      </p>
      {store.link !== 'refused' && <p>{t('replay.triedAgain')}</p>}
      {isClip && (
        <button type="button" onClick={() => leaveClip(view)}>
          {t('clip.back')}
        </button>
      )}
      <button type="button" onClick={onLeave}>
        {t('replay.leave')}
      </button>
    </div>
  );
}

import type { Mission } from '#shared/schema/mission.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { ClassificationBanner } from '../notices/footer-line.tsx';

/** What paper has to say by itself: its marking, the mission, and that it is an exercise. */
export function PaperHead({ mission }: { mission: Mission }) {
  const t = useText();
  const { store } = useLive();
  const isExercise = store.lastBeat?.exercise ?? mission.isExercise;
  return (
    <div className="dossier-on-paper">
      <ClassificationBanner />
      <p>
        <bdi>{mission.name}</bdi> · {t('dossier.title')} {isExercise && <strong>{t('exercise.mark')}</strong>}
      </p>
    </div>
  );
}

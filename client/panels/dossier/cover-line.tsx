import type { DossierAnswer } from '#shared/protocol/dossier.ts';
import { formatPlaceTier, tierNames } from '../../format/cover/cover-text.ts';
import { isolate } from '../../format/isolate.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { ProblemText } from '../../ui/problem-text.tsx';

/** Whether help was in reach at the place, as far as was known then. */
export function CoverLine({ cover }: { cover: DossierAnswer['cover'] }) {
  const t = useText();
  return (
    <section aria-label={t('dossier.cover')}>
      <h3>{t('dossier.cover')}</h3>
      {'problem' in cover ? (
        <p className="tone-dim">
          <ProblemText problem={cover.problem} />
        </p>
      ) : (
        <>
          <ul className="dossier-cover">
            {tierNames.map((tier) => {
              const { knownMinutes, hopefulMinutes, state } = cover.tiers[tier];
              const tone = state === 'met' ? 'tone-good' : state === 'missed' ? 'tone-critical' : 'tone-warning';
              return (
                <li key={tier} className={tone}>
                  {formatPlaceTier(t, tier, knownMinutes, hopefulMinutes)}
                </li>
              );
            })}
          </ul>
          <p className="quiet">
            {isolate(formatUtcDateTime(Date.parse(cover.coverAt)))} ·{' '}
            {t(cover.isNight ? 'dossier.night' : 'dossier.day')}
          </p>
        </>
      )}
    </section>
  );
}

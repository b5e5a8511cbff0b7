import { coverClasses } from '#shared/coverage/cover-classes.ts';
import { withTasks } from '#shared/coverage/situation/assets-on-cases.ts';
import { defaultConditions } from '#shared/schema/medical/conditions.ts';
import { formatAge } from '../../format/age-text.ts';
import { coverLooks, coverPatternPaths } from '../../format/cover/cover-looks.ts';
import { isStateKnown } from '../../format/state-validity.ts';
import { useText } from '../../language/use-text.ts';
import { useCoverage, usePulse, useView } from '../../store/live-context.ts';

/** Medical cover among the layers: its switch, what its patterns mean, and on what it rests. */
export function CoverSection() {
  const t = useText();
  const { view } = usePulse();
  const isShown = useView((state) => !state.hidden.includes('coverage'));
  return (
    <section className="cover-section">
      <div className="layer-row">
        <label>
          <input type="checkbox" checked={isShown} onChange={() => view.getState().toggleHidden('coverage')} />
          <span className="grow">{t('cover.title')}</span>
        </label>
      </div>
      {isShown && (
        <div className="cover-about">
          <CoverLegend />
          <CoverBasis />
        </div>
      )}
    </section>
  );
}

/** Each class with the pattern of the map and its meaning in words. */
export function CoverLegend() {
  const t = useText();
  return (
    <ul className="cover-legend" aria-label={t('cover.legend')}>
      {coverClasses.map((name) => {
        const { colour, pattern, fill, mark } = coverLooks[name];
        return (
          <li key={name}>
            <svg viewBox="0 0 36 18" aria-hidden="true" className="cover-swatch">
              <rect width="36" height="18" fill={`var(--${colour})`} fillOpacity={fill * 1.6} />
              <path
                d={coverPatternPaths[pattern]}
                stroke={`var(--${colour})`}
                strokeOpacity={Math.min(1, mark * 1.6)}
                strokeWidth={pattern === 'dotted' ? 3 : pattern === 'crossed' ? 1 : 2}
                strokeLinecap={pattern === 'dotted' ? 'round' : 'butt'}
              />
            </svg>
            <span>{t(`coverClass.${name}`)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** When cover was computed, for which light and season, over what roads, and how far to trust it. */
export function CoverBasis() {
  const t = useText();
  const { clock, store, replay } = usePulse();
  const clip = useView((state) => state.replay?.clip);
  const coverage = useCoverage((state) => state.coverage);
  const conditions = store.picture.records.get('conditions/mission');
  const { season } = conditions?.kind === 'conditions' ? conditions.body : defaultConditions;
  if (!coverage) {
    const why = clip ? 'cover.notInClip' : replay ? 'cover.notThen' : 'cover.none';
    return <p className="row-note">{t(why)}</p>;
  }
  const now = clock.serverNow() ?? coverage.computedAt;
  const light = t(coverage.isNight ? 'cover.isNight' : 'cover.isDay');
  const helicopters = withTasks([...store.recordsOf('asset'), ...store.recordsOf('casevac')]).flatMap((record) =>
    record.kind === 'asset' && record.body.type === 'helicopter' ? [record] : [],
  );
  const ready = helicopters.filter((record) => record.body.status === 'ready' && isStateKnown(record, now));
  const forNight = ready.filter(({ body }) => body.nightCapable === true);
  return (
    <div className="cover-basis">
      <p>
        {[t('cover.computed', { age: formatAge(t, now - coverage.computedAt) }), light, t(`season.${season}`)].join(
          ' · ',
        )}
      </p>
      {helicopters.length > 0 && (
        <p>
          {t('cover.helicopters', { ready: ready.length, all: helicopters.length })}
          {coverage.isNight && ` · ${t('cover.forNight', { count: forNight.length })}`}
        </p>
      )}
      <p>
        {t(`cover.detail.${coverage.detail}`)} {t('cover.guideline')} {t('cover.optimistic')}
      </p>
    </div>
  );
}

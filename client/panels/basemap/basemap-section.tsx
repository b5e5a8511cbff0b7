import { useText } from '../../language/use-text.ts';
import { useBasemaps } from '../../store/live-context.ts';
import { isChosen, toggleBasemap, worldBasemap } from '../../store/view/view-basemap.ts';
import { ArchiveRow } from './archive-row.tsx';
import { useChoices } from './use-choices.ts';

/** What lies under the picture: the world, and archives of the data folder; and which of the files there fail and why. */
export function BasemapSection() {
  const t = useText();
  const { choices, choose } = useChoices();
  const answer = useBasemaps((state) => state.answer);
  const archives = answer?.archives ?? [];
  const problems = answer?.problems ?? [];
  // A file that went away stays in the choice: it may come back, and only a person takes it out.
  const gone = choices.filter(({ id }) => id !== worldBasemap && answer && !archives.some((each) => each.id === id));
  return (
    <section className="basemap-section" aria-label={t('basemap.title')}>
      <h3>{t('basemap.title')}</h3>
      <ul>
        <li className="layer-row">
          <span className="icon-button disclosure" />
          <label>
            <input
              type="checkbox"
              checked={isChosen(choices, worldBasemap)}
              onChange={() => choose(toggleBasemap(choices, worldBasemap))}
            />
            <span className="grow">
              {t('basemap.world')} <span className="quiet">{t('basemap.worldNote')}</span>
            </span>
          </label>
        </li>
        {archives.map((archive) => (
          <ArchiveRow key={archive.id} archive={archive} />
        ))}
        {gone.map(({ id }) => (
          <li key={id} className="layer-row is-gone">
            <span className="icon-button disclosure" />
            <label>
              <input type="checkbox" checked onChange={() => choose(toggleBasemap(choices, id))} />
              <span className="grow">
                <bdi>{id}</bdi>
                <span className="row-note">{t('basemap.gone')}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {problems.length > 0 && (
        <ul className="basemap-problems">
          {problems.map(({ file, name, detail }) => (
            <li key={file} title={detail}>
              <bdi>{file}</bdi>
              <span className="row-note tone-warning">{t(`basemapProblem.${name}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {!answer && <p className="quiet">{t('basemap.asking')}</p>}
      {answer && archives.length + problems.length === 0 && <p className="quiet">{t('basemap.empty')}</p>}
    </section>
  );
}

import type { Archive } from '#shared/protocol/basemaps.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { fadeBasemap, faintest, moveBasemap } from '../../store/view/view-basemap.ts';
import { useChoices } from './use-choices.ts';

/** How strongly it is drawn, above or below which, and the way to where it lies. */
export function ArchiveControls({ archive }: { archive: Archive }) {
  const t = useText();
  const { map } = useLive();
  const { choices, choose } = useChoices();
  const { id, bounds } = archive;
  const choice = choices.find((each) => each.id === id);
  const [higher, lower] = [moveBasemap(choices, id, 1), moveBasemap(choices, id, -1)];
  return (
    <div className="archive-controls">
      {choice && (
        <label>
          <span>{t('basemap.opacity')}</span>
          <input
            type="range"
            min={faintest}
            max={100}
            step={10}
            value={choice.opacity}
            onChange={(event) => choose(fadeBasemap(choices, id, event.target.valueAsNumber))}
          />
          <span className="figures">{choice.opacity} %</span>
        </label>
      )}
      <div>
        <button type="button" className="small" onClick={() => map.current?.showBox(bounds)}>
          {t('basemap.goTo')}
        </button>
        {choice && (higher !== choices || lower !== choices) && (
          <>
            <button type="button" className="small" disabled={higher === choices} onClick={() => choose(higher)}>
              {t('basemap.higher')}
            </button>
            <button type="button" className="small" disabled={lower === choices} onClick={() => choose(lower)}>
              {t('basemap.lower')}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

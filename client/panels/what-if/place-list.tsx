import { useState } from 'react';
import { useStore } from 'zustand';
import { useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';
import type { WhatIfSession } from '../../workers/what-if-session.ts';

/** Where one helicopter or hospital would serve best, among the places the mission holds already. */
export function PlaceList({ session }: { session: WhatIfSession }) {
  const t = useText();
  const { store } = usePulse();
  const places = useStore(session.state, (state) => state.places);
  const [chosen, setChosen] = useState<string>();
  const things = [
    ...store.recordsOf('asset'),
    ...store.recordsOf('facility').filter(({ body }) => body.level !== 'civilian'),
  ];
  const key = things.some((each) => each.key === chosen) ? chosen : things[0]?.key;
  if (key === undefined) return null;
  const best = places?.key === key ? places.best : undefined;
  return (
    <section className="what-if-group">
      <h3>{t('whatif.places')}</h3>
      <div className="what-if-buttons">
        <select aria-label={t('whatif.places.of')} value={key} onChange={({ target }) => setChosen(target.value)}>
          {things.map((each) => (
            <option key={each.key} value={each.key}>
              {each.body.name}
            </option>
          ))}
        </select>
        <button type="button" className="small" onClick={() => session.askPlaces(key)}>
          {t('whatif.places.ask')}
        </button>
      </div>
      <div aria-live="polite">
        {places?.key === key && !best && <p className="quiet">{t('whatif.loading')}</p>}
        {best && <p className="row-note">{t('whatif.places.here', { count: best.here.length })}</p>}
        {best?.places.length === 0 && <p className="empty">{t('whatif.places.none')}</p>}
        <ol className="what-if-places">
          {best?.places.map(({ candidate, gained }, index) => (
            <li key={candidate.key}>
              <span className="grow">
                {t(index === 0 ? 'whatif.places.best' : 'whatif.places.next', {
                  name: candidate.name,
                  count: gained.length,
                })}
              </span>
              <button
                type="button"
                className="small"
                onClick={() =>
                  session.add({ kind: 'place', key, position: [candidate.position[0], candidate.position[1]] })
                }
              >
                {t('whatif.places.put')}
              </button>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

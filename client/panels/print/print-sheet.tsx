import { useEffect, useRef, useState } from 'react';
import { medicalParameters, parameterNames } from '#shared/parameters/medical.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { formatUtcDateTime } from '../../format/time-text.ts';
import { type MessageId, useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { CoverBasis, CoverLegend } from '../cover/cover-section.tsx';
import { ClassificationBanner } from '../notices/footer-line.tsx';
import './print.css';

/**
 * The view on one page: the map as it stands, what its patterns mean, the planning values in force, and how old the data
 * are. Seen on paper only; opens the dialogue of the browser by itself and goes when that is closed.
 */
export function PrintSheet({ mission }: { mission: Mission }) {
  const t = useText();
  const { map, view, store, clock } = useLive();
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'taking' | 'taken' | 'none'>('taking');
  // What is printed is of one moment: it does not count on while the dialogue is open.
  const [printedAt] = useState(() => clock.serverNow() ?? Date.now());
  useEffect(() => {
    let isWanted = true;
    const done = () => view.getState().print(false);
    addEventListener('afterprint', done);
    void (async () => {
      const picture = await map.current?.takePicture();
      if (!isWanted) return;
      if (picture) place.current?.replaceChildren(picture);
      setState(picture ? 'taken' : 'none');
      await document.fonts.ready;
      if (isWanted) print();
    })();
    return () => {
      isWanted = false;
      removeEventListener('afterprint', done);
    };
  }, [map, view]);
  const record = store.picture.records.get('parameters/medical');
  const changed = record?.kind === 'parameters' ? record.body.changed : {};
  const isExercise = store.lastBeat?.exercise ?? mission.isExercise;
  return (
    <section className="print-sheet" data-state={state} aria-label={t('print.title')}>
      <ClassificationBanner />
      <h2>
        {mission.name} · {t('cover.title')} {isExercise && <strong>{t('exercise.mark')}</strong>}
      </h2>
      <p>
        {store.pictureAt !== undefined && t('print.data', { time: formatUtcDateTime(store.pictureAt, true) })} ·{' '}
        {t('print.printed', { time: formatUtcDateTime(printedAt) })}
      </p>
      <div className="print-map" ref={place} />
      {state === 'none' && <p>{t('print.noMap')}</p>}
      <div className="print-about">
        <div>
          <CoverLegend />
          <CoverBasis />
        </div>
        <div>
          <h3>{t('print.parameters')}</h3>
          <ul className="print-parameters">
            {parameterNames.map((name) => {
              const { planning, unit } = medicalParameters[name];
              const value = changed[name] ?? planning;
              return (
                <li key={name} className={changed[name] === undefined ? '' : 'is-own'}>
                  <span>{t(`parameter.${name}`)}</span>{' '}
                  <b>
                    {value} {t(`parameterUnit.${unit}` as MessageId)}
                    {changed[name] === undefined ? '' : ` (${planning})`}
                  </b>
                </li>
              );
            })}
          </ul>
        </div>
      </div>
      <p>{t('map.disclaimer')}</p>
      <p dir="ltr">{t('map.attribution')}</p>
    </section>
  );
}

import { useState } from 'react';
import { type CasualtyCause, casualtyCauses } from '#shared/schema/watch/casualty.ts';
import { descriptionOf } from '../../format/record-kinds.ts';
import { useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { type CasualtyCounts, countCasualties } from './count-casualties.ts';

/** Causes with a column of their own; the others share the last one, and are told apart in the list above the table. */
const columns = ['malicious-act', 'accident', 'illness'] as const satisfies readonly CasualtyCause[];

/** Casualties as statistics: they have no place, and so stand beside the map. Nothing when there are none. */
export function CasualtySection() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { store } = usePulse();
  const records = store.recordsOf('casualty');
  if (records.length === 0) return null;
  const counts = countCasualties(records);
  const { path, colour } = descriptionOf('casualty');
  return (
    <section className="casualties" aria-label={t('casualties.title')}>
      <div className="layer-row">
        <button
          type="button"
          className="icon-button disclosure"
          aria-expanded={isOpen}
          aria-label={t('casualties.show')}
          onClick={() => setOpen(!isOpen)}
        >
          <Glyph path={controlPaths.open} />
        </button>
        <Glyph path={path} colour={colour} />
        <span className="grow">{t('casualties.title')}</span>
        <span className="figures">{records.length}</span>
      </div>
      {isOpen && (
        <>
          <dl>
            {casualtyCauses.map((cause) => (
              <div key={cause}>
                <dt>{t(`casualtyCause.${cause}`)}</dt>
                <dd className="figures">{counts.byCause.get(cause) ?? 0}</dd>
              </div>
            ))}
          </dl>
          <YearTable years={counts.years} />
          <p className="quiet">{t('casualties.note')}</p>
        </>
      )}
    </section>
  );
}

function YearTable({ years }: Pick<CasualtyCounts, 'years'>) {
  const t = useText();
  return (
    <table>
      <caption>{t('casualties.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('casualties.year')}</th>
          <th scope="col">{t('casualties.total')}</th>
          {columns.map((cause) => (
            <th key={cause} scope="col">
              {t(`casualtyCause.${cause}`)}
            </th>
          ))}
          <th scope="col">{t('casualties.otherCauses')}</th>
        </tr>
      </thead>
      <tbody className="figures">
        {years.map(({ year, total, byCause }) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            <td>{total}</td>
            {columns.map((cause) => (
              <td key={cause}>{byCause.get(cause) ?? 0}</td>
            ))}
            <td>{columns.reduce((rest, cause) => rest - (byCause.get(cause) ?? 0), total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

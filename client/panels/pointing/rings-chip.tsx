import { formatBothDistances } from '../../format/measure-text.ts';
import { formatMgrs } from '../../format/position/mgrs-text.ts';
import { formatDecimal } from '../../format/position/position-text.ts';
import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import { useText } from '../../language/use-text.ts';
import { usePulse, useView } from '../../store/live-context.ts';
import { ringSteps } from '../../store/view/view-tools.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';

/** Around what the rings lie, and how far apart. */
export function RingsChip() {
  const t = useText();
  const { store, view } = usePulse();
  const rings = useView((state) => state.rings);
  if (!rings) return null;
  const { around, stepMetres } = rings;
  const record = typeof around === 'string' ? store.picture.records.get(around) : undefined;
  const kind = typeof around === 'string' ? kindOfKey(around) : undefined;
  const name =
    typeof around === 'string'
      ? record && kind
        ? descriptionOf(kind).titleOf(record, t)
        : around
      : (formatMgrs(around, 3) ?? formatDecimal(around));
  return (
    <div className="chip chip-rings">
      <Glyph path={controlPaths.rings} colour="accent" />
      <span>{t('rings.around', { name })}</span>
      <select
        aria-label={t('rings.step')}
        value={stepMetres}
        onChange={(event) => view.getState().change({ rings: { around, stepMetres: Number(event.target.value) } })}
      >
        {ringSteps.map((step) => (
          <option key={step} value={step}>
            {formatBothDistances(step)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="icon-button"
        aria-label={t('rings.remove')}
        onClick={() => view.getState().change({ rings: undefined })}
      >
        <Glyph path={controlPaths.close} />
      </button>
    </div>
  );
}

import { formatDistance } from '../../format/motion-text.ts';
import { formatMgrs } from '../../format/position/mgrs-text.ts';
import { parseCoordinates } from '../../format/position/parse-coordinates.ts';
import { formatDecimal } from '../../format/position/position-text.ts';
import { useText } from '../../language/use-text.ts';
import { useCoverage, useLive, useView } from '../../store/live-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { placeCoverText } from '../cover/place-cover-text.ts';

/** The spot pointed at: what it is called, how well it is known, and its reference to copy. */
export function MarkChip() {
  const t = useText();
  const { view, map } = useLive();
  const mark = useView((state) => state.mark);
  const coverage = useCoverage((state) => state);
  const hidden = useView((state) => state.hidden);
  const result = mark && parseCoordinates(mark.reference);
  if (!mark || !result?.ok) return null;
  const spot = result.value;
  const cover = placeCoverText(t, coverage, spot.position, hidden);
  const copied =
    spot.notation === 'mgrs' ? spot.reference : (formatMgrs(spot.position) ?? formatDecimal(spot.position));
  return (
    <div className="chip chip-mark">
      <Glyph path={controlPaths.spot} colour="accent" />
      <button
        type="button"
        className="link"
        onClick={() => map.current?.goTo(spot.position, mark.name ? 12_000 : spot.widthMetres)}
      >
        <bdi dir={mark.name ? 'auto' : 'ltr'}>{mark.name ?? spot.reference}</bdi>
      </button>
      <span className="quiet">
        {mark.name ? <bdi dir="ltr">{copied}</bdi> : t('spot.precision', { width: formatDistance(spot.widthMetres) })}
      </span>
      <CopyButton text={copied} label={copied} />
      {cover && (
        <span className="quiet" title={t('cover.atMark')}>
          {cover}
        </span>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t('mark.remove')}
        onClick={() => view.getState().change({ mark: undefined })}
      >
        <Glyph path={controlPaths.close} />
      </button>
    </div>
  );
}

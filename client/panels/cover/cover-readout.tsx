import { useStore } from 'zustand';
import { useText } from '../../language/use-text.ts';
import { useCoverage, useLive, useView } from '../../store/live-context.ts';
import { placeCoverText } from './place-cover-text.ts';

/** Medical cover where the pointer is, else at the middle of the map, which the keys move. */
export function CoverReadout() {
  const t = useText();
  const { pointer, map } = useLive();
  const pointed = useStore(pointer, (state) => state.position);
  const camera = useView((view) => view.camera) ?? map.current?.camera();
  const hidden = useView((view) => view.hidden);
  const coverage = useCoverage((state) => state);
  const position = pointed ?? (camera && ([camera.longitude, camera.latitude] as const));
  const text = position && placeCoverText(t, coverage, position, hidden);
  if (!text) return null;
  const label = t(pointed ? 'cover.atPointer' : 'cover.atCentre');
  return (
    <output className={`cover-readout${pointed ? '' : ' is-centre'}`} aria-label={label} aria-live="off" title={label}>
      {pointed ? text : `${label}: ${text}`}
    </output>
  );
}

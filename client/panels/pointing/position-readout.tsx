import { useStore } from 'zustand';
import { formatMgrs } from '../../format/position/mgrs-text.ts';
import { formatDecimal, formatDms } from '../../format/position/position-text.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';

/** Where the pointer is, else the middle of the map, in the three notations. */
export function PositionReadout() {
  const t = useText();
  const { pointer, map } = useLive();
  const pointed = useStore(pointer, (state) => state.position);
  const camera = useView((view) => view.camera) ?? map.current?.camera();
  const position = pointed ?? (camera && ([camera.longitude, camera.latitude] as const));
  if (!position) return null;
  const label = t(pointed ? 'position.pointer' : 'position.centre');
  return (
    <output
      className={`position-readout${pointed ? '' : ' is-centre'}`}
      aria-label={label}
      aria-live="off"
      title={label}
      dir="ltr"
    >
      <span>{formatDecimal(position)}</span>
      <span className="readout-dms">{formatDms(position)}</span>
      <span>{formatMgrs(position) ?? t('value.noGrid')}</span>
    </output>
  );
}

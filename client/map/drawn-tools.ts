import type { Picture } from '#shared/picture/picture.ts';
import { parseCoordinates } from '../format/position/parse-coordinates.ts';
import { positionOfKey } from '../format/position-of-key.ts';
import type { ShownEntry } from '../store/entry/entry-store.ts';
import type { Mark, ViewTools } from '../store/view/view-tools.ts';
import type { DrawnTools } from './layers/tool-layers.ts';

/** Where the tools of the view are now: rings move with the record they are around. */
export function placeTools(
  { mark, measure, rings, area }: ViewTools,
  picture: Picture,
  shown?: ShownEntry,
): DrawnTools {
  const centre = typeof rings?.around === 'string' ? positionOfKey(picture, rings.around) : rings?.around;
  return {
    ...{ mark: placeMark(mark), measure, area, shown },
    rings: rings && centre && { centre, stepMetres: rings.stepMetres },
  };
}

/** Undefined when its reference names no place: a URL can hold anything. */
export function placeMark(mark: Mark | undefined): DrawnTools['mark'] {
  const result = mark && parseCoordinates(mark.reference);
  return result?.ok ? { spot: result.value, label: mark!.name ?? result.value.reference } : undefined;
}

import type { Position } from '#shared/geo/position.ts';
import { formatMgrs } from '../../format/position/mgrs-text.ts';
import { formatDecimal, formatDms } from '../../format/position/position-text.ts';
import type { Translate } from '../../language/use-text.ts';
import type { DetailRow } from './detail-row.ts';

/** A place in the three notations of the field, each of which can be copied. */
export function positionRows(position: Position, t: Translate): DetailRow[] {
  const grid = formatMgrs(position);
  return [
    { label: 'field.position', value: formatDecimal(position), isLtr: true, isCopyable: true },
    { label: 'field.dms', value: formatDms(position), isLtr: true, isCopyable: true },
    grid === undefined
      ? { label: 'field.mgrs', value: t('value.noGrid'), tone: 'dim' }
      : { label: 'field.mgrs', value: grid, isLtr: true, isCopyable: true },
  ];
}

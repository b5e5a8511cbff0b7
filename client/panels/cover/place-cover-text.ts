import type { Position } from '#shared/geo/position.ts';
import { formatPlaceTier, tierNames } from '../../format/cover/cover-text.ts';
import type { Translate } from '../../language/use-text.ts';
import { type CoverageState, coverAt } from '../../store/coverage-store.ts';

/** Minutes to each tier at a place, in words; undefined while cover is not shown or not known yet. */
export function placeCoverText(
  t: Translate,
  state: CoverageState,
  position: Position,
  hidden: readonly string[],
): string | undefined {
  if (!state.coverage || hidden.includes('coverage')) return undefined;
  const cover = coverAt(state, position);
  if (!cover) return t('cover.placeOutside');
  return tierNames.map((tier) => formatPlaceTier(t, tier, cover.known[tier], cover.hopeful[tier])).join(' · ');
}

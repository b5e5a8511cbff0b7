import type { Position } from '#shared/geo/position.ts';
import { type AheadCover, findCoverAhead } from '../../format/cover/cover-ahead.ts';
import { formatAhead } from '../../format/cover/cover-text.ts';
import type { Translate } from '../../language/use-text.ts';
import { type CoverageState, coverAt } from '../../store/coverage-store.ts';
import { offRouteMetres, type PatrolRow } from '../lists/sort-patrols.ts';

/** The server computes every minute: what is older was not fetched since, and says nothing of now. */
const currentMs = 5 * 60_000;

/** Where medical cover ends or begins on the rest of the planned way; undefined when it stays, or the patrol is elsewhere. */
export function aheadText(
  t: Translate,
  { record, progress, speedMetresPerSecond }: PatrolRow,
  state: CoverageState,
  now: number,
): string | undefined {
  const { plan, status } = record.body;
  if (now - (state.coverage?.computedAt ?? 0) > currentMs) return undefined;
  if (!plan || !progress || status !== 'under-way' || progress.offMetres > offRouteMetres) return undefined;
  const at = (position: Position): AheadCover | undefined => {
    const cover = coverAt(state, position);
    return cover && (cover.class === 0 ? 'covered' : cover.class === 4 ? 'unknown' : 'not-covered');
  };
  const ahead = findCoverAhead(plan, { doneMetres: progress.doneMetres, speedMetresPerSecond, now }, at);
  return ahead && formatAhead(t, ahead, now);
}

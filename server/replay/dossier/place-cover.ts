import { cellAt } from '#shared/geo/mercator-grid.ts';
import type { Position } from '#shared/geo/position.ts';
import { tierMinutes } from '#shared/parameters/medical.ts';
import type { CoverState, DossierCover } from '#shared/protocol/dossier.ts';
import type { Parsed, Problem } from '#shared/schema/problem.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { NamedRaster } from '../../coverage/coverage-messages.ts';

/** What of the service of medical cover a dossier asks. */
export type PastRasters = { pastRasterFor: (viewer: Viewer, at: number) => Promise<Parsed<NamedRaster>> };

/** Medical cover at a place, as it was known at a time to who may see what it rests on; or why there is none. */
export async function readPlaceCover(
  coverage: PastRasters,
  viewer: Viewer,
  { position, at }: { position: Position; at: number },
): Promise<DossierCover<number> | { problem: Problem }> {
  const named = await coverage.pastRasterFor(viewer, at);
  if (!named.ok) return { problem: named.problem };
  const { grid, known, hopeful } = named.value.raster;
  const cell = cellAt(grid, position);
  if (cell < 0) return { problem: { name: 'no-cover', detail: 'the place lies outside the area of the mission' } };
  const tierAt = (tier: 'team' | 'surgery') => {
    const [knownMinutes, hopefulMinutes, limitMinutes] = [known[tier][cell]!, hopeful[tier][cell]!, tierMinutes[tier]];
    return { limitMinutes, knownMinutes, hopefulMinutes, state: judge(limitMinutes, knownMinutes, hopefulMinutes) };
  };
  return { coverAt: at, isNight: named.value.isNight, tiers: { team: tierAt('team'), surgery: tierAt('surgery') } };
}

/** What may be in time and is not known to be is not known. */
function judge(limit: number, known: number, hopeful: number): CoverState {
  if (known <= limit) return 'met';
  return hopeful <= limit ? 'unknown' : 'missed';
}

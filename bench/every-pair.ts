import { metresOfHaversine } from '#shared/analysis/air/air-legs.ts';
import type { Cover } from '#shared/analysis/coverage/air-cover.ts';
import { makeAirTasks } from '#shared/analysis/coverage/air-tasks.ts';
import { allAirChains } from '#shared/analysis/coverage/chains.ts';
import type { CoverInput } from '#shared/analysis/coverage/cover-input.ts';
import type { MercatorGrid } from '#shared/geo/mercator-grid.ts';

/** The plain way to cover by air: each helicopter with each facility at each cell, nothing left out. */
export function everyPair(grid: MercatorGrid, cover: Cover, input: CoverInput): void {
  const { columns, rows } = grid;
  for (const tier of ['team', 'surgery'] as const) {
    const seconds = cover[tier];
    const { targets, tasks } = makeAirTasks(grid, input, allAirChains(input), tier, false);
    for (const { out, target, fixed, perMetre, range } of tasks) {
      const { sites, floor } = targets[target]!;
      for (const site of sites.length === 0 ? [undefined] : sites)
        for (let y = 0, at = 0; y < rows; y++)
          for (let x = 0; x < columns; x++, at++) {
            const flown = metresOfHaversine(out.row[y]! + out.across[y]! * out.column[x]!);
            const back = site ? metresOfHaversine(site.row[y]! + site.across[y]! * site.column[x]!) : 0;
            const whole = flown + Math.fround(back);
            const total = Math.max(fixed + whole * perMetre, floor);
            if (total < seconds[at]! && whole <= range) seconds[at] = total;
          }
    }
  }
}

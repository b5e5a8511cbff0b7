import { coverMap } from '../analysis/coverage/cover-map.ts';
import type { MercatorGrid } from '../geo/mercator-grid.ts';
import type { Confidence } from '../parameters/medical.ts';
import { centreOfGrid } from './grid-centre.ts';
import type { GroundModel } from './ground-model.ts';
import { type Chosen, chooseMembers, hasDoubts } from './members.ts';
import { type ReadSituation, readSituation } from './read-situation.ts';
import type { Situation } from './situation.ts';

/** Minutes beyond which a cell only says "beyond". */
export const mostMinutes = 240;
export const beyondMinutes = 255;

/**
 * Minutes from injury by cell of the display, rounded up so that late never looks met. `hopeful`: as if every doubtful
 * asset and facility were what its last report said; the same arrays where nothing is in doubt.
 */
export type CoverRaster = {
  readonly grid: MercatorGrid;
  readonly known: CoverMinutes;
  readonly hopeful: CoverMinutes;
};
export type CoverMinutes = { readonly team: Uint8Array; readonly surgery: Uint8Array };

/** A situation with the members that are known, and those that may be, each with its ground. */
export type PreparedSituation = { readonly read: ReadSituation; readonly known: Chosen; readonly hopeful: Chosen };

export function prepareSituation(model: GroundModel, situation: Situation, confidence: Confidence): PreparedSituation {
  const read = readSituation(situation, centreOfGrid(model.grid), confidence);
  const fieldOf = (position: readonly [number, number]) => model.fieldOf(position, read.profile);
  const known = chooseMembers(read.members, fieldOf, { onlyKnown: true });
  const hopeful = hasDoubts(read.members) ? chooseMembers(read.members, fieldOf, { onlyKnown: false }) : known;
  return { read, known, hopeful };
}

export function computeRaster(model: GroundModel, { known, hopeful }: PreparedSituation): CoverRaster {
  const minutesOf = ({ input }: Chosen): CoverMinutes => {
    const { team, surgery } = coverMap(model.display, input);
    return { team: toMinutes(team), surgery: toMinutes(surgery) };
  };
  const sure = minutesOf(known);
  return { grid: model.display.grid, known: sure, hopeful: hopeful === known ? sure : minutesOf(hopeful) };
}

function toMinutes(seconds: Float32Array): Uint8Array {
  const minutes = new Uint8Array(seconds.length);
  for (let cell = 0; cell < seconds.length; cell++) {
    const rounded = Math.ceil(seconds[cell]! / 60);
    minutes[cell] = rounded <= mostMinutes ? rounded : beyondMinutes;
  }
  return minutes;
}

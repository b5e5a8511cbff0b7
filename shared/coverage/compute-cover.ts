import type { Cover } from '../analysis/coverage/air-cover.ts';
import { coverMap, emptyCover, type MemberIndices, mergeMembers } from '../analysis/coverage/cover-map.ts';
import type { DisplayGrid } from '../analysis/coverage/display-grid.ts';
import type { MercatorGrid } from '../geo/mercator-grid.ts';
import type { Confidence } from '../parameters/medical.ts';
import { centreOfGrid } from './ground/grid-centre.ts';
import type { GroundModel } from './ground/ground-model.ts';
import { type Chosen, chooseMembers, hasDoubts } from './situation/members.ts';
import { type ReadSituation, readSituation } from './situation/read-situation.ts';
import type { Situation } from './situation/situation.ts';

/** Minutes beyond which a cell only says "beyond". */
const mostMinutes = 240;
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

/** Seconds from injury by cell of the display; the same where nothing is in doubt. */
export type CoverSeconds = { readonly known: Cover; readonly hopeful: Cover };

export function computeRaster(model: GroundModel, prepared: PreparedSituation): CoverRaster {
  return rasterOf(model, computeSeconds(model, prepared));
}

export function rasterOf({ display }: GroundModel, { known, hopeful }: CoverSeconds): CoverRaster {
  const sure = toMinutes(known);
  return { grid: display.grid, known: sure, hopeful: hopeful === known ? sure : toMinutes(hopeful) };
}

/** They hold until the next call for the same model. */
export function computeSeconds({ display }: GroundModel, { known, hopeful }: PreparedSituation): CoverSeconds {
  const [sure, maybe] = scratchesOf(display);
  coverMap(display, known.input, sure);
  if (hopeful === known) return { known: sure, hopeful: sure };
  const doubtful = findAdded(known, hopeful);
  if (!doubtful) return { known: sure, hopeful: coverMap(display, hopeful.input, maybe) };
  maybe.team.set(sure.team);
  maybe.surgery.set(sure.surgery);
  mergeMembers(display, maybe, hopeful.input, doubtful);
  return { known: sure, hopeful: maybe };
}

const scratches = new WeakMap<DisplayGrid, readonly [Cover, Cover]>();

/** Sixteen bytes a cell that need not be made anew each time. */
function scratchesOf(display: DisplayGrid): readonly [Cover, Cover] {
  const both = scratches.get(display) ?? [emptyCover(display), emptyCover(display)];
  scratches.set(display, both);
  return both;
}

/**
 * What the hopeful input has besides the known one, as indices into it; undefined where that is not all they differ in.
 * Cover of what may be is then cover of what is known, and of the chains that something doubtful is part of.
 */
function findAdded(known: Chosen, hopeful: Chosen): MemberIndices | undefined {
  const added = (list: keyof Chosen['keys']) => {
    const before = new Set(known.keys[list]);
    return hopeful.keys[list].flatMap((key, index) => (before.has(key) ? [] : [index]));
  };
  if (added('vehicles').length > 0 || added('escorts').length > 0) return undefined;
  return {
    helicopters: added('helicopters'),
    facilities: added('facilities'),
    landingSites: added('landingSites'),
  };
}

export function toMinutes({ team, surgery }: Cover): CoverMinutes {
  return { team: minutesOf(team), surgery: minutesOf(surgery) };
}

function minutesOf(seconds: Float32Array): Uint8Array {
  const minutes = new Uint8Array(seconds.length);
  const most = mostMinutes * 60;
  for (let cell = 0; cell < seconds.length; cell++) {
    const found = seconds[cell]!;
    minutes[cell] = found <= most ? Math.ceil(found / 60) : beyondMinutes;
  }
  return minutes;
}

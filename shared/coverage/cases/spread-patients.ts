import { tierMinutes } from '../../parameters/medical.ts';
import type { Precedence } from '../../schema/medical/casevac-terms.ts';

/** Where patients can be taken: seconds count from the injury. */
export type Intake = {
  readonly key: string;
  /** Tables that are free, the first at `freeAt`; one at least. */
  readonly tables: number;
  readonly freeAt: number;
  /** Undefined where nobody says. */
  readonly beds: number | undefined;
  /** Operations in a day. */
  readonly perDay: number;
};

/** One asset between the place and one facility, as its plan has it. */
export type Shuttle = {
  readonly asset: string;
  readonly facility: string;
  /** When its first load is with the surgeon, tables left out. */
  readonly arrival: number;
  /** From then to its next load there. */
  readonly again: number;
  /** Lying patients at once; one where nobody says. */
  readonly litters: number;
};

export type SpreadInput = {
  readonly patients: Readonly<Partial<Record<Precedence, number>>>;
  readonly intakes: readonly Intake[];
  readonly shuttles: readonly Shuttle[];
  /** Seconds a case holds a table. */
  readonly caseSeconds: number;
};

export type SpreadPatient = {
  readonly precedence: Precedence;
  readonly needsTable: boolean;
  /** Absent: no bed, table or litter is left. */
  readonly asset?: string;
  readonly facility?: string;
  /** Seconds from injury to the facility, and to surgery where it is needed. */
  readonly arrival?: number;
  readonly seconds?: number;
  /** Seconds of waiting for a table. */
  readonly wait?: number;
};

export type Spread = {
  readonly patients: readonly SpreadPatient[];
  readonly facilities: readonly FacilityLoad[];
  readonly unplaced: number;
  /** A facility cannot take what it is given in time, or somebody is left over. */
  readonly isOverloaded: boolean;
  /** The facility that is reached first cannot take everybody by itself. */
  readonly recommendsDistribution: boolean;
};
export type FacilityLoad = {
  readonly key: string;
  readonly patients: number;
  readonly operations: number;
  /** The last one's time to surgery; absent without operations. */
  readonly lastSurgery?: number;
  /** What there is too little of. */
  readonly lacks: readonly ('beds' | 'tables' | 'operations')[];
};

const order: readonly Precedence[] = ['A', 'B', 'C', 'D', 'E'];
/** Urgent, urgent surgical and priority count as surgical until a surgeon has seen them. */
const surgical: readonly Precedence[] = ['A', 'B', 'C'];
const daySeconds = 86_400;
const limitSeconds = tierMinutes.surgery * 60;

/**
 * Spreads patients over the litters that fetch them and the tables and beds that take them, the most urgent first, each
 * to where surgery begins soonest. A greedy plan, not the best of all: it can be followed by radio. Times in seconds.
 */
export function spreadPatients(input: SpreadInput): Spread {
  const all = place(input);
  const nearest = [...input.shuttles].sort((a, b) => a.arrival - b.arrival)[0]?.facility;
  const alone = place({ ...input, intakes: input.intakes.filter(({ key }) => key === nearest) });
  return { ...all, recommendsDistribution: alone.isOverloaded };
}

type Load = {
  intake: Intake;
  tables: number[];
  beds: number;
  starts: number[];
  patients: number;
  lacks: Set<FacilityLoad['lacks'][number]>;
};
/** The load an asset has not filled yet, and when it can be back for another. */
type Trip = { facility: string; arrival: number; left: number };

function place({ patients, intakes, shuttles, caseSeconds }: SpreadInput): Omit<Spread, 'recommendsDistribution'> {
  const loads = new Map(intakes.map((intake) => [intake.key, makeLoad(intake)]));
  const trips = new Map<string, Trip>();
  const placed = order.flatMap((precedence) =>
    Array.from({ length: patients[precedence] ?? 0 }, (): SpreadPatient => {
      const needsTable = surgical.includes(precedence);
      let best: { shuttle: Shuttle; load: Load; arrival: number; start: number } | undefined;
      for (const shuttle of shuttles) {
        const load = loads.get(shuttle.facility);
        if (!load) continue;
        if (load.beds <= 0) {
          load.lacks.add('beds');
          continue;
        }
        const arrival = arrivalOf(shuttle, shuttles, trips.get(shuttle.asset));
        const start = needsTable ? startOf(load, arrival) : arrival;
        if (!best || start < best.start) best = { shuttle, load, arrival, start };
      }
      if (!best) return { precedence, needsTable };
      const { shuttle, load, arrival, start } = best;
      board(trips, shuttle, arrival);
      load.beds--;
      load.patients++;
      if (needsTable) operate(load, { arrival, start, caseSeconds });
      const told = { precedence, needsTable, asset: shuttle.asset, facility: shuttle.facility, arrival };
      return needsTable ? { ...told, seconds: start, wait: start - arrival } : told;
    }),
  );
  const unplaced = placed.filter(({ facility }) => facility === undefined).length;
  const facilities = [...loads.values()].map(describeLoad);
  return {
    patients: placed,
    facilities,
    unplaced,
    isOverloaded: unplaced > 0 || facilities.some(({ lacks }) => lacks.length > 0),
  };
}

function makeLoad(intake: Intake): Load {
  const tables = Array.from({ length: Math.max(1, intake.tables) }, (_, index) => (index === 0 ? intake.freeAt : 0));
  const beds = intake.beds ?? Number.POSITIVE_INFINITY;
  return { intake, tables, beds, starts: [], patients: 0, lacks: new Set() };
}

/** On the load that still has room, or on the next one, which first has to come back from wherever the last one went. */
function arrivalOf(shuttle: Shuttle, shuttles: readonly Shuttle[], trip: Trip | undefined): number {
  if (!trip) return shuttle.arrival;
  if (trip.facility === shuttle.facility && trip.left > 0) return trip.arrival;
  const last = shuttles.find(({ asset, facility }) => asset === shuttle.asset && facility === trip.facility)!;
  return trip.arrival + (last.again + shuttle.again) / 2;
}

function board(trips: Map<string, Trip>, { asset, facility, litters }: Shuttle, arrival: number): void {
  const trip = trips.get(asset);
  if (trip && trip.facility === facility && trip.arrival === arrival && trip.left > 0) trip.left--;
  else trips.set(asset, { facility, arrival, left: Math.max(1, litters) - 1 });
}

/** When a table is free for somebody who arrives then, and the day's operations are not used up. */
function startOf({ tables, starts, intake }: Load, arrival: number): number {
  const free = Math.max(arrival, Math.min(...tables));
  const before = starts[starts.length - intake.perDay];
  return before === undefined ? free : Math.max(free, before + daySeconds);
}

function operate(load: Load, { arrival, start, caseSeconds }: Record<'arrival' | 'start' | 'caseSeconds', number>) {
  const { tables, starts, intake } = load;
  if (starts.length >= intake.perDay) load.lacks.add('operations');
  if (start > arrival && start > limitSeconds) load.lacks.add('tables');
  tables[tables.indexOf(Math.min(...tables))] = start + caseSeconds;
  starts.push(start);
  starts.sort((a, b) => a - b);
}

function describeLoad({ intake, patients, starts, lacks }: Load): FacilityLoad {
  const lastSurgery = starts.at(-1);
  return {
    key: intake.key,
    patients,
    operations: starts.length,
    ...(lastSurgery === undefined ? {} : { lastSurgery }),
    lacks: [...lacks],
  };
}

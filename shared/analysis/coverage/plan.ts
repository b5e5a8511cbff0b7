/** One part of a plan, in seconds; the legs of a plan follow each other and sum to its total. */
export type Leg = { readonly name: LegName; readonly seconds: number };

export const legNames = [
  /** Of a case: the time that has gone by since the injury, in place of the alert. */
  'elapsed',
  'alert',
  'release',
  'notice',
  'escort',
  'out',
  'load',
  'drive',
  'meet',
  'transfer',
  'back',
  'unload',
  'handover',
  'table',
] as const;
export type LegName = (typeof legNames)[number];

export const planModes = ['unit-vehicle', 'ambulance', 'helicopter', 'rendezvous'] as const;
export type PlanMode = (typeof planModes)[number];

/** A way to a medical team or to surgery from one place. Members are indices into the lists of the input. */
export type Plan = {
  readonly mode: PlanMode;
  readonly vehicle?: number;
  readonly helicopter?: number;
  /** Who flies beside the helicopter, where threat asks for it. */
  readonly escort?: number;
  readonly landingSite?: number;
  /** Absent where a team comes to the place. */
  readonly facility?: number;
  readonly seconds: number;
  readonly legs: readonly Leg[];
};

export function makePlan(parts: Omit<Plan, 'seconds' | 'legs'>, legs: readonly (readonly [LegName, number])[]): Plan {
  const kept = legs.filter(([, seconds]) => seconds > 0).map(([name, seconds]) => ({ name, seconds }));
  return { ...parts, seconds: kept.reduce((sum, { seconds }) => sum + seconds, 0), legs: kept };
}

/** More than the rounding of sums, and less than a millisecond. */
const slackSeconds = 1e-4;

/**
 * The legs in whole seconds, which together are the plan's, rounded up: late never looks met, and what is met to the
 * second stays so.
 */
export function wholeLegs({ legs }: Plan): Leg[] {
  let [exact, whole] = [0, 0];
  return legs.map(({ name, seconds }) => {
    exact += seconds;
    const until = Math.ceil(exact - slackSeconds);
    const leg = { name, seconds: until - whole };
    whole = until;
    return leg;
  });
}

/** A plan that goes on from where another ends. */
export function extendPlan(
  begun: Plan,
  parts: Partial<Omit<Plan, 'seconds' | 'legs'>>,
  legs: readonly (readonly [LegName, number])[],
): Plan {
  const { seconds: _seconds, legs: before, ...rest } = begun;
  return makePlan({ ...rest, ...parts }, [...before.map(({ name, seconds }) => [name, seconds] as const), ...legs]);
}

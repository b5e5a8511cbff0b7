/**
 * The one parameter set of 10-1-2: three readings of each number, with its source. A planning guideline, not policy:
 * the wording of the UN policy on casualty evacuation in the field (2020) was not available.
 * Minutes, kilometres and km/h as people say them; the kernels convert once.
 */
export const confidences = ['optimistic', 'planning', 'pessimistic'] as const;
export type Confidence = (typeof confidences)[number];

export type Parameter = {
  readonly planning: number;
  readonly optimistic: number;
  readonly pessimistic: number;
  readonly unit: 'min' | 'km' | 'km/h' | 'factor' | 'a day';
  readonly source: ParameterSource;
};
/** What a mission may plan with, from and to: what lies outside is a slip of the keyboard. */
export const parameterLimits: Readonly<Record<Parameter['unit'], readonly [least: number, most: number]>> = {
  min: [0, 4_320],
  km: [1, 5_000],
  'km/h': [1, 1_000],
  factor: [0.05, 10],
  'a day': [1, 100],
};

/** Where a number comes from. */
export type ParameterSource =
  | 'rc-south-audit'
  | 'belgian-a109'
  | 'aeropedia'
  | 'general-knowledge'
  | 'assumption'
  | 'osrm-scaled'
  | 'logistics-cluster'
  | 'un-manual-secondary';

const parameter = (
  unit: Parameter['unit'],
  source: ParameterSource,
  planning: number,
  optimistic = planning,
  pessimistic = planning,
): Parameter => ({ planning, optimistic, pessimistic, unit, source });

export const medicalParameters = {
  injuryToAlert: parameter('min', 'rc-south-audit', 15, 10, 20),
  landingToSurgeon: parameter('min', 'rc-south-audit', 15, 10, 15),
  launchDecision: parameter('min', 'assumption', 0),
  clearance: parameter('min', 'assumption', 0),
  helicopterNoticeDay: parameter('min', 'belgian-a109', 30, 15, 45),
  helicopterNoticeNight: parameter('min', 'belgian-a109', 45, 30, 60),
  helicopterLoad: parameter('min', 'assumption', 10, 5, 15),
  helicopterSpeed: parameter('km/h', 'aeropedia', 225),
  bell412Speed: parameter('km/h', 'general-knowledge', 225),
  h145Speed: parameter('km/h', 'general-knowledge', 235),
  nh90Speed: parameter('km/h', 'general-knowledge', 260),
  helicopterRange: parameter('km', 'aeropedia', 465),
  hotAndHigh: parameter('factor', 'assumption', 1, 1, 0.85),
  ambulanceNotice: parameter('min', 'assumption', 5),
  ambulanceLoad: parameter('min', 'assumption', 10),
  ambulanceUnload: parameter('min', 'assumption', 5),
  speedTrunk: parameter('km/h', 'osrm-scaled', 70),
  speedPrimary: parameter('km/h', 'osrm-scaled', 60),
  speedSecondary: parameter('km/h', 'osrm-scaled', 50),
  speedTertiary: parameter('km/h', 'osrm-scaled', 35),
  speedUnclassified: parameter('km/h', 'osrm-scaled', 25),
  speedTrack: parameter('km/h', 'osrm-scaled', 15),
  speedBare: parameter('km/h', 'assumption', 20),
  speedGrass: parameter('km/h', 'assumption', 12),
  speedShrub: parameter('km/h', 'assumption', 8),
  speedCrop: parameter('km/h', 'assumption', 8),
  speedWood: parameter('km/h', 'assumption', 4),
  speedWetland: parameter('km/h', 'assumption', 2),
  wetUnpaved: parameter('factor', 'logistics-cluster', 0.33),
  nightRoad: parameter('factor', 'assumption', 0.7, 0.9, 0.5),
  detour: parameter('factor', 'assumption', 1.4, 1.2, 1.8),
  straightSpeed: parameter('km/h', 'assumption', 25, 35, 15),
  level2PerDay: parameter('a day', 'un-manual-secondary', 4),
  level3PerDay: parameter('a day', 'un-manual-secondary', 10),
  surgeryCase: parameter('min', 'assumption', 120),
} as const satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof medicalParameters;
/** One number for each name: a reading of the set, perhaps changed by the mission or in a what-if. */
export type MedicalParameters = Readonly<Record<ParameterName, number>>;

export const parameterNames = Object.keys(medicalParameters) as ParameterName[];
/** The tiers of 10-1-2 in minutes from injury. */
export const tierMinutes = { firstAid: 10, team: 60, surgery: 120 } as const;

/** One reading as plain numbers, in the units of `medicalParameters`; `changed` are those of a mission or a what-if. */
export function parametersOf(
  confidence: Confidence,
  changed: Partial<Record<ParameterName, number>> = {},
): MedicalParameters {
  const values = Object.fromEntries(parameterNames.map((name) => [name, medicalParameters[name][confidence]]));
  return { ...values, ...changed } as MedicalParameters;
}

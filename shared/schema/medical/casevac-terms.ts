/** The words of a CASEVAC case, apart from its schema: who only reads cases needs no validator. */

/** Line 3 of a 9-line: urgent, urgent surgical, priority, routine, convenience. */
export const precedences = ['A', 'B', 'C', 'D', 'E'] as const;
export type Precedence = (typeof precedences)[number];
export const severities = ['critical', 'serious', 'light', 'unknown'] as const;

/** Line 6: no enemy, possible, in area, escort required. */
export const securities = ['N', 'P', 'E', 'X'] as const;

/** Line 4. */
export const equipments = ['none', 'hoist', 'extraction', 'ventilator'] as const;

/** Line 7. */
export const siteMarkings = ['panels', 'pyrotechnic', 'smoke', 'none', 'other'] as const;

/** Line 8. */
export const patientGroups = ['un-military', 'un-police', 'un-civilian', 'host-forces', 'civilian'] as const;

/** Line 9 in war: contamination. */
export const contaminations = ['none', 'chemical', 'biological', 'radiological', 'nuclear'] as const;

/** Whether damage-control surgery is needed; unknown counts as needed. */
export const surgeryNeeds = ['yes', 'no', 'unknown'] as const;

/** The life of a case, in its order. Clearance has reports of its own. */
export const caseTimeNames = [
  'injuryAt',
  'firstAidAt',
  'reportedAt',
  'nineLineAt',
  'launchRequestedAt',
  'launchAuthorisedAt',
  'wheelsUpAt',
  'onSceneAt',
  'loadedAt',
  'teamAt',
  'surgeryAt',
  'knifeAt',
  'outcomeAt',
] as const;
export type CaseTimeName = (typeof caseTimeNames)[number];

export const clearanceStates = ['requested', 'granted', 'refused'] as const;

export const caseOutcomes = ['admitted', 'treated-on-site', 'died', 'not-needed'] as const;

/** Fields of the lines, as the schema has them. */
export const lineNames = [
  'position',
  'place',
  'callSign',
  'casualties',
  'severity',
  'security',
  'landingZone',
  'frequency',
  'precedence',
  'equipment',
  'litter',
  'ambulatory',
  'siteMarking',
  'groups',
  'nationality',
  'contamination',
  'terrain',
  'needsSurgery',
  'patrolId',
  'incidentId',
  'remark',
] as const;

/** Reports that a record keeps. */
export const casevacEntryLimit = 300;

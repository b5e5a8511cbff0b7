import {
  contaminations,
  patientGroups,
  precedences,
  securities,
  severities,
  siteMarkings,
  surgeryNeeds,
} from '#shared/schema/medical/casevac-terms.ts';

/** Fields of a case by how they are typed; the draft holds each as text under its own name. */
export const textLines = ['callSign', 'landingZone', 'frequency', 'nationality', 'terrain', 'remark'] as const;
export const numberLines = ['casualties', 'litter', 'ambulatory'] as const;
export const choiceLines = {
  severity: severities,
  security: securities,
  siteMarking: siteMarkings,
  contamination: contaminations,
  needsSurgery: surgeryNeeds,
} as const;
export const countLines = { precedence: precedences, groups: patientGroups } as const;

/** AT-MIST in its order; the time of injury is checked as a time. */
export const patientTexts = ['age', 'mechanism', 'injuries', 'signs', 'treatment'] as const;
export const patientChoices = {
  precedence: precedences,
  needsSurgery: surgeryNeeds,
  group: patientGroups,
} as const;

/** How a time that was asked for and is not known stands in a draft. */
export const unknownTime = 'unknown';

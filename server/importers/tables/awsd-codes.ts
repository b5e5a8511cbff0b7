import type { IncidentType } from '#shared/schema/watch/incident.ts';

/** A way of attack: its words, and the type of incident it stands for. */
type Means = { words: string; type: IncidentType };

/** Codes of the older releases (codebook of 2013 to 2016); newer ones write the words. */
const means: Readonly<Record<string, Means>> = {
  AB: { words: 'Aerial bombardment or shelling', type: 'ATK.IDF' },
  B: { words: 'Bombing', type: 'ATK.IED' },
  BA: { words: 'Bodily assault', type: 'CRM.ASS' },
  BBIED: { words: 'Body-borne IED', type: 'ATK.IED' },
  CX: { words: 'Complex attack', type: 'ATK.CPX' },
  K: { words: 'Kidnapping', type: 'CRM.ABD' },
  KK: { words: 'Kidnap-killing', type: 'CRM.ABD' },
  LM: { words: 'Landmine', type: 'ATK.MIN' },
  RIED: { words: 'Roadside IED', type: 'ATK.IED' },
  RSA: { words: 'Rape or serious sexual assault', type: 'CRM.ASS' },
  S: { words: 'Shooting', type: 'ATK.DF' },
  U: { words: 'Means unknown', type: 'ATK.OTHER' },
  VBIED: { words: 'Vehicle-borne IED', type: 'ATK.IED' },
  'VBIED-RC': { words: 'Vehicle-borne IED, remotely detonated', type: 'ATK.IED' },
  'VBIED-S': { words: 'Vehicle-borne IED, suicide', type: 'ATK.IED' },
};

const typeOfWords: Readonly<Record<string, IncidentType>> = {
  'aerial bombardment': 'ATK.IDF',
  shelling: 'ATK.IDF',
  'bodily assault': 'CRM.ASS',
  'body-borne ied': 'ATK.IED',
  'roadside ied': 'ATK.IED',
  'vehicle-borne ied': 'ATK.IED',
  'other explosives': 'ATK.OTHER',
  'complex attack': 'ATK.CPX',
  'detention/arrest': 'CRM.OTHER',
  kidnapping: 'CRM.ABD',
  'kidnap-killing': 'CRM.ABD',
  'rape/serious sexual assault': 'CRM.ASS',
  landmine: 'ATK.MIN',
  shooting: 'ATK.DF',
  unknown: 'ATK.OTHER',
};

/** What a cell of "Means of attack" says, as a code or in words; undefined for what the codebook has not got. */
export function readMeans(cell: string): Means | undefined {
  const coded = own(means, cell.toUpperCase());
  if (coded) return coded;
  const type = own(typeOfWords, cell.toLowerCase());
  return type && { words: cell, type };
}

const contexts: Readonly<Record<string, string>> = {
  AM: 'Ambush',
  C: 'Combat or crossfire',
  D: 'Detention',
  IA: 'Individual attack',
  MV: 'Mob violence',
  R: 'Raid',
  U: 'Context unknown',
};

const locations: Readonly<Record<string, string>> = {
  C: 'Custody',
  H: 'Home',
  OC: 'Office or compound',
  P: 'Public location',
  PS: 'Project site',
  R: 'Road',
  U: 'Location unknown',
};

/** Words of the newer releases are kept as they are. */
export function readContext(cell: string): string {
  return own(contexts, cell.toUpperCase()) ?? cell;
}

export function readLocation(cell: string): string {
  return own(locations, cell.toUpperCase()) ?? cell;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

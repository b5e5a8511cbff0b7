import type { FacilityReport } from '#shared/schema/medical/facility.ts';
import { hourMs } from '../durations.ts';
import type { Beside } from '../world.ts';

export type ListedFacility = Pick<FacilityReport, 'facilityId' | 'name' | 'level' | 'landingSite'> & {
  beside: Beside;
  tables: number;
  beds: number;
  blood: number;
  /** On a poor link it reports once a day at this time; the others every six hours. A state is good for eight. */
  dailyAtMs?: number;
};

/** Invented facilities; size by level after the usual planning figures. */
export const listedFacilities: readonly ListedFacility[] = [
  {
    facilityId: 'gao-level-3',
    name: 'Level 3 hospital Gao',
    level: '3',
    beside: ['Gao', 114, 2_700],
    tables: 2,
    beds: 50,
    blood: 60,
    landingSite: 'day-and-night',
  },
  {
    facilityId: 'kidal-level-2',
    name: 'Level 2 hospital Kidal',
    level: '2',
    beside: ['Kidal', 47, 1_950],
    tables: 1,
    beds: 20,
    blood: 24,
    landingSite: 'day-and-night',
  },
  {
    facilityId: 'tombouctou-level-2',
    name: 'Level 2 hospital Tombouctou',
    level: '2',
    beside: ['Tombouctou', 194, 3_800],
    tables: 1,
    beds: 20,
    blood: 20,
    landingSite: 'day-and-night',
  },
  {
    facilityId: 'menaka-level-1',
    name: 'Level 1+ clinic Ménaka',
    level: '1+',
    beside: ['Ménaka', 49, 1_480],
    tables: 0,
    beds: 8,
    blood: 6,
    landingSite: 'day-and-night',
  },
  {
    facilityId: 'tessalit-level-1',
    name: 'Level 1+ clinic Tessalit',
    level: '1+',
    beside: ['Tessalit', 319, 2_250],
    tables: 0,
    beds: 8,
    blood: 4,
    landingSite: 'day',
  },
  {
    facilityId: 'ansongo-level-1',
    name: 'Level 1 clinic Ansongo',
    level: '1',
    beside: ['Ansongo', 48, 1_540],
    tables: 0,
    beds: 5,
    blood: 0,
    landingSite: 'day',
    // Half a day apart from the other one: at any hour the state of one of them has lapsed.
    dailyAtMs: 12 * hourMs,
  },
  {
    facilityId: 'douentza-level-1',
    name: 'Level 1 clinic Douentza',
    level: '1',
    beside: ['Douentza', 56, 1_470],
    tables: 0,
    beds: 5,
    blood: 0,
    landingSite: 'day',
    dailyAtMs: 0,
  },
];

/** Level 2 or higher: where damage-control surgery is done. */
export const surgicalFacilities = listedFacilities.filter(({ tables }) => tables > 0);

import type { FacilityReport } from '#shared/schema/facility.ts';
import { hourMs, minuteMs } from '../durations.ts';
import { type DatedReport, dueTimes, makeFact, type Span } from '../exercise-report.ts';
import { hashOf, makeRandom, wholeBetween } from '../seeded-random.ts';
import { type Beside, findBeside, type World } from '../world.ts';

type Listed = Pick<FacilityReport, 'facilityId' | 'name' | 'level' | 'landingSite'> & {
  beside: Beside;
  tables: number;
  beds: number;
  blood: number;
};

/** Invented facilities; size by level after the usual planning figures. */
const listed: readonly Listed[] = [
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
  },
];

const intervalMs = 6 * hourMs;

/** State of each medical facility every six hours, valid for eight; now and then a report is left out. */
export function* facilityFacts(world: World, { from, to }: Span): Generator<DatedReport> {
  for (const facility of listed) {
    const position = findBeside(world, facility.beside);
    if (!position) continue;
    const hash = hashOf(world.seed, facility.facilityId);
    const delayMs = (3 + (hash % 20)) * minuteMs;
    for (const observedAt of dueTimes({ from: from - delayMs, to: to - delayMs }, intervalMs, hash % intervalMs)) {
      const number = Math.floor(observedAt / intervalMs);
      const random = makeRandom(world.seed, 'facility', facility.facilityId, number);
      if (random() < 0.04) continue;
      const isBusy = random() < 0.12;
      yield makeFact(world, {
        kind: 'facility',
        source: 'exercise-medical',
        entity: facility.facilityId,
        part: number,
        observedAt,
        knownAt: observedAt + delayMs,
        body: {
          facilityId: facility.facilityId,
          name: facility.name,
          level: facility.level,
          position,
          unit: 'med-10',
          status: isBusy ? 'limited' : 'open',
          tablesFree: Math.max(0, facility.tables - (isBusy ? 1 : 0)),
          bedsFree: wholeBetween(random, Math.floor(facility.beds * (isBusy ? 0.1 : 0.5)), facility.beds),
          bloodUnits: wholeBetween(random, Math.floor(facility.blood * 0.5), facility.blood),
          doctorPresent: facility.level !== '1' || random() < 0.93,
          landingSite: facility.landingSite,
          validUntil: world.stamp(observedAt + 8 * hourMs),
          ...(isBusy ? { remark: 'Operating; limited intake.' } : {}),
        },
      });
    }
  }
}

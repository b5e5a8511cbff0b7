import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parametersOf } from '../../parameters/medical.ts';
import { type Intake, type Shuttle, type SpreadInput, spreadPatients } from './spread-patients.ts';

const { level2PerDay, level3PerDay, surgeryCase } = parametersOf('planning');
const caseSeconds = surgeryCase * 60;
const levelTwo: Intake = { key: 'facility/two', tables: 1, freeAt: 0, beds: 20, perDay: level2PerDay };
const levelThree: Intake = { key: 'facility/three', tables: 2, freeAt: 0, beds: 50, perDay: level3PerDay };
const heli = (facility: string, minutes: number, litters = 6): Shuttle => ({
  ...{ asset: 'asset/heli', facility, arrival: minutes * 60, again: 2_400, litters },
});
const spread = (part: Partial<SpreadInput>) =>
  spreadPatients({ patients: {}, intakes: [levelTwo], shuttles: [heli(levelTwo.key, 80)], caseSeconds, ...part });

describe('many patients', () => {
  it('sixty against one Level 2 overload it, and distribution is recommended', () => {
    const result = spread({ patients: { A: 20, B: 10, C: 15, D: 10, E: 5 } });
    expect(result).toMatchObject({ isOverloaded: true, recommendsDistribution: true, unplaced: 40 });
    expect(result.patients).toHaveLength(60);
    const [facility] = result.facilities;
    expect(facility).toMatchObject({ patients: 20, operations: 20 });
    expect([...facility!.lacks].sort()).toEqual(['beds', 'operations', 'tables']);
    // The table gives four operations a day, two hours each: the first begins on arrival, the fifth a day later.
    const times = result.patients.flatMap(({ seconds }) => seconds ?? []).map((seconds) => seconds / 3_600);
    expect(times.slice(0, 5).map((hours) => Math.round(hours * 10) / 10)).toEqual([1.3, 3.3, 5.3, 7.3, 25.3]);
  });

  it('sixty with a Level 3 within reach are spread over both, and it is still said what is too little', () => {
    const shuttles = [heli(levelTwo.key, 80), heli(levelThree.key, 110)];
    const result = spread({
      patients: { A: 20, B: 10, C: 15, D: 10, E: 5 },
      intakes: [levelTwo, levelThree],
      shuttles,
    });
    expect(result).toMatchObject({ recommendsDistribution: true, isOverloaded: true, unplaced: 0 });
    for (const { patients } of result.facilities) expect(patients).toBeGreaterThan(0);
  });

  it('one or two are taken where surgery begins soonest, and nothing is overloaded', () => {
    const result = spread({ patients: { A: 1 } });
    expect(result).toMatchObject({ isOverloaded: false, recommendsDistribution: false, unplaced: 0 });
    expect(result.patients[0]).toMatchObject({ facility: levelTwo.key, asset: 'asset/heli', seconds: 4_800, wait: 0 });
    const two = spread({
      ...{ patients: { A: 2 }, intakes: [levelTwo, { ...levelThree, tables: 1 }] },
      shuttles: [heli(levelTwo.key, 80), { ...heli(levelThree.key, 100), asset: 'asset/other' }],
    });
    expect(two.patients.map(({ facility }) => facility)).toEqual([levelTwo.key, levelThree.key]);
    expect(two).toMatchObject({ isOverloaded: false, recommendsDistribution: true });
  });

  it('wait for the next flight when the litters are full, and for a table that is in use', () => {
    const flights = spread({ patients: { D: 5 }, shuttles: [heli(levelTwo.key, 80, 2)] });
    expect(flights.patients.map(({ arrival }) => arrival)).toEqual([4_800, 4_800, 7_200, 7_200, 9_600]);
    const busy = spread({ patients: { B: 1 }, intakes: [{ ...levelTwo, freeAt: 9_000 }] });
    expect(busy.patients[0]).toMatchObject({ seconds: 9_000, wait: 4_200 });
    expect(busy.isOverloaded).toBe(true);
  });

  it('are left over, which is said, where nothing can fetch or take them', () => {
    expect(spread({ patients: { A: 3 }, shuttles: [] })).toMatchObject({ unplaced: 3, isOverloaded: true });
    expect(spread({ patients: { A: 3 }, intakes: [] })).toMatchObject({ unplaced: 3, isOverloaded: true });
    expect(spread({})).toMatchObject({ unplaced: 0, isOverloaded: false, patients: [] });
  });

  it('are never lost or counted twice, no bed is given twice, and no table holds two at once', () => {
    const count = fc.nat(15);
    const facility = fc.record({
      tables: fc.nat(3),
      beds: fc.option(fc.nat(20), { nil: undefined }),
      freeAt: fc.nat(9_000),
    });
    fc.assert(
      fc.property(fc.tuple(count, count, count, count), facility, facility, (counts, one, other) => {
        const [A, B, C, D] = counts;
        const intakes = [
          { ...levelTwo, ...one },
          { ...levelThree, ...other },
        ];
        const shuttles = [heli(levelTwo.key, 60, 3), { ...heli(levelThree.key, 90, 8), asset: 'asset/b' }];
        const result = spread({ patients: { A, B, C, D }, intakes, shuttles });
        expect(result.patients).toHaveLength(A + B + C + D);
        for (const intake of intakes) {
          const here = result.patients.filter(({ facility: at }) => at === intake.key);
          expect(here.length).toBeLessThanOrEqual(intake.beds ?? 1_000);
          const starts = here.flatMap(({ seconds }) => seconds ?? []);
          for (const start of starts) {
            const atOnce = starts.filter((each) => each <= start && start < each + caseSeconds).length;
            expect(atOnce).toBeLessThanOrEqual(Math.max(1, intake.tables));
            const inDay = starts.filter((each) => each <= start && start < each + 86_400).length;
            expect(inDay).toBeLessThanOrEqual(intake.perDay);
          }
        }
        for (const { arrival, seconds } of result.patients) expect((seconds ?? Infinity) >= (arrival ?? 0)).toBe(true);
      }),
      { seed: 11, numRuns: 100 },
    );
  });
});

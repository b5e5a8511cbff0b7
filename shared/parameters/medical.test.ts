import { describe, expect, it } from 'vitest';
import { distanceMetres } from '../geo/great-circle.ts';
import type { Position } from '../geo/position.ts';
import { type MedicalParameters, parameterNames, parametersOf, tierMinutes } from './medical.ts';

/** How far a helicopter beside its surgery may fly out and still be back within two hours of the injury, in km. */
function radiusKm(parameters: MedicalParameters, noticeMinutes = parameters.helicopterNoticeDay): number {
  const { injuryToAlert, launchDecision, clearance, helicopterLoad, landingToSurgeon, helicopterSpeed, hotAndHigh } =
    parameters;
  const fixed = injuryToAlert + launchDecision + clearance + noticeMinutes + helicopterLoad + landingToSurgeon;
  return (helicopterSpeed * hotAndHigh * (tierMinutes.surgery - fixed)) / 60 / 2;
}

describe('the parameters of 10-1-2', () => {
  it.each([
    [30, 94],
    [15, 122],
    [60, 38],
  ])('give the agreed radius at %i minutes notice: %i km', (notice, wanted) => {
    expect(Math.abs(radiusKm(parametersOf('planning'), notice) - wanted)).toBeLessThanOrEqual(0.5);
  });

  it('leave 25 minutes of flight and 40 km in their pessimistic reading', () => {
    expect(Math.abs(radiusKm(parametersOf('pessimistic')) - 40)).toBeLessThanOrEqual(0.5);
  });

  it.each([
    [[1.01, 20.2], [1.41, 18.44], 201],
    [[2.4, 15.92], [-0.04, 16.27], 264],
    [[1.41, 18.44], [-0.04, 16.27], 286],
    [[-0.04, 16.27], [-3.01, 16.77], 321],
    [[0.5, 15.66], [-0.04, 16.27], 90],
  ] as [Position, Position, number][])(
    'go with distances on the mean sphere: %j to %j is %i km',
    (from, to, wanted) => {
      expect(Math.abs(distanceMetres(from, to) / 1_000 - wanted)).toBeLessThanOrEqual(2);
    },
  );

  it('are never worse in the optimistic reading than in the planning one, nor better in the pessimistic', () => {
    const [best, plan, worst] = (['optimistic', 'planning', 'pessimistic'] as const).map((each) => parametersOf(each));
    for (const name of parameterNames) {
      const isMoreBetter =
        name.startsWith('speed') ||
        name.endsWith('Speed') ||
        name.endsWith('Range') ||
        /PerDay$|^wet|^nightRoad|^hotAndHigh/.test(name);
      const order = [best![name], plan![name], worst![name]];
      expect([name, [...order].sort((a, b) => (isMoreBetter ? b - a : a - b))]).toEqual([name, order]);
    }
  });

  it('can be changed one by one', () => {
    expect(parametersOf('planning', { clearance: 60 })).toMatchObject({ clearance: 60, injuryToAlert: 15 });
  });
});

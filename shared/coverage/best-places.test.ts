import { describe, expect, it } from 'vitest';
import type { Position } from '../geo/position.ts';
import { noGround } from '../schema/ground.ts';
import { bestPlaces } from './best-places.ts';
import { GroundModel } from './ground/ground-model.ts';
import { makeAsset, makeFacility, makeSituation, noon } from './situation/make-test-situation.ts';
import type { PatrolPlace } from './situation/situation.ts';

const made = GroundModel.make([-4, 14, 4, 18], noGround, { cellMetres: 4_000 });
if (!made.ok) throw new Error(made.problem);
const { model } = made;

const patrol = (patrolId: string, position: Position): PatrolPlace => ({
  patrolId,
  fix: { position, observedAt: noon - 10_000, intervalMs: 10_000, accuracyMetres: 0 },
});
const candidate = (name: string, position: Position) => ({ key: `site/${name}`, name, position });
const helicopter = { medicalCrew: true, nightCapable: true, noticeMinutes: 15, model: 'Mi-8' };
/** One helicopter and a hospital in the west; three patrols in the east, one in the south. */
const situation = makeSituation({
  assets: [makeAsset('H1', { ...helicopter, position: [-3, 16] })],
  facilities: [makeFacility('F1', { position: [0.5, 16] }), makeFacility('F2', { position: [-3, 16] })],
});
const patrols = [
  patrol('east-1', [1.4, 16]),
  patrol('east-2', [1.5, 16.1]),
  patrol('east-3', [1.4, 16.1]),
  patrol('south', [-2, 14.7]),
];
const candidates = [
  candidate('far', [3.9, 17.9]),
  candidate('east', [1, 16]),
  candidate('south', [-2, 14.8]),
  candidate('east again', [1.1, 16]),
];
const choose = (given: Partial<Parameters<typeof bestPlaces>[1]> = {}) =>
  bestPlaces(model, { situation, patrols, key: 'asset/H1', candidates, count: 3, ...given });

describe('the best places for a helicopter', () => {
  it('are where most patrols come under cover, then where another one would add most, and no more', () => {
    const { here, places } = choose();
    expect(here).toEqual([]);
    expect(places.map(({ candidate: { name }, gained }) => [name, gained])).toEqual([
      ['east', ['east-1', 'east-2', 'east-3']],
      ['south', ['south']],
    ]);
  });

  it('are told beside what it covers where it stands', () => {
    const there = { ...situation, assets: [makeAsset('H1', { ...helicopter, position: [1, 16] })] };
    expect(choose({ situation: there }).here).toEqual(['east-1', 'east-2', 'east-3']);
  });

  it('count it as ready, because that is what is asked, and do not count what others cover anyway', () => {
    const [broken] = [makeAsset('H1', { ...helicopter, position: [-3, 16], status: 'unserviceable' })];
    const other = makeAsset('H2', { ...helicopter, position: [1, 16] });
    const found = choose({ situation: { ...situation, assets: [broken, other] } });
    expect(found.places.map(({ candidate: { name } }) => name)).toEqual(['south']);
  });

  it('leave out a patrol of which nobody knows where it is', () => {
    expect(choose({ patrols: [{ patrolId: 'silent', fix: undefined }] }).places).toEqual([]);
  });
});

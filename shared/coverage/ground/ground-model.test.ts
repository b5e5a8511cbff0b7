import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroundField } from '../../analysis/ground/ground-field.ts';
import type { Position } from '../../geo/position.ts';
import { parametersOf } from '../../parameters/medical.ts';
import type { Ground, Road } from '../../schema/ground.ts';
import { GroundModel, type GroundOptions } from './ground-model.ts';
import type { TravelProfile } from './travel-profile.ts';

/** A net of roads four by four over grass and wood, with a river that some of them bridge. */
const at = (column: number, row: number): Position => [-0.9 + column * 0.6, 15.1 + row * 0.6];
const roads: Road[] = [];
for (let row = 0; row < 4; row++)
  for (let column = 0; column < 4; column++)
    for (const [right, down] of [
      [1, 0],
      [0, 1],
    ] as const) {
      if (column + right > 3 || row + down > 3) continue;
      const [from, to] = [at(column, row), at(column + right, row + down)];
      roads.push({
        roadId: `${column}-${row}-${right}`,
        class: (['primary', 'secondary', 'tertiary', 'track'] as const)[(column + 2 * row + right) % 4]!,
        surface: (column + row) % 2 === 0 ? 'paved' : 'unpaved',
        isBridge: false,
        isOneWay: column === 1 && row === 1,
        line: [from, [(from[0] + to[0]) / 2 + 0.04, (from[1] + to[1]) / 2 + 0.03], to],
      });
    }
const wood: Position[] = [
  [-0.7, 15.3],
  [0.2, 15.2],
  [0.1, 16.4],
  [-0.7, 15.3],
];
const river: Position[] = [
  [-1.1, 16.02],
  [0, 15.93],
  [1.1, 16.08],
];
const ground: Ground = { roads, areas: [{ cover: 'wood', rings: [wood] }], barriers: [river], detail: 'surveyed' };

function makeModel(options: GroundOptions = {}): GroundModel {
  const made = GroundModel.make([-1, 15, 1, 17], ground, { cellMetres: 2_500, ...options });
  if (!made.ok) throw new Error(made.problem);
  return made.model;
}

const planning = parametersOf('planning');
function profileOf(closed: ReadonlySet<string>, isNight: boolean, isWet: boolean): TravelProfile {
  return { parameters: planning, isNight, isWet, closedRoads: closed };
}

const place = fc.tuple(
  fc.double({ min: -1.05, max: 1.05, noNaN: true }),
  fc.double({ min: 14.95, max: 17.05, noNaN: true }),
);
const edit = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), who: fc.nat({ max: 3 }), to: place }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('road' as const), road: fc.nat({ max: roads.length - 1 }) }) },
  fc.record({ kind: fc.constant('night' as const) }),
  fc.record({ kind: fc.constant('season' as const) }),
);

describe('the ground of a mission', () => {
  it('gives after any edits what a new one gives: moved, closed and open again, night and season', () => {
    const kept = makeModel();
    let [asked, edits] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 4, maxLength: 4 }),
        fc.array(edit, { maxLength: 12 }),
        (begun, steps) => {
          const places = [...begun];
          const closed = new Set<string>();
          let [isNight, isWet] = [false, false];
          for (const step of steps) {
            if (step.kind === 'move') places[step.who] = step.to;
            else if (step.kind === 'night') isNight = !isNight;
            else if (step.kind === 'season') isWet = !isWet;
            else if (!closed.delete(roads[step.road]!.roadId)) closed.add(roads[step.road]!.roadId);
            const profile = profileOf(new Set(closed), isNight, isWet);
            const fields = places.map((each) => kept.fieldOf(each, profile));
            asked += places.length;
            edits++;
            if (step !== steps.at(-1)) continue;
            const anew = makeModel();
            expect(fields).toEqual(places.map((each) => anew.fieldOf(each, profile)));
          }
        },
      ),
      { seed: 14, numRuns: 40 },
    );
    expect(edits).toBeGreaterThan(100);
    // Most of what was asked for was not computed again.
    expect(kept.computed).toBeLessThan(asked * 0.8);
  });

  it('computes nothing again for a road that no way uses, and all that use it', () => {
    const model = makeModel();
    const from = at(0, 0);
    const open = profileOf(new Set(), false, false);
    const before = model.fieldOf(from, open);
    expect(model.computed).toBe(1);
    expect(model.fieldOf(from, profileOf(new Set(['unheard of']), false, false))).toBe(before);
    expect(model.computed).toBe(1);
    const without = model.fieldOf(from, profileOf(new Set([roads[0]!.roadId]), false, false))!;
    expect(model.computed).toBe(2);
    const sum = ({ seconds }: GroundField) => seconds.reduce((total, each) => total + each, 0);
    expect(sum(without)).not.toBe(sum(before!));
  });

  it('keeps fields up to its bytes, and drops what was not asked for longest', () => {
    const open = profileOf(new Set(), false, false);
    const [first, second, third] = [at(0, 0), at(3, 0), at(0, 3)];
    const bytes = (position: Position) => makeModel().fieldOf(position, open)!.seconds.byteLength;
    const model = makeModel({ fieldBytes: bytes(first) + Math.max(bytes(second), bytes(third)) });
    const ask = (position: Position): number => {
      model.fieldOf(position, open);
      return model.computed;
    };
    expect([first, second, first, third].map(ask)).toEqual([1, 2, 2, 3]);
    expect(ask(first), 'was asked for since').toBe(3);
    expect(ask(second), 'was dropped').toBe(4);
  });
});

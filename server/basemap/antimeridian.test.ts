import { describe, expect, it } from 'vitest';
import { cutAtAntimeridian, unwrapLine, unwrapPolygon } from './antimeridian.ts';

describe('shapes across the antimeridian', () => {
  it('run on beyond 180 degrees instead of jumping, eastwards and westwards', () => {
    expect(
      unwrapLine([
        [178, 1],
        [-179, 2],
        [179, 3],
      ]),
    ).toEqual([
      [178, 1],
      [181, 2],
      [179, 3],
    ]);
    expect(
      unwrapLine([
        [-178, 1],
        [179, 2],
      ]),
    ).toEqual([
      [-178, 1],
      [-181, 2],
    ]);
  });

  it('are left alone elsewhere', () => {
    const line = [
      [-60, 1],
      [0, 2],
      [90, 3],
    ];
    expect(unwrapLine(line)).toEqual(line);
  });

  it('keep holes on the same side as the outer ring', () => {
    const [outer, hole] = unwrapPolygon([
      [
        [170, 0],
        [-170, 0],
        [-170, 9],
        [170, 9],
        [170, 0],
      ],
      [
        [-175, 2],
        [-174, 2],
        [-174, 3],
        [-175, 2],
      ],
    ]);
    expect(outer!.map(([longitude]) => longitude)).toEqual([170, 190, 190, 170, 170]);
    expect(hole!.map(([longitude]) => longitude)).toEqual([185, 186, 186, 185]);
  });

  it('are closed along the pole when they go around it', () => {
    const [ring] = unwrapPolygon([
      [
        [0, -70],
        [120, -75],
        [-120, -72],
        [0, -70],
      ],
    ]);
    expect(ring).toEqual([
      [0, -70],
      [120, -75],
      [240, -72],
      [360, -70],
      [360, -90],
      [0, -90],
      [0, -70],
    ]);
  });

  it('have no shore along the antimeridian', () => {
    const shore = [
      [178, 1],
      [180, 2],
      [180, 3],
      [-180, 4],
      [-178, 5],
    ];
    expect(cutAtAntimeridian(shore)).toEqual([
      [
        [178, 1],
        [180, 2],
      ],
      [
        [-180, 4],
        [-178, 5],
      ],
    ]);
    expect(
      cutAtAntimeridian([
        [179, 1],
        [180, 2],
        [-179, 3],
      ]),
    ).toHaveLength(1);
  });
});

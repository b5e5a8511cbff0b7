import { expect, it } from 'vitest';
import { labelGaps } from '#shared/coverage/gaps/label-gaps.ts';
import { makeMercatorGrid } from '#shared/geo/mercator-grid.ts';
import { gapsAsGeoJson } from './gap-geojson.ts';

it('writes each area without cover as a closed polygon of its class, and nothing where there is cover', () => {
  const made = makeMercatorGrid([0, 0, 0.2, 0.2], 1_000);
  if (!made.ok) throw new Error(made.problem);
  const { grid } = made;
  const classes = new Uint8Array(grid.columns * grid.rows);
  for (let row = 2; row < 8; row++) for (let column = 2; column < 8; column++) classes[row * grid.columns + column] = 3;
  for (let column = 12; column < 18; column++) classes[15 * grid.columns + column] = 4;
  const gaps = labelGaps(grid, classes, new Uint8Array(classes.length).fill(1));
  const { features } = JSON.parse(gapsAsGeoJson(gaps, 0));
  expect(features.map(({ properties }: { properties: object }) => properties)).toEqual([
    { cover: 'uncovered', cells: 36, computedAt: '1970-01-01T00:00:00.000Z' },
    { cover: 'unknown', cells: 6, computedAt: '1970-01-01T00:00:00.000Z' },
  ]);
  for (const { geometry } of features) expect(geometry.coordinates[0][0]).toEqual(geometry.coordinates[0].at(-1));
});

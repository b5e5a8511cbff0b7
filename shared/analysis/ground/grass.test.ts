import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { spread } from './spread.ts';
import { makeTerrain, nodeOf } from './terrain.ts';
import { Workspace } from './workspace.ts';

const size = 200;
const fixture = (name: string) => readFileSync(new URL(`../../../tests/fixtures/coverage/${name}`, import.meta.url));

/** The ground of `make-friction.ts`, as r.cost read it. */
const terrain = makeTerrain(size, size);
fixture('friction.asc')
  .toString()
  .trim()
  .split('\n')
  .slice(6)
  .forEach((line, row) => {
    line.split(' ').forEach((text, column) => {
      if (text !== '*') terrain.friction[nodeOf(terrain, column, row)] = Number(text);
    });
  });

it.each([
  [8, 'double', 1e-9],
  [16, 'double', 1e-9],
  [8, 'single', 1e-5],
  [16, 'single', 1e-5],
] as const)('a spread equals r.cost of GRASS with %i directions, in %s precision', (directions, precision, most) => {
  const bytes = gunzipSync(fixture(`cost-${directions}.f64.gz`));
  const wanted = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const workspace = new Workspace(terrain.friction.length, precision);
  const sources = [{ node: nodeOf(terrain, 30, 150), seconds: 0 }];
  spread({ terrain, sources, limit: Number.POSITIVE_INFINITY, directions }, workspace);
  let reached = 0;
  let worst = 0;
  for (let cell = 0; cell < size * size; cell++) {
    const found = workspace.secondsAt(nodeOf(terrain, cell % size, Math.floor(cell / size)));
    const cost = wanted[cell]!;
    if (Number.isNaN(cost)) {
      expect(found).toBe(Number.POSITIVE_INFINITY);
      continue;
    }
    reached++;
    worst = Math.max(worst, Math.abs(found - cost) / Math.max(1, cost));
  }
  expect(reached).toBeGreaterThan(35_000);
  expect(worst).toBeLessThanOrEqual(most);
});

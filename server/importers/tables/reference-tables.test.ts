import { describe, expect, it } from 'vitest';
import { findReferenceData } from '../../../tests/find-reference-data.ts';
import { bodiesOf, type ReadImport, readImport } from '../../../tests/read-import.ts';

function countBy(read: ReadImport, field: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const body of bodiesOf(read)) counts[String(body[field])] = (counts[String(body[field])] ?? 0) + 1;
  return counts;
}

/** What each real file holds, as counted without this program. */
const files: readonly [path: string, format: string, accepted: number, refused: number, reason?: string][] = [
  ['events/ucdp_ged201_AO_1995_2019.csv', 'ucdp-reduced', 6_715, 0],
  ['events/ucdp_ged201_reduced_world_1995_2019.csv', 'ucdp-reduced', 61_296, 0],
  ['events/awsd_security_incidents_2016-10-03.csv', 'awsd', 2_088, 0],
  [
    'health/south_sudan_moh_facilities.csv',
    'moh-facilities',
    2_553,
    336,
    'coordinates are 0,0: the place is not known',
  ],
  ['health/who_health_facilities_AO.csv', 'who-facilities', 19_415, 102, 'no coordinates: Lat or Long is blank'],
  ['peacekeeping/geopko_FrontMap_v2.3.csv', 'geopko-sites', 8_783, 0],
  ['peacekeeping/geopko_TCCMap_v2.3.csv', 'geopko-contributions', 4_927, 0],
  ['peacekeeping/DPPADPOSS-FATALITIES.csv', 'un-fatalities', 4_429, 0],
];

/** Facts about some of them that a wrong reading of a trap would change. */
const checks: Readonly<Record<string, (read: ReadImport) => void>> = {
  'events/awsd_security_incidents_2016-10-03.csv': (read) => {
    expect(countBy(read, 'timePrecision')).toEqual({ year: 43, month: 267, day: 1_778 });
    expect(bodiesOf(read).filter((body) => !('position' in body))).toHaveLength(9);
    expect(JSON.stringify(bodiesOf(read))).not.toContain('\uFFFD');
  },
  'health/south_sudan_moh_facilities.csv': (read) => {
    expect(countBy(read, 'status')).toEqual({ unknown: 2_403, closed: 150 });
    expect(countBy(read, 'precision')).toEqual({ exact: 1_285, doubtful: 1_268 });
  },
  'peacekeeping/geopko_FrontMap_v2.3.csv': ({ accepted }) => {
    expect(new Set(accepted.map(({ fact }) => fact.entity)).size).toBe(1_426);
  },
  'peacekeeping/DPPADPOSS-FATALITIES.csv': (read) => {
    expect(countBy(read, 'cause')).toEqual({
      illness: 1_643,
      accident: 1_412,
      'malicious-act': 1_134,
      'self-inflicted': 148,
      'to-be-determined': 60,
      unknown: 32,
    });
    expect(countBy(read, 'personnelType')).toMatchObject({ local: 557, military: 3_036 });
    expect(countBy(read, 'gender')).toEqual({ male: 4_205, female: 73, undefined: 151 });
    expect(new Set(read.accepted.map(({ fact }) => fact.entity)).size).toBe(4_429);
  },
};

describe.each(files)('the reference copy of %s', (name, format, accepted, refused, reason) => {
  const path = findReferenceData(name);

  it.skipIf(!path)('is recognised and read whole', { timeout: 120_000 }, async () => {
    const read = await readImport(path!);
    expect([read.format, read.accepted.length, read.refused.length]).toEqual([format, accepted, refused]);
    expect(new Set(read.refused.map(([, detail]) => detail))).toEqual(new Set(reason ? [reason] : []));
    expect(new Set(read.accepted.map(({ fact }) => fact.messageId)).size).toBe(accepted);
    checks[name]?.(read);
  });
});

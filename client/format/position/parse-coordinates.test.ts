import { describe, expect, it } from 'vitest';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import { formatMgrs } from './mgrs-text.ts';
import { parseCoordinates } from './parse-coordinates.ts';
import type { Spot } from './spot.ts';

function spotOf(text: string): Spot {
  const result = parseCoordinates(text);
  if (!result?.ok) throw new Error(`${text}: ${result ? result.problem : 'not coordinates'}`);
  return result.value;
}
const problemOf = (text: string) => {
  const result = parseCoordinates(text);
  return result && !result.ok ? result.problem : undefined;
};

describe('coordinates as people type them', () => {
  it.each([
    '16.27 -0.04',
    '16.27, -0.04',
    '16.27,-0.04',
    '16.27/-0.04',
    '16,27 -0,04',
    '16,27; -0,04',
    '16,27, -0,04',
    '16.27N 0.04W',
    '16.27 N, 0.04 W',
    'N16.27 W0.04',
    'N 16.27° W 0.04°',
    '16,27N 0,04O',
    '0.04W 16.27N',
    '16.27° nord 0.04° ouest',
    '16.27 −0.04',
    '١٦٫٢٧ شمال ٠٫٠٤ غرب',
  ])('reads %s as decimal degrees', (text) => {
    const spot = spotOf(text);
    expect(spot.notation).toBe('decimal');
    expect(spot.position[1]).toBeCloseTo(16.27, 9);
    expect(spot.position[0]).toBeCloseTo(-0.04, 9);
    expect(spot.widthMetres).toBeGreaterThan(1_050);
    expect(spot.widthMetres).toBeLessThan(1_120);
  });

  it.each([
    ['16°16\'18"N 0°02\'41"W', 31],
    ['16°16′18″N 000°02′41″W', 31],
    ["16°16'18''N, 0°02'41''W", 31],
    ['16 16 18 N 0 02 41 W', 31],
    ['N16 16 18 W0 02 41', 31],
    ['16 16 18 -0 02 41', 31],
    ['161618N 0000241W', 31],
    ["16°16.300'N 0°02.683'W", 1.9],
  ])('reads %s as degrees, minutes and seconds', (text, width) => {
    const spot = spotOf(text);
    expect(spot.notation).toBe('dms');
    expect(spot.position[1]).toBeCloseTo(16 + 16.3 / 60, 5);
    expect(spot.position[0]).toBeCloseTo(-(2 + 41 / 60) / 60, 4);
    expect(Math.abs(spot.widthMetres - width)).toBeLessThan(1);
  });

  it('says what the digits leave open', () => {
    expect(spotOf('16 0').widthMetres).toBeGreaterThan(100_000);
    expect(spotOf('16.27170 -0.04470').widthMetres).toBeLessThan(1.2);
    expect(spotOf('16.2 -0.0').ring[0]).toEqual([-0.05, 16.15]);
  });

  it.each([
    ['95 10', 'latitude-range'],
    ['16 200', 'longitude-range'],
    ['16 75 0 N 1 0 0 W', 'minutes-range'],
    ['30QZD1', 'mgrs-digits'],
    ['30QZD 123 45', 'mgrs-digits'],
    ['30QAA', 'mgrs-square'],
    ['32X', 'mgrs-square'],
  ])('says why %s names no place', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it.each([
    '',
    'GAO-07',
    'Gao',
    '12',
    'RN17 km 20',
    'KID-02 patrol',
    'inc-0123',
    '16.27N',
    '61QZD',
    '1 2 3',
    'N E 1 2',
  ])('takes %s for no coordinates', (text) => {
    expect(parseCoordinates(text)).toBeUndefined();
  });

  it('gives a reference that names the same spot again', () => {
    for (const text of [
      '16,27 -0,04',
      '16.27N 0.04W',
      '161618N 0000241W',
      "16°16.3'S 0°02.6'E",
      '30qzd1638501092',
      '30Q',
    ]) {
      const spot = spotOf(text);
      expect(spotOf(spot.reference)).toEqual(spot);
    }
  });
});

describe('MGRS', () => {
  // Published references of these places.
  it.each([
    ['White House', [-77.0365, 38.8977], '18SUJ 23394 07395'],
    ['Statue of Liberty', [-74.0445, 40.6892], '18TWL 80735 04695'],
    ['Equator and Greenwich', [0, 0], '31NAA 66021 00000'],
  ] as const)('names %s', (_name, position, reference) => {
    expect(formatMgrs(position)).toBe(reference);
  });

  it.each([
    ['Bergen, where zone 32 is widened to the west', [5.3221, 60.3929], 32, 'V'],
    ['Stavanger, west of where zone 31 ends', [3.1, 58.97], 32, 'V'],
    ['the sea west of it, still in zone 31', [2.9, 58.97], 31, 'V'],
    ['south of the wide zones', [5.3221, 55.9], 31, 'U'],
    ['Longyearbyen, where zone 32 does not exist', [15.6356, 78.2232], 33, 'X'],
    ['the west of Svalbard', [8.9, 78], 31, 'X'],
    ['the east of Svalbard', [21.1, 78], 35, 'X'],
    ['Franz Josef Land', [33.5, 80.5], 37, 'X'],
    ['Sydney', [151.2153, -33.8568], 56, 'H'],
    ['Gao', [-0.0447, 16.2717], 30, 'Q'],
    ['the antimeridian, as its eastern side', [180, 10], 1, 'P'],
  ] as const)('places %s as an independent projection does', (_name, position, zone, band) => {
    const reference = formatMgrs(position)!;
    expect(reference.slice(0, 3)).toBe(`${String(zone).padStart(2, '0')}${band}`);
    const [easting, northing] = projectUtm(position, zone);
    const [shownEasting, shownNorthing] = reference.split(' ').slice(1).map(Number);
    expect(Math.abs(shownEasting! + 0.5 - (easting % 100_000))).toBeLessThan(1.5);
    expect(Math.abs(shownNorthing! + 0.5 - (northing % 100_000))).toBeLessThan(1.5);
  });

  it('refuses the polar regions, and holds up to their edge', () => {
    expect(formatMgrs([10, 84.01])).toBeUndefined();
    expect(formatMgrs([10, -80.01])).toBeUndefined();
    expect(formatMgrs([10, Number.NaN])).toBeUndefined();
    expect(formatMgrs([10, 84])).toMatch(/^33X/);
    expect(formatMgrs([180, 0])).toBe(formatMgrs([-180, 0]));
    expect(formatMgrs([10, -80])).toMatch(/^32C/);
  });

  it('names larger squares by fewer digits, cut off and never rounded', () => {
    expect([5, 4, 3, 2, 1, 0].map((digits) => formatMgrs([-0.04, 16.27], digits as 5))).toEqual([
      '30QZD 16385 01092',
      '30QZD 1638 0109',
      '30QZD 163 010',
      '30QZD 16 01',
      '30QZD 1 0',
      '30QZD',
    ]);
  });

  it.each([
    ['30QZD1638501092', 1],
    ['30QZD 16385 01092', 1],
    ['30Q ZD 1638 0109', 10],
    ['30qzd163010', 100],
    ['30 Q ZD 16 01', 1_000],
    ['30QZD10', 10_000],
    ['30QZD', 100_000],
  ])('reads %s as a square of %d m', (text, width) => {
    const spot = spotOf(text);
    expect(spot.notation).toBe('mgrs');
    expect(spot.widthMetres).toBe(width);
    const [corner, next] = spot.ring;
    expect(distanceMetres(corner!, next!) / width).toBeGreaterThan(0.98);
    expect(distanceMetres(corner!, next!) / width).toBeLessThan(1.02);
    expect(spot.ring).toHaveLength(5);
    expect(spot.ring[0]).toEqual(spot.ring[4]);
  });

  it('finds every position again inside the square that names it', () => {
    for (let latitude = -79.7; latitude < 84; latitude += 3.37)
      for (let longitude = -179.3; longitude < 180; longitude += 7.91)
        for (const digits of [5, 3] as const) {
          const reference = formatMgrs([longitude, latitude], digits)!;
          const { position, widthMetres } = spotOf(reference);
          const [dx, dy] = [(position[0] - longitude) * Math.cos((latitude * Math.PI) / 180), position[1] - latitude];
          expect([reference, Math.hypot(dx, dy) * 111_320 < widthMetres]).toEqual([reference, true]);
        }
  });
});

/** UTM by the series of Krüger to the sixth order (Karney 2011): exact to nanometres where a zone reaches. */
function projectUtm([longitude, latitude]: Position, zone: number): [easting: number, northing: number] {
  const f = 1 / 298.257223563;
  const n = f / (2 - f);
  const radius = (6_378_137 / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64 + n ** 6 / 256);
  const alpha = [
    n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
    (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
    (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
    (49_561 / 161_280) * n ** 4,
  ];
  const phi = (latitude * Math.PI) / 180;
  const lambda = (((longitude - (zone * 6 - 183) + 540) % 360) - 180) * (Math.PI / 180);
  const e = Math.sqrt(f * (2 - f));
  const tau = Math.sinh(Math.atanh(Math.sin(phi)) - e * Math.atanh(e * Math.sin(phi)));
  const xi = Math.atan2(tau, Math.cos(lambda));
  const eta = Math.asinh(Math.sin(lambda) / Math.hypot(tau, Math.cos(lambda)));
  const sum = (part: (index: number) => number) =>
    alpha.reduce((total, a, index) => total + a * part(2 * (index + 1)), 0);
  const x = eta + sum((k) => Math.cos(k * xi) * Math.sinh(k * eta));
  const y = xi + sum((k) => Math.sin(k * xi) * Math.cosh(k * eta));
  return [500_000 + 0.9996 * radius * x, (latitude < 0 ? 10_000_000 : 0) + 0.9996 * radius * y];
}

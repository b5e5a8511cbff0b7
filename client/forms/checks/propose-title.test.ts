import { describe, expect, it } from 'vitest';
import type { PictureRecord } from '#shared/picture/record.ts';
import { orderTypes } from './count-types.ts';
import { findNearestPlace } from './nearest-place.ts';
import { proposeTitle } from './propose-title.ts';

const t = (id: string, values: object = {}) => [id, ...Object.values(values)].join('|');
const places = [
  { name: 'Gao', names: { ar: 'غاو' }, position: [-0.04, 16.27] as const },
  { name: 'Kidal', position: [1.4, 18.44] as const },
];

describe('the title that is proposed', () => {
  it('says the type and how the place lies to the nearest that has a name', () => {
    const nearest = findNearestPlace(places, [-0.04, 16.37], 'ar');
    expect(nearest).toMatchObject({ name: 'غاو', point: 'n' });
    expect(proposeTitle(t, 'ATK.AMB', nearest)).toBe('entry.titleNear|incidentType.ATK.AMB|غاو|11.1 km|compass.n');
    expect(findNearestPlace(places, [0.06, 16.17], 'en')).toMatchObject({ name: 'Gao', point: 'se' });
  });

  it('is at the place when it is there, and names none that is far', () => {
    const here = findNearestPlace(places, [1.401, 18.44], 'fr');
    expect(proposeTitle(t, 'ATK.AMB', here)).toBe('entry.titleAt|incidentType.ATK.AMB|Kidal');
    expect(findNearestPlace(places, [30, -10], 'en')).toBeUndefined();
    expect(proposeTitle(t, 'ATK.AMB', undefined)).toBe('incidentType.ATK.AMB');
    expect(proposeTitle(t, 'nonsense', here)).toBe('');
  });
});

describe('the order of types', () => {
  it('puts first what was most frequent in the last year, and holds all', () => {
    const now = Date.UTC(2026, 0, 1);
    const incident = (type: string, occurredAt: number) =>
      ({ body: { type, occurredAt } }) as PictureRecord<'incident'>;
    const old = Array.from({ length: 9 }, () => incident('CON.STATE', 0));
    const order = orderTypes(
      [...old, incident('UNR.BLK', now), incident('UNR.BLK', now), incident('ACC.ROAD', now)],
      now,
    );
    expect(order.slice(0, 3)).toEqual(['UNR.BLK', 'ACC.ROAD', 'ATK.DF']);
    expect(new Set(order).size).toBe(27);
  });
});

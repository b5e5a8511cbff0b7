import { describe, expect, it } from 'vitest';
import { rankPlans } from '../../analysis/coverage/rank-plans.ts';
import { destination } from '../../geo/great-circle.ts';
import { cellAt } from '../../geo/mercator-grid.ts';
import type { Position } from '../../geo/position.ts';
import type { RecordBodies } from '../../picture/record.ts';
import { noGround } from '../../schema/ground.ts';
import type { Conditions } from '../../schema/medical/conditions.ts';
import { computeRaster, prepareSituation } from '../compute-cover.ts';
import { GroundModel } from '../ground/ground-model.ts';
import {
  type Given,
  makeAsset,
  makeFacility,
  makeRecord,
  makeSituation,
  noon,
} from '../situation/make-test-situation.ts';

const made = GroundModel.make([-3, 14, 3, 18], noGround, { cellMetres: 4_000 });
if (!made.ok) throw new Error(made.problem);
const { model } = made;
const base: Position = [0, 16];
const hospital: Position = destination(base, 90, 60_000);
/** Hurt 75 km north of the base; 96.05 km from the hospital. */
const place: Position = destination(base, 0, 75_000);
const boxAround = ([x, y]: Position, half: number): Position[] => [
  [x - half, y - half],
  [x + half, y - half],
  [x + half, y + half],
  [x - half, y + half],
  [x - half, y - half],
];

type Case = {
  helicopter?: Given<'asset'>;
  escort?: Given<'asset'>;
  facility?: Given<'facility'>;
  conditions?: Partial<Conditions>;
  zone?: Partial<RecordBodies['zone']>;
  light?: 'day' | 'night';
};

function prepare({ helicopter, escort, facility, conditions, zone, light = 'day' }: Case) {
  return prepareSituation(
    model,
    makeSituation({
      light,
      assets: [
        makeAsset('H', { position: base, noticeMinutes: 30, ...helicopter }),
        ...(escort ? [makeAsset('E', { type: 'escort-helicopter', position: base, ...escort })] : []),
      ],
      facilities: [makeFacility('F', { position: hospital, ...facility })],
      zones: zone
        ? [
            makeRecord('zone', 'Z', {
              zoneId: 'Z',
              name: 'Z',
              type: 'direct-fire',
              level: 'high',
              status: 'active',
              area: { type: 'Polygon', coordinates: [boxAround(place, 0.2)] },
              ...zone,
            } as RecordBodies['zone']),
          ]
        : [],
      conditions: { unitVehicles: false, ...conditions },
    }),
    'planning',
  );
}

/** Minutes to surgery by the soonest plan, and its legs; undefined without one. */
function surgeryAt(given: Case): { minutes: number; legs: string[] } | undefined {
  const { known } = prepare(given);
  const [plan] = rankPlans(place, model.grid, known.input, 'surgery');
  return plan && { minutes: plan.seconds / 60, legs: plan.legs.map(({ name }) => name) };
}

// By hand, in minutes: alert 15, notice 30, out 75 km / 225 km/h = 20, load 10, back 96.05 km = 25.6, handover 15.
const usual = 15 + 30 + 20 + 10 + 25.61 + 15;
const threat = { zone: {}, conditions: { escortFrom: 'high' } } as const;

describe('the soonest surgery, by hand-written tables', () => {
  it.each<[string, Case, number | undefined]>([
    ['by day', {}, usual],
    [
      'with an hour of clearance and ten minutes to decide',
      { conditions: { clearanceMinutes: 60, decisionMinutes: 10 } },
      usual + 70,
    ],
    ['within range: 171.05 km out and back', { helicopter: { rangeKm: 172 } }, usual],
    ['beyond range', { helicopter: { rangeKm: 170 } }, undefined],
    ['at night without sight in the dark', { light: 'night' }, undefined],
    ['at night with it', { light: 'night', helicopter: { nightCapable: true } }, usual],
    [
      'at night, notice as planned',
      { light: 'night', helicopter: { nightCapable: true, noticeMinutes: undefined } },
      usual + 15,
    ],
    [
      'at night to a site without lights',
      { light: 'night', helicopter: { nightCapable: true }, facility: { landingSite: 'day' } },
      usual,
    ],
    [
      'flying by day only, at night',
      { light: 'night', helicopter: { nightCapable: true }, conditions: { flying: 'daylight-only' } },
      undefined,
    ],
    ['grounded', { conditions: { flying: 'grounded' } }, undefined],
    ['a hospital that is closed', { facility: { status: 'closed' } }, undefined],
    ['a hospital with no landing site', { facility: { landingSite: 'none' } }, undefined],
    ['a Level 1+', { facility: { level: '1+' } }, undefined],
    ['a helicopter on another task', { helicopter: { status: 'tasked' } }, undefined],
    ['all tables taken until 200 min from now', { facility: { tablesFree: 0, tableFreeAt: noon + 200 * 60_000 } }, 215],
    ['all tables taken until just before', { facility: { tablesFree: 0, tableFreeAt: noon + 60 * 60_000 } }, usual],
    // The case that began when it was told, a minute ago, is over after 120 min: no wait longer than the way.
    ['all tables taken, nobody says until when', { facility: { tablesFree: 0 } }, 119 + 15],
    ['no fuel at the only hospital', { facility: { hasFuel: false } }, undefined],
    ['threat without a rule', { zone: {} }, usual],
    ['a rule, but the threat is lower', { zone: { level: 'moderate' }, conditions: { escortFrom: 'high' } }, usual],
    ['a rule and no escort', threat, undefined],
    ['an escort beside the base, ready sooner', { ...threat, escort: { noticeMinutes: 20 } }, usual],
    ['an escort that is ready 15 min later', { ...threat, escort: { noticeMinutes: 45 } }, usual + 15],
    // 100 km at 200 km/h is half an hour of link-up; then both fly at 200: 22.5 + 28.81 instead of 20 + 25.61.
    [
      'a slower escort from afar',
      { ...threat, escort: { noticeMinutes: 30, speedKmh: 200, position: destination(base, 270, 100_000) } },
      usual + 30 + 2.5 + 3.2,
    ],
    ['an escort that does not reach so far', { ...threat, escort: { rangeKm: 171 } }, undefined],
    ['an escort on another task', { ...threat, escort: { status: 'unserviceable' } }, undefined],
    [
      'an escort blind at night',
      { ...threat, light: 'night', helicopter: { nightCapable: true }, escort: { noticeMinutes: 20 } },
      undefined,
    ],
    ['a zone that is over', { ...threat, zone: { validTo: noon - 1 } }, usual],
    ['a zone to come', { ...threat, zone: { validFrom: noon + 1 } }, usual],
    ['a zone that was retired', { ...threat, zone: { status: 'retired' } }, usual],
  ])('%s', (_name, given, minutes) => {
    const found = surgeryAt(given);
    if (minutes === undefined) expect(found).toBeUndefined();
    else expect(Math.abs((found?.minutes ?? 0) - minutes)).toBeLessThan(0.05);
  });

  it('names the wait for an escort as a leg of its own', () => {
    expect(surgeryAt({ ...threat, escort: { noticeMinutes: 45 } })!.legs).toEqual([
      'alert',
      'notice',
      'escort',
      'out',
      'load',
      'back',
      'handover',
    ]);
  });

  it('counts an escort in doubt only as a maybe, on the map as for a place', () => {
    const prepared = prepare({ ...threat, escort: { status: 'unknown', noticeMinutes: 45 } });
    const { grid, known, hopeful } = computeRaster(model, prepared);
    const cell = cellAt(grid, place);
    expect(known.surgery[cell]).toBe(255);
    expect(Math.abs(hopeful.surgery[cell]! - usual - 15)).toBeLessThan(4);
    expect(known.surgery[cellAt(grid, base)]).toBeLessThan(120);
  });
});

import { makeAsset, makeFacility, makeRecord, makeSituation } from '#shared/coverage/situation/make-test-situation.ts';
import type { Situation } from '#shared/coverage/situation/situation.ts';
import type { Position } from '#shared/geo/position.ts';
import { makeRandom, randomPlace } from './coverage-ground.ts';

/** 30 helicopters, 30 ambulances, 20 facilities and 10 landing sites, all known; from a seed. */
export function makeBusyMission(seed: number, towns: readonly Position[]): Situation {
  const random = makeRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const helicopters = Array.from({ length: 30 }, (_, index) =>
    makeAsset(`H-${index}`, {
      position: random() < 0.6 ? towns[index % 20]! : randomPlace(random),
      noticeMinutes: pick([15, 30, 30, 45, 60]),
      model: pick(['Mi-8', 'Mi-8', 'NH90', 'H145']),
      medicalCrew: random() < 0.5,
      nightCapable: random() < 0.5,
    }),
  );
  const ambulances = Array.from({ length: 30 }, (_, index) =>
    makeAsset(`A-${index}`, { type: 'ambulance', position: towns[20 + index]!, medicalCrew: index % 3 === 0 }),
  );
  const facilities = Array.from({ length: 20 }, (_, index) =>
    makeFacility(`F-${index}`, {
      position: towns[index]!,
      level: index < 12 ? '2' : '1+',
      hasFuel: index % 7 !== 3,
    }),
  );
  const sites = Array.from({ length: 10 }, (_, index) =>
    makeRecord('site', `S-${index}`, {
      siteId: `S-${index}`,
      name: `S-${index}`,
      type: 'landing-site',
      position: towns[50 + index]!,
      status: 'open',
      lit: true,
    } as never),
  );
  return makeSituation({ assets: [...helicopters, ...ambulances], facilities, sites });
}

import type { Mission } from '#shared/schema/mission.ts';

/** Invented units of invented contingents; strengths are plausible, not anybody's. */
export const northernLanternUnits: Mission['units'] = [
  { unitId: 'hq-gao', name: 'Mission Headquarters Support Unit', contributor: 'Contingent 1', strength: 240 },
  { unitId: 'batt-2', name: 'Contingent 2 Infantry Battalion', contributor: 'Contingent 2', strength: 850 },
  { unitId: 'batt-3', name: 'Contingent 3 Infantry Battalion', contributor: 'Contingent 3', strength: 850 },
  { unitId: 'batt-4', name: 'Contingent 4 Infantry Battalion', contributor: 'Contingent 4', strength: 750 },
  { unitId: 'batt-5', name: 'Contingent 5 Mechanised Battalion', contributor: 'Contingent 5', strength: 650 },
  { unitId: 'batt-6', name: 'Contingent 6 Infantry Battalion', contributor: 'Contingent 6', strength: 720 },
  { unitId: 'log-7', name: 'Contingent 7 Combat Convoy Company', contributor: 'Contingent 7', strength: 300 },
  { unitId: 'avn-8', name: 'Contingent 8 Aviation Unit', contributor: 'Contingent 8', strength: 180 },
  { unitId: 'isr-9', name: 'Contingent 9 Reconnaissance Unit', contributor: 'Contingent 9', strength: 210 },
  { unitId: 'med-10', name: 'Contingent 10 Medical Unit', contributor: 'Contingent 10', strength: 120 },
];

/** The towns are real; where a camp lies beside its town is invented. */
export const northernLanternSites: Mission['sites'] = [
  site('gao-hq', 'Camp Lantern, Gao', 'headquarters', [-0.0262, 16.2581], 'hq-gao'),
  site('gao-camp', 'Camp Harbour, Gao', 'camp', [-0.0188, 16.2633], 'batt-4'),
  site('gao-airfield', 'Gao airfield', 'airfield', [-0.0055, 16.2484], 'avn-8'),
  site('kidal-camp', 'Camp Acacia, Kidal', 'camp', [1.4221, 18.4562], 'batt-2'),
  site('kidal-landing', 'Kidal landing site', 'landing-site', [1.4262, 18.4498], 'batt-2'),
  site('menaka-base', 'Base Tamarind, Ménaka', 'operating-base', [2.4068, 15.9283], 'batt-5'),
  site('tessalit-camp', 'Camp Quartz, Tessalit', 'camp', [0.9981, 20.2164], 'batt-3'),
  site('aguelhok-base', 'Base Flint, Aguelhok', 'operating-base', [0.8692, 19.4552], 'batt-3'),
  site('ansongo-base', 'Base Willow, Ansongo', 'operating-base', [0.5129, 15.6688], 'batt-4'),
  site('tombouctou-camp', 'Camp Heron, Tombouctou', 'camp', [-3.0165, 16.7402], 'batt-6'),
  site('tombouctou-airfield', 'Tombouctou airfield', 'airfield', [-3.0072, 16.7308], 'avn-8'),
  site('ber-base', 'Base Reed, Ber', 'operating-base', [-2.5149, 16.8421], 'batt-6'),
  site('goundam-base', 'Base Egret, Goundam', 'operating-base', [-3.6602, 16.4219], 'batt-6'),
  site('douentza-camp', 'Camp Granite, Douentza', 'camp', [-2.9402, 15.0132], 'log-7'),
  site('bourem-base', 'Base Ferry, Bourem', 'operating-base', [-0.3391, 16.9618], 'batt-4'),
  site('anefis-base', 'Base Well, Anefis', 'operating-base', [0.6141, 18.0441], 'batt-2'),
  site('almoustarat-base', 'Base Midway, Almoustarat', 'operating-base', [0.1262, 17.3739], 'log-7'),
  site('labbezanga-checkpoint', 'Labbezanga checkpoint', 'checkpoint', [0.7052, 14.9668], 'batt-4'),
  site('tin-essako-post', 'Tin-Essako observation post', 'observation-post', [2.4969, 18.4571], 'batt-2'),
];

function site(
  siteId: string,
  name: string,
  type: Mission['sites'][number]['type'],
  position: [number, number],
  unit: string,
): Mission['sites'][number] {
  return { siteId, name, type, position, unit };
}

import type { IncidentReport, IncidentType } from '#shared/schema/watch/incident.ts';

export type CasualtyGroup = IncidentReport['casualties'][number]['group'];
export type Setting = 'corridor' | 'town' | 'camp';

/** Who or what an incident happens to, as it appears in a title, and the group its casualties belong to. */
export type Subject = { name: string; group: CasualtyGroup };

/** How one type of incident behaves. Invented, in proportion to what such missions publish. */
export type IncidentProfile = {
  type: IncidentType;
  /** Relative frequency by setting. */
  weight: Partial<Record<Setting, number>>;
  /** Hours of the day (UTC, local time of the exercise) around which it happens; empty means any time. */
  hours: readonly number[];
  /** Chance that anyone is hurt, and the most killed and injured then. */
  harm: { chance: number; killed: number; injured: number };
  subjects: readonly Subject[];
  /** `{subject}` and `{place}` are filled in. */
  titles: readonly string[];
  details: readonly string[];
};

const patrol: Subject = { name: 'mission patrol', group: 'peacekeeper' };
const convoy: Subject = { name: 'logistics convoy', group: 'peacekeeper' };
const contractors: Subject = { name: 'contractor convoy', group: 'un-civilian' };
const truck: Subject = { name: 'civilian truck', group: 'civilian' };
const bus: Subject = { name: 'civilian bus', group: 'civilian' };
const hostConvoy: Subject = { name: 'host-state convoy', group: 'armed' };
const camp: Subject = { name: 'mission camp', group: 'peacekeeper' };
const trader: Subject = { name: 'trader', group: 'civilian' };
const residents: Subject = { name: 'residents', group: 'civilian' };
const noHarm = { chance: 0, killed: 0, injured: 0 };

export const incidentProfiles: readonly IncidentProfile[] = [
  {
    type: 'ATK.IED',
    weight: { corridor: 30, town: 4 },
    hours: [6, 7, 9, 16],
    harm: { chance: 0.45, killed: 3, injured: 6 },
    subjects: [patrol, convoy, convoy, truck, bus, hostConvoy, contractors],
    titles: ['Improvised device strikes {subject} {place}', 'Roadside explosion hits {subject} {place}'],
    details: [
      'Pressure plate suspected.',
      'Command wire found at the site.',
      'The device lay on a bypass of the main track.',
    ],
  },
  {
    type: 'ATK.DF',
    weight: { corridor: 14, town: 12, camp: 5 },
    hours: [5, 6, 18, 19],
    harm: { chance: 0.4, killed: 3, injured: 5 },
    subjects: [patrol, convoy, hostConvoy, truck, residents],
    titles: ['Small-arms fire at {subject} {place}', 'Unidentified armed persons fire at {subject} {place}'],
    details: ['Fire came from motorcycles that left northward.', 'Fire was returned; the attackers withdrew.'],
  },
  {
    type: 'ATK.IDF',
    weight: { camp: 38, town: 4 },
    hours: [5, 19, 20, 22],
    harm: { chance: 0.22, killed: 2, injured: 7 },
    subjects: [camp],
    titles: ['Rockets fired at {subject} {place}', 'Mortar rounds land near {subject} {place}'],
    details: [
      'Impacts outside the perimeter.',
      'Shelters were manned for forty minutes.',
      'One launch site was found afterwards.',
    ],
  },
  {
    type: 'ATK.MIN',
    weight: { corridor: 9 },
    hours: [7, 10, 15],
    harm: { chance: 0.5, killed: 2, injured: 4 },
    subjects: [truck, patrol, residents, convoy],
    titles: ['Mine detonates under {subject} {place}', 'Mine explodes beside {subject} {place}'],
    details: ['An older mine on a little-used track.', 'The place was marked for clearance.'],
  },
  {
    type: 'ATK.AMB',
    weight: { corridor: 8 },
    hours: [8, 14, 16],
    harm: { chance: 0.6, killed: 4, injured: 8 },
    subjects: [convoy, patrol, hostConvoy, contractors],
    titles: ['Ambush of {subject} {place}'],
    details: ['Fire from both sides of the track for twenty minutes.', 'The convoy broke contact and regrouped.'],
  },
  {
    type: 'ATK.CPX',
    weight: { camp: 2, corridor: 0.8 },
    hours: [5, 12],
    harm: { chance: 1, killed: 8, injured: 26 },
    subjects: [camp, convoy],
    titles: ['Complex attack on {subject} {place}: explosives, then gunfire'],
    details: ['A vehicle-borne device opened the attack; gunfire lasted an hour.'],
  },
  {
    type: 'ATK.UAS',
    weight: { camp: 5 },
    hours: [17, 18],
    harm: { chance: 0.1, killed: 1, injured: 3 },
    subjects: [camp, patrol],
    titles: ['Small unmanned aircraft drops a munition at {subject} {place}'],
    details: ['The aircraft was not recovered.'],
  },
  {
    type: 'ATK.AIR',
    weight: { camp: 2, corridor: 0.7 },
    hours: [9, 15],
    harm: { chance: 0.08, killed: 0, injured: 2 },
    subjects: [{ name: 'mission helicopter', group: 'peacekeeper' }],
    titles: ['Shots at {subject} {place}'],
    details: ['The aircraft landed safely.', 'One hit in the tail boom.'],
  },
  {
    type: 'CRM.ABD',
    weight: { corridor: 6, town: 6 },
    hours: [10, 16, 20],
    harm: { chance: 0.05, killed: 1, injured: 1 },
    subjects: [trader, residents, { name: 'aid worker', group: 'civilian' }, { name: 'driver', group: 'civilian' }],
    titles: ['Abduction of {subject} {place}'],
    details: ['No contact with those responsible so far.', 'Taken away by motorcycle.'],
  },
  {
    type: 'CRM.ROB',
    weight: { corridor: 12, town: 10 },
    hours: [14, 18, 21],
    harm: { chance: 0.12, killed: 1, injured: 3 },
    subjects: [trader, truck, bus, contractors],
    titles: ['Armed robbery of {subject} {place}', '{subject} stopped and robbed {place}'],
    details: ['Two motorcycles and a pick-up taken.', 'Goods and telephones taken.'],
  },
  {
    type: 'CRM.ASS',
    weight: { town: 5 },
    hours: [20, 22],
    harm: { chance: 0.7, killed: 0, injured: 2 },
    subjects: [residents, trader],
    titles: ['Assault on {subject} {place}'],
    details: ['Reported to the local police.'],
  },
  {
    type: 'UNR.DEM',
    weight: { town: 10, camp: 3 },
    hours: [10, 14],
    harm: { chance: 0.08, killed: 0, injured: 6 },
    subjects: [residents],
    titles: ['Demonstration {place}', 'About 200 people demonstrate {place}'],
    details: ['Calm so far.', 'Stones thrown at a gate; no entry.'],
  },
  {
    type: 'UNR.BLK',
    weight: { town: 4, corridor: 4 },
    hours: [8, 11],
    harm: noHarm,
    subjects: [patrol, convoy],
    titles: ['Crowd blocks {subject} {place}', 'Road block by residents holds up {subject} {place}'],
    details: ['Passed after talks with elders.', 'The patrol turned back.'],
  },
  {
    type: 'EWS.SUS',
    weight: { corridor: 8, town: 7, camp: 6 },
    hours: [],
    harm: noHarm,
    subjects: [residents],
    titles: [
      'Suspicious movement reported {place}',
      'Motorcycles gather {place}',
      'Unknown person photographs the road {place}',
    ],
    details: ['Reported by a community contact.', 'A patrol was sent and found nothing.'],
  },
  {
    type: 'EWS.UAS',
    weight: { camp: 6 },
    hours: [17, 19, 21],
    harm: noHarm,
    subjects: [camp],
    titles: ['Unidentified small unmanned aircraft over {subject} {place}'],
    details: ['Seen for six minutes, left eastward.'],
  },
  {
    type: 'EWS.JAM',
    weight: { camp: 2, corridor: 1.5 },
    hours: [],
    harm: noHarm,
    subjects: [patrol],
    titles: ['Satellite navigation disturbed {place}'],
    details: ['Several trackers jumped by kilometres for a quarter of an hour.'],
  },
  {
    type: 'EWS.OTHER',
    weight: { town: 5, corridor: 2 },
    hours: [],
    harm: noHarm,
    subjects: [residents],
    titles: ['Warning of an attack received {place}', 'Leaflets warn against contact with the mission {place}'],
    details: ['Single source.', 'Passed to the sector.'],
  },
  {
    type: 'NEG.CLOSE',
    weight: { corridor: 9, camp: 3 },
    hours: [7, 9, 16],
    harm: noHarm,
    subjects: [patrol, convoy],
    titles: [
      'Device found and cleared before {subject} passed {place}',
      'Near miss for {subject} {place}, nobody hurt',
    ],
    details: ['Found by the search team.', 'Cleared by the disposal team.'],
  },
  {
    type: 'ACC.ROAD',
    weight: { corridor: 6, town: 3 },
    hours: [13, 17],
    harm: { chance: 0.55, killed: 1, injured: 5 },
    subjects: [patrol, truck, convoy],
    titles: ['Road accident of {subject} {place}', 'Vehicle of {subject} overturns {place}'],
    details: ['Speed and soft sand.', 'No other party involved.'],
  },
  {
    type: 'ACC.OTHER',
    weight: { camp: 3 },
    hours: [],
    harm: { chance: 0.5, killed: 0, injured: 2 },
    subjects: [camp],
    titles: ['Accident inside {subject} {place}'],
    details: ['Burns at a fuel point.', 'Fall from a watchtower.'],
  },
];

import type { IncidentReport } from '#shared/schema/watch/incident.ts';

type Casualties = IncidentReport['casualties'];

/** One telling of an incident; each after the first corrects the one before. */
export type Account = {
  afterMinutes: number;
  type: IncidentReport['type'];
  title: string;
  narrative: string;
  casualties: Casualties;
  grading: readonly ['A' | 'B' | 'C' | 'D' | 'F', '1' | '2' | '3' | '4' | '5' | '6'];
  verification: IncidentReport['verification'];
  as?: 'correction' | 'retraction';
  reason?: string;
};

/** `{camp}` is filled in. `at` counts minutes from the first explosion; place is bearing and metres from the camp. */
export type AttackPart = {
  part: string;
  at: number;
  place: readonly [bearing: number, metres: number];
  precision: IncidentReport['precision'];
  accounts: readonly Account[];
};

const hurt = (killed: number, injured: number, missing = 0): Casualties => [
  ...(killed > 0 ? [{ outcome: 'killed' as const, group: 'peacekeeper' as const, count: killed }] : []),
  ...(injured > 0 ? [{ outcome: 'injured' as const, group: 'peacekeeper' as const, count: injured }] : []),
  ...(missing > 0 ? [{ outcome: 'missing' as const, group: 'peacekeeper' as const, count: missing }] : []),
];

/** The attack as a whole comes first; the others are parts of it. All of it is invented. */
export const attackParts: readonly AttackPart[] = [
  {
    part: 'CPX',
    at: 0,
    place: [205, 330],
    precision: 'exact',
    accounts: [
      {
        afterMinutes: 4,
        type: 'ATK.IDF',
        title: 'Rockets strike {camp}',
        narrative: 'First call from the camp: one very large explosion, rockets suspected. Casualties expected.',
        casualties: [],
        grading: ['B', '4'],
        verification: 'unverified',
      },
      {
        afterMinutes: 12,
        type: 'ATK.CPX',
        title: 'Complex attack on {camp}: vehicle bomb at the gate, then gunfire',
        narrative:
          'Not rockets: a vehicle bomb at the main gate, followed by gunfire from two sides. Count not complete.',
        casualties: hurt(2, 9, 3),
        grading: ['A', '3'],
        verification: 'partly',
        as: 'correction',
        reason: 'What the first call took for rockets was a vehicle bomb.',
      },
      {
        afterMinutes: 41,
        type: 'ATK.CPX',
        title: 'Complex attack on {camp}: vehicle bomb at the gate, then gunfire',
        narrative:
          'Mass casualty plan in force. Tables of the Level 2 hospital full; the most urgent are flown to Gao.',
        casualties: hurt(3, 21, 1),
        grading: ['A', '2'],
        verification: 'partly',
        as: 'correction',
        reason: 'Second count by the medical cell.',
      },
      {
        afterMinutes: 130,
        type: 'ATK.CPX',
        title: 'Complex attack on {camp}: vehicle bomb at the gate, then gunfire',
        narrative: 'All accounted for. One died of wounds in flight. Attackers withdrew westward.',
        casualties: [...hurt(4, 21), { outcome: 'injured', group: 'un-civilian', count: 2 }],
        grading: ['A', '1'],
        verification: 'verified',
        as: 'correction',
        reason: 'Nominal roll complete.',
      },
    ],
  },
  {
    part: 'IDF',
    at: 6,
    place: [70, 420],
    precision: 'exact',
    accounts: [
      {
        afterMinutes: 9,
        type: 'ATK.IDF',
        title: 'Mortar rounds land inside {camp}',
        narrative:
          'Five rounds by ear, two of them at the vehicle park. The locating radar gives a launch site 4 km north-east.',
        casualties: hurt(0, 2),
        grading: ['A', '2'],
        verification: 'partly',
      },
    ],
  },
  {
    part: 'DF',
    at: 3,
    place: [250, 700],
    precision: 'exact',
    accounts: [
      {
        afterMinutes: 15,
        type: 'ATK.DF',
        title: 'Gunfire at the west posts of {camp}',
        narrative: 'Armed persons on foot, about thirty, in the houses west of the camp. Fire returned.',
        casualties: hurt(1, 3),
        grading: ['A', '3'],
        verification: 'partly',
      },
      {
        afterMinutes: 85,
        type: 'ATK.DF',
        title: 'Gunfire at the west posts of {camp}',
        narrative: 'Fire ceased after 40 minutes. The number of attackers was nearer twelve.',
        casualties: hurt(1, 4),
        grading: ['A', '2'],
        verification: 'verified',
        as: 'correction',
        reason: 'Statements of the posts.',
      },
    ],
  },
  {
    part: 'IED',
    at: 48,
    place: [215, 3_900],
    precision: 'locality',
    accounts: [
      {
        afterMinutes: 10,
        type: 'ATK.IED',
        title: 'Device on the approach used by reinforcements to {camp}',
        narrative:
          'Detonated behind the first vehicle of the reaction force. No vehicle lost; the route is closed until searched.',
        casualties: hurt(0, 1),
        grading: ['B', '2'],
        verification: 'partly',
      },
    ],
  },
  {
    part: 'RUMOUR',
    at: 0,
    place: [0, 0],
    precision: 'district',
    accounts: [
      {
        afterMinutes: 33,
        type: 'ATK.CPX',
        title: 'Local radio reports twelve peacekeepers killed at {camp}',
        narrative: 'Broadcast and repeated on social media. Does not agree with the reports of the camp.',
        casualties: hurt(12, 0),
        grading: ['F', '5'],
        verification: 'disputed',
      },
      {
        afterMinutes: 95,
        type: 'ATK.CPX',
        title: 'Local radio reports twelve peacekeepers killed at {camp}',
        narrative: 'The station withdrew the report.',
        casualties: [],
        grading: ['F', '5'],
        verification: 'disputed',
        as: 'retraction',
        reason: 'Same event, wrong figure; see the report of the camp.',
      },
    ],
  },
];

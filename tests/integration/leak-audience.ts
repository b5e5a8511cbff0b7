import { classifications } from '#shared/schema/marking.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { groups } from './leak-reports.ts';

/** Rights to every group alone, to some together, to one whose name looks like two, to all, and to none. */
const groupSets = [
  [],
  ...[['alpha'], ['bravo'], ['charlie'], ['delta'], ['mission'], ['alpha,bravo']],
  ...[
    ['alpha', 'bravo'],
    ['alpha', 'charlie'],
    ['bravo', 'delta'],
    ['charlie', 'mission'],
    ['alpha', 'bravo', 'charlie'],
  ],
  ...[[...groups, 'mission'], ['*']],
];
const fewerSets = [
  ...[[], ['alpha'], ['bravo'], ['delta'], ['mission'], ['alpha,bravo']],
  ...[['alpha', 'charlie'], [...groups], ['*']],
];

/** Equal rights are one audience, so every one of these has rights of its own. */
export const leakAudience = viewersOf(groupSets);
/** Where each viewer costs much. */
export const smallLeakAudience = viewersOf(fewerSets);

function viewersOf(sets: readonly string[][]): Viewer[] {
  return classifications.flatMap((clearance) =>
    sets.map((set) => ({ actor: `${clearance}:${set.join('+') || 'none'}`, clearance, groups: set })),
  );
}

import { parseCoordinates } from '../format/position/parse-coordinates.ts';
import { canFollowKind, positionOfKey } from '../format/position-of-key.ts';
import { measureLimit, ringSteps } from '../store/view/view-tools.ts';
import type { Command, CommandContext } from './command.ts';

/** Looking and measuring on the map. */
export const mapCommands: readonly Command[] = [
  {
    id: 'mission',
    title: (t) => t('command.mission'),
    shortcuts: [{ key: 'h' }],
    run: ({ live }) => live.map.current?.showMission(),
  },
  {
    id: 'centre',
    title: (t) => t('command.centre'),
    shortcuts: [{ key: 'c' }],
    isOffered: hasSelectedPlace,
    run: ({ live }) => {
      const { selected, select } = live.view.getState();
      select(selected, { centre: true });
    },
  },
  {
    id: 'follow',
    title: (t) => t('command.follow'),
    shortcuts: [{ key: 'f' }],
    isOn: ({ live }) => live.view.getState().follow !== undefined,
    isOffered: (context) => context.live.view.getState().follow !== undefined || canFollow(context),
    run: ({ live }) => {
      const { follow, selected, change } = live.view.getState();
      change({ follow: follow ? undefined : selected });
    },
  },
  {
    id: 'measure',
    title: (t) => t('command.measure'),
    shortcuts: [{ key: 'm' }],
    isOn: ({ live }) => live.view.getState().measure !== undefined,
    run: ({ live }) => {
      const { measure, change, drawArea } = live.view.getState();
      drawArea(false);
      change(measure ? { measure: undefined } : { measure: [] });
    },
  },
  {
    id: 'measure.point',
    title: (t) => t('command.measurePoint'),
    shortcuts: [{ key: 'Enter' }],
    isKeyOnly: true,
    isOffered: isMeasuring,
    run: addPointAtCentre,
  },
  {
    id: 'measure.undo',
    title: (t) => t('command.measureUndo'),
    shortcuts: [{ key: 'Backspace' }],
    isOffered: ({ live }) => (live.view.getState().measure?.length ?? 0) > 0,
    run: ({ live }) => {
      const { measure, change } = live.view.getState();
      change({ measure: measure?.slice(0, -1) });
    },
  },
  {
    id: 'rings',
    title: (t) => t('command.rings'),
    shortcuts: [{ key: 'r' }],
    isOn: ({ live }) => live.view.getState().rings !== undefined,
    run: toggleRings,
  },
  {
    id: 'mark.clear',
    title: (t) => t('command.unmark'),
    isOffered: ({ live }) => live.view.getState().mark !== undefined,
    run: ({ live }) => live.view.getState().change({ mark: undefined }),
  },
];

function isMeasuring({ live }: CommandContext): boolean {
  return live.view.getState().measure !== undefined;
}

function hasSelectedPlace({ live }: CommandContext): boolean {
  const { selected } = live.view.getState();
  return selected !== undefined && positionOfKey(live.store.picture, selected) !== undefined;
}

function canFollow(context: CommandContext): boolean {
  return canFollowKind(context.live.view.getState().selected ?? '') && hasSelectedPlace(context);
}

function addPointAtCentre({ live }: CommandContext): void {
  const camera = live.map.current?.camera();
  const { measure = [], change, say } = live.view.getState();
  if (!camera) return;
  if (measure.length >= measureLimit) say({ kind: 'measure-full' });
  else change({ measure: [...measure, [camera.longitude, camera.latitude]] });
}

/** Around what is selected, else the spot pointed at, else the middle of the map; as wide as fits the screen. */
function toggleRings(context: CommandContext): void {
  const { live } = context;
  const { rings, selected, mark, change } = live.view.getState();
  const camera = live.map.current?.camera();
  if (rings || !camera) {
    change({ rings: undefined });
    return;
  }
  const spot = mark && parseCoordinates(mark.reference);
  const middle = spot?.ok ? spot.value.position : ([camera.longitude, camera.latitude] as const);
  const around = selected && hasSelectedPlace(context) ? selected : middle;
  const metresPerPixel = (40_075_017 * Math.cos((camera.latitude * Math.PI) / 180)) / (512 * 2 ** camera.zoom);
  const fitting = ringSteps.findLast((step) => step <= metresPerPixel * 70) ?? ringSteps[0];
  change({ rings: { around, stepMetres: fitting } });
}

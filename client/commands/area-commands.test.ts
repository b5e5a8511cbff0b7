import { describe, expect, it } from 'vitest';
import { createEntryStore } from '../store/entry/entry-store.ts';
import { createPreferenceStore } from '../store/view/preferences.ts';
import { createViewStore } from '../store/view/view-store.ts';
import type { CommandContext } from './command.ts';
import { commands } from './command-list.ts';
import { findCommand } from './shortcut.ts';

function makeContext(query = ''): CommandContext {
  const live = {
    view: createViewStore(query),
    preferences: createPreferenceStore(undefined),
    entry: createEntryStore(undefined),
    map: { current: { camera: () => ({ longitude: 2, latitude: 17, zoom: 6 }) } },
  };
  return { live, isPhone: false } as unknown as CommandContext;
}
function press(context: CommandContext, key: string): string | undefined {
  const command = findCommand(commands, { key, code: '', ctrlKey: false, metaKey: false, altKey: false }, context);
  command?.run(context);
  return command?.id;
}
const run = (context: CommandContext, id: string) => commands.find((each) => each.id === id)!.run(context);

describe('drawing an area by keys', () => {
  it('opens its panel, adds corners at the middle of the map and takes them back', () => {
    const context = makeContext('?measure=16,1');
    const view = () => context.live.view.getState();
    run(context, 'area.draw');
    expect([view().open.includes('passages'), view().isDrawingArea, view().area, view().measure]).toEqual([
      ...[true, true, [], undefined],
    ]);
    expect([press(context, 'Enter'), press(context, 'Enter'), view().area]).toEqual([
      ...['area.point', 'area.point'],
      [
        [2, 17],
        [2, 17],
      ],
    ]);
    expect([press(context, 'Backspace'), view().area?.length]).toEqual(['area.undo', 1]);
    press(context, 'Escape');
    expect([view().isDrawingArea, view().area?.length, press(context, 'Enter')]).toEqual([false, 1, undefined]);
  });

  it('gives way to measuring, and leaves nothing behind where no corner was set', () => {
    const context = makeContext();
    run(context, 'area.draw');
    press(context, 'm');
    const { isDrawingArea, area, measure } = context.live.view.getState();
    expect([isDrawingArea, area, measure]).toEqual([false, undefined, []]);
    expect(press(context, 'Enter')).toBe('measure.point');
  });
});

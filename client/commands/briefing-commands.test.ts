import { describe, expect, it } from 'vitest';
import { createEntryStore } from '../store/entry/entry-store.ts';
import { createBriefingStore, findBriefing } from '../store/replay/briefing-store.ts';
import { createPreferenceStore } from '../store/view/preferences.ts';
import { createViewStore } from '../store/view/view-store.ts';
import { storyCommands } from './briefing-commands.ts';
import type { CommandContext } from './command.ts';
import { commands } from './command-list.ts';
import { findCommand } from './shortcut.ts';

const at = Date.UTC(2026, 10, 12, 6, 10, 31);

function makeContext(): CommandContext {
  let count = 0;
  const live = {
    view: createViewStore('?replay=2026-11-12T06:10:00Z&truth=known&select=incident/7'),
    preferences: createPreferenceStore(undefined),
    entry: createEntryStore(undefined),
    briefings: createBriefingStore({ storage: undefined, now: () => 0, makeId: () => `id${++count}` }),
    clock: { serverNow: () => at },
    map: { current: { camera: () => ({ longitude: 362, latitude: 17, zoom: 6 }) } },
    store: { recordsOf: (kind: string) => (kind === 'zone' ? [{ marking: { classification: 'confidential' } }] : []) },
    replay: { status: () => ({ speed: 30 }), command: () => {} },
  };
  return { live, isPhone: false } as unknown as CommandContext;
}
const pressed = (key: string) => ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false });

describe('keys of briefings', () => {
  it('bookmark the moment as it is looked at, into a new briefing where none is open', () => {
    const context = makeContext();
    const { briefings, view } = context.live;
    for (let time = 0; time < 2; time++) findCommand(commands, pressed('k'), context)?.run(context);
    const { openId, drafts } = briefings.getState();
    expect(drafts).toHaveLength(1);
    const { title, bookmarks, marking } = findBriefing(briefings.getState(), openId)!;
    expect([title, bookmarks.length]).toEqual(['2026-11-12 06:10Z', 2]);
    // As high as what was shown.
    expect(marking?.classification).toBe('confidential');
    expect(bookmarks[0]).toEqual({
      ...{ bookmarkId: 'id2', at, truth: 'known', title: '06:10:31Z', speed: 30, selected: 'incident/7' },
      camera: { longitude: 2, latitude: 17, zoom: 6 },
    });
    expect(view.getState().open).toContain('briefing');
  });

  it('belong to the story only while one is told', () => {
    const context = makeContext();
    const { briefings } = context.live;
    const press = (key: string) => findCommand(storyCommands, pressed(key), context)?.run(context);
    findCommand(commands, pressed('k'), context)?.run(context);
    findCommand(commands, pressed('k'), context)?.run(context);
    expect(findCommand(storyCommands, pressed('Escape'), context)).toBeUndefined();
    commands.find(({ id }) => id === 'briefing.play')!.run(context);
    press('ArrowRight');
    press(' ');
    expect(briefings.getState().story).toMatchObject({ index: 1, isPaused: true });
    press('ArrowLeft');
    expect(briefings.getState().story).toMatchObject({ index: 0, isPaused: true });
    press('Escape');
    expect(briefings.getState().story).toBeUndefined();
  });
});

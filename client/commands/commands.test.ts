import { describe, expect, it } from 'vitest';
import { allEnglish as en } from '../language/all-english.ts';
import type { MessageId } from '../language/use-text.ts';
import { createEntryStore } from '../store/entry/entry-store.ts';
import { createPreferenceStore } from '../store/view/preferences.ts';
import { createViewStore } from '../store/view/view-store.ts';
import type { CommandContext } from './command.ts';
import { commands } from './command-list.ts';
import { findCommands } from './find-commands.ts';
import { findCommand, formatShortcut, isLetterKey } from './shortcut.ts';

const t = (id: MessageId, values: Record<string, string | number> = {}) =>
  en[id].replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name]));

function makeContext(query = ''): CommandContext {
  const live = {
    view: createViewStore(query),
    preferences: createPreferenceStore(undefined),
    entry: createEntryStore(undefined),
    map: { current: undefined },
  };
  return { live, isPhone: false } as unknown as CommandContext;
}
function press(key: string, more: object = {}) {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, ...more };
}
const idOf = (event: ReturnType<typeof press>, context = makeContext()) => findCommand(commands, event, context)?.id;

describe('the registry of commands', () => {
  it('gives each command a name of its own and no key to two that are offered at once', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    for (const context of [makeContext(), makeContext('?measure=16,1;17,1')]) {
      const offered = commands.filter(({ isOffered }) => isOffered?.(context) ?? true);
      const keys = offered.flatMap(({ shortcuts = [] }) => shortcuts.map(formatShortcut));
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    }
    expect(new Set(commands.map(({ title }) => title(t))).size).toBe(commands.length);
  });
});

describe('what is offered', () => {
  it('is in a clip nothing that asks the record of this server, and in a replay no sheet of the present', () => {
    const record = ['panel.passages', 'panel.dossier', 'area.draw'];
    const offered = (query: string, replay: object | undefined) => {
      const context = makeContext(query);
      Object.assign(context.live, { replay });
      const asked = commands.filter(({ id }) => id === 'print' || record.includes(id));
      return asked.filter(({ isOffered }) => isOffered?.(context) ?? true).map(({ id }) => id);
    };
    const at = '2026-11-12T06:00:00Z';
    const clip = offered(`?replay=${at}&clip=${'a'.repeat(32)}&select=incident/a`, {});
    const replay = offered(`?replay=${at}&select=incident/a`, {});
    expect(record.filter((id) => clip.includes(id))).toEqual([]);
    expect(record.filter((id) => replay.includes(id))).toEqual(record);
    expect([clip, replay, offered('', undefined)].map((ids) => ids.includes('print'))).toEqual([false, false, true]);
  });
});

describe('keys', () => {
  it('finds what a key stands for, in either case, and with Control only where it is said', () => {
    expect(idOf(press('/'))).toBe('search');
    expect(idOf(press('k', { ctrlKey: true }))).toBe('search');
    expect(idOf(press('K', { metaKey: true }))).toBe('search');
    expect(idOf(press('k'))).toBeUndefined();
    expect(idOf(press('M'))).toBe('measure');
    expect(idOf(press('m', { ctrlKey: true }))).toBeUndefined();
    expect(idOf(press('m', { altKey: true }))).toBeUndefined();
  });

  it('finds a letter by its place on a board that writes other letters', () => {
    expect(idOf(press('ة', { code: 'KeyM' }))).toBe('measure');
    expect(idOf(press('é', { code: 'Digit2' }))).toBeUndefined();
  });

  it('leaves out what is not offered now', () => {
    expect(idOf(press('Enter'))).toBeUndefined();
    expect(idOf(press('Enter'), makeContext('?measure=16,1'))).toBe('measure.point');
    expect(idOf(press('f'))).toBeUndefined();
  });

  it('keeps only the others when single letters are switched off', () => {
    const context = makeContext();
    context.live.preferences.getState().setLetterKeys(false);
    expect(idOf(press('m'), context)).toBeUndefined();
    expect(idOf(press('/'), context)).toBe('search');
    expect(idOf(press('k', { ctrlKey: true }), context)).toBe('search');
    expect(isLetterKey({ key: 'k', withControl: true })).toBe(false);
  });

  it('steps back one thing at a time', () => {
    const context = makeContext('?measure=16,1&select=site/a&mark=16.2,1');
    const view = () => context.live.view.getState();
    const back = () => commands.find(({ id }) => id === 'back')!.run(context);
    back();
    expect([view().measure, view().selected]).toEqual([undefined, 'site/a']);
    back();
    expect([view().selected, view().mark?.reference]).toEqual([undefined, '16.2,1']);
    back();
    expect(view().mark).toBeUndefined();
  });
});

describe('the palette', () => {
  const ids = (words: string, context = makeContext()) =>
    findCommands(commands, words, t, context).map(({ command }) => command.id);

  it('finds commands by the beginnings of their words, whatever the order, before the middles', () => {
    expect(ids('night theme')).toEqual(['theme.night']);
    expect(ids('THÈME nig')).toEqual(['theme.night']);
    expect(ids('francais')).toEqual(['language.fr']);
    expect(ids('zzz')).toEqual([]);
  });

  it('lists all that are offered when nothing is typed, without those that only make sense as keys', () => {
    const all = ids('');
    expect(all).toContain('share');
    for (const keyOnly of ['search', 'palette', 'back', 'measure.point']) expect(all).not.toContain(keyOnly);
    expect(all).not.toContain('measure.undo');
    expect(ids('', makeContext('?measure=16,1'))).toContain('measure.undo');
  });
});

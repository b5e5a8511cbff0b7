import type { Command, CommandContext } from './command.ts';

/** Searching, the keys, stepping back, sharing. */
export const generalCommands: readonly Command[] = [
  {
    id: 'search',
    title: (t) => t('command.search'),
    shortcuts: [{ key: '/' }, { key: 'k', withControl: true }],
    isKeyOnly: true,
    run: ({ live }) => live.view.getState().openSearch(''),
  },
  {
    id: 'palette',
    title: (t) => t('command.palette'),
    shortcuts: [{ key: '>' }],
    isKeyOnly: true,
    run: ({ live }) => live.view.getState().openSearch('>'),
  },
  {
    id: 'keys',
    title: (t) => t('command.keys'),
    shortcuts: [{ key: '?' }],
    run: ({ live }) => live.view.getState().togglePanel('keys', true),
  },
  {
    id: 'back',
    title: (t) => t('command.back'),
    shortcuts: [{ key: 'Escape' }],
    isKeyOnly: true,
    run: stepBack,
  },
  {
    id: 'letters',
    title: (t) => t('command.letters'),
    isOn: ({ live }) => live.preferences.getState().hasLetterKeys,
    run: ({ live }) => {
      const { hasLetterKeys, setLetterKeys } = live.preferences.getState();
      setLetterKeys(!hasLetterKeys);
    },
  },
];

/** One thing at a time: what was opened or begun last is given up first. */
function stepBack({ live, isPhone }: CommandContext): void {
  const view = live.view.getState();
  const { open, measure, rings, mark, notice, selected, select, togglePanel, change, say } = view;
  const entry = live.entry.getState();
  if (open.includes('keys')) togglePanel('keys', false);
  else if (notice?.kind === 'copy-refused') say(undefined);
  else if (entry.isPicking) entry.startPicking(false);
  else if (measure) change({ measure: undefined, rings: undefined });
  else if (view.isDrawingArea) view.drawArea(false);
  else if (rings) change({ rings: undefined });
  else if (entry.open) entry.close();
  else if (selected) select(undefined);
  else if (mark) change({ mark: undefined });
  else if (view.replay?.range) change({ replay: { ...view.replay, range: undefined } });
  else if (view.replay) change({ replay: undefined });
  else if (isPhone) change({ open: [] });
}

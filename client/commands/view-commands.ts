import { descriptionOf, mapKinds } from '../format/record-kinds.ts';
import { isOffered, languages, type PanelName, panelNames, themeNames } from '../store/view/view-url.ts';
import type { Command, CommandContext } from './command.ts';
import { shareView } from './share-view.ts';
import { switchPanel } from './switch-panel.ts';

/** Names of languages in themselves, so that each is found by who reads it. */
export const languageNames = { en: 'English', fr: 'Français', ar: 'العربية' } as const;

type OpenedPanel = Exclude<PanelName, 'keys'>;

const panelKeys: Partial<Record<OpenedPanel, string>> = {
  layers: 'l',
  list: 't',
  patrols: 'p',
  casevac: 'e',
  activity: 'a',
  gaps: 'g',
  board: 'b',
  dossier: 'd',
  passages: 'w',
};
const openedPanels = panelNames.filter((name) => name !== 'keys');

/** What is shown and how: panels, layers, theme, language, and handing the view to somebody else. */
export const viewCommands: readonly Command[] = [
  {
    id: 'share',
    title: (t) => t('command.share'),
    shortcuts: [{ key: 's' }],
    run: ({ live, mission }) => void shareView(live, mission),
  },
  ...openedPanels.map(
    (name): Command => ({
      id: `panel.${name}`,
      title: (t) => t('command.panel', { name: t(`${name}.title`) }),
      ...(panelKeys[name] ? { shortcuts: [{ key: panelKeys[name] }] } : {}),
      isOn: ({ live }) => live.view.getState().open.includes(name),
      isOffered: ({ live }) =>
        isOffered(name, live.view.getState().replay) && (name !== 'dossier' || hasIncident(live)),
      run: ({ live, isPhone }) => switchPanel(live.view, name, isPhone),
    }),
  ),
  {
    id: 'print',
    title: (t) => t('print.title'),
    shortcuts: [{ key: 'p', withControl: true }],
    // The sheet is of the present.
    isOffered: ({ live }) => live.replay === undefined,
    run: ({ live }) => live.view.getState().print(true),
  },
  {
    id: 'layer.coverage',
    title: (t) => t('command.layer', { name: t('cover.title') }),
    isOn: ({ live }) => !live.view.getState().hidden.includes('coverage'),
    run: ({ live }) => live.view.getState().toggleHidden('coverage'),
  },
  ...mapKinds.map(
    (kind): Command => ({
      id: `layer.${kind}`,
      title: (t) => t('command.layer', { name: t(descriptionOf(kind).label) }),
      isOn: ({ live }) => !live.view.getState().hidden.includes(kind),
      run: ({ live }) => live.view.getState().toggleHidden(kind),
    }),
  ),
  ...themeNames.map(
    (name): Command => ({
      id: `theme.${name}`,
      title: (t) => t('command.theme', { name: t(`theme.${name}`) }),
      isOn: ({ live }) => live.view.getState().theme === name,
      run: ({ live }) => live.view.getState().change({ theme: name }),
    }),
  ),
  ...languages.map(
    (name): Command => ({
      id: `language.${name}`,
      title: (t) => t('command.language', { name: languageNames[name] }),
      run: ({ live }) => live.view.getState().change({ language: name }),
    }),
  ),
];

/** A dossier is of the incident that is selected. */
function hasIncident({ view }: CommandContext['live']): boolean {
  return view.getState().selected?.startsWith('incident/') ?? false;
}

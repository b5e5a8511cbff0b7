import type { CommandContext } from '../../commands/command.ts';
import { switchReplay } from '../../commands/replay-commands.ts';
import { switchPanel } from '../../commands/switch-panel.ts';
import { casevacPath, patrolPath } from '../../format/symbol-paths.ts';
import { type MessageId, useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { isOffered, type PanelName } from '../../store/view/view-url.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { ToolButtons } from '../pointing/tool-buttons.tsx';

/** `short` is written where the whole label has no room: on a phone. */
const tabs: readonly { name: PanelName; label: MessageId; short?: MessageId; path: string }[] = [
  { name: 'layers', label: 'layers.title', path: controlPaths.layers },
  { name: 'list', label: 'list.title', path: controlPaths.list },
  { name: 'patrols', label: 'patrols.title', path: patrolPath },
  { name: 'passages', label: 'passages.title', path: controlPaths.area },
  { name: 'briefing', label: 'briefing.title', path: controlPaths.bookmark },
  { name: 'whatif', label: 'whatif.title', path: controlPaths.whatIf },
  { name: 'casevac', label: 'casevac.title', short: 'casevac.short', path: casevacPath },
  { name: 'gaps', label: 'gaps.title', short: 'gaps.short', path: controlPaths.gap },
  { name: 'board', label: 'board.title', path: controlPaths.board },
  { name: 'activity', label: 'activity.title', short: 'window.day', path: controlPaths.activity },
  { name: 'imports', label: 'imports.title', path: controlPaths.upload },
];

/** Which panels are open, as buttons. */
export function PanelTabs({ context }: { context: CommandContext }) {
  const { isPhone } = context;
  const t = useText();
  const { view } = useLive();
  const open = useView((state) => state.open);
  const isReplay = useView((state) => state.replay !== undefined);
  const clip = useView((state) => state.replay?.clip);
  const shown = tabs.filter(({ name }) =>
    isReplay ? isOffered(name, { clip }) : name !== 'briefing' && name !== 'passages',
  );
  return (
    <nav className="panel-tabs" aria-label={t('panels.label')}>
      <button
        type="button"
        className="icon-button tab-replay"
        aria-pressed={isReplay}
        aria-label={t('command.replay')}
        title={t('command.replay')}
        onClick={() => switchReplay(context)}
      >
        <Glyph path={controlPaths.replay} colour={isReplay ? 'text' : 'dim'} />
        <span className="tab-label">{t('command.replayShort')}</span>
      </button>
      {shown.map(({ name, label, short = label, path }) => (
        <button
          key={name}
          type="button"
          className={`icon-button tab-${name}`}
          aria-pressed={open.includes(name)}
          aria-label={t(label)}
          title={t(label)}
          onClick={() => switchPanel(view, name, isPhone)}
        >
          <Glyph path={path} colour={open.includes(name) ? 'text' : 'dim'} />
          <span className="tab-label">{t(short)}</span>
        </button>
      ))}
      <ToolButtons context={context} />
    </nav>
  );
}

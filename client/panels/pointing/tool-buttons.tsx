import type { CommandContext } from '../../commands/command.ts';
import { commands } from '../../commands/command-list.ts';
import { formatShortcut } from '../../commands/shortcut.ts';
import { useText } from '../../language/use-text.ts';
import { useView } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';

const reporting = { id: 'entry.incident', path: controlPaths.report } as const;
const looking = [
  { id: 'mission', path: controlPaths.home },
  { id: 'measure', path: controlPaths.measure },
  { id: 'share', path: controlPaths.share },
] as const;
const menu = [
  { id: 'entry.position', path: controlPaths.place },
  ...looking,
  { id: 'panel.whatif', path: controlPaths.whatIf },
  { id: 'panel.board', path: controlPaths.board },
] as const;
const menuId = 'more-tools';

/** The commands wanted most often that are offered, for the pointer; on a phone the bar has room for one, and the others are a list. */
export function ToolButtons({ context }: { context: CommandContext }) {
  useView((view) => view.measure);
  const offered = (tools: readonly ToolPlace[]) => tools.filter(({ id }) => findTool(id).isOffered?.(context) ?? true);
  if (context.isPhone)
    return (
      <>
        {offered([reporting]).map((tool) => (
          <ToolButton key={tool.id} context={context} {...tool} />
        ))}
        <ToolMenu context={context} tools={offered(menu)} />
      </>
    );
  return offered([reporting, ...looking]).map((tool) => <ToolButton key={tool.id} context={context} {...tool} />);
}

type ToolPlace = { id: string; path: string };
type Tool = ToolPlace & { context: CommandContext };

const findTool = (id: string) => commands.find((each) => each.id === id)!;

function useCommand({ context, id }: Tool) {
  const t = useText();
  const command = findTool(id);
  const isOn = command.isOn?.(context);
  const pressed = isOn === undefined ? {} : { 'aria-pressed': isOn };
  return { name: command.title(t), command, isOn, pressed, run: () => command.run(context) };
}

function ToolButton(tool: Tool) {
  const t = useText();
  const { name, command, isOn, pressed, run } = useCommand(tool);
  const title = `${name} (${formatShortcut(command.shortcuts![0]!)})`;
  return (
    <button type="button" className="icon-button" aria-label={name} title={title} {...pressed} onClick={run}>
      <Glyph path={tool.path} colour={isOn ? 'text' : 'dim'} />
      {tool.context.isPhone && <span className="tab-label">{t('tools.report')}</span>}
    </button>
  );
}

function ToolMenu({ context, tools }: { context: CommandContext; tools: readonly ToolPlace[] }) {
  const t = useText();
  return (
    <>
      <button type="button" className="icon-button tab-more" popoverTarget={menuId}>
        <Glyph path={controlPaths.more} />
        <span className="tab-label">{t('tools.more')}</span>
      </button>
      <div id={menuId} popover="auto" className="pop-up tool-menu">
        {tools.map((tool) => (
          <ToolLine key={tool.id} context={context} {...tool} />
        ))}
      </div>
    </>
  );
}

function ToolLine(tool: Tool) {
  const { name, isOn, pressed, run } = useCommand(tool);
  return (
    <button type="button" popoverTarget={menuId} popoverTargetAction="hide" {...pressed} onClick={run}>
      <Glyph path={tool.path} colour={isOn ? 'text' : 'dim'} />
      {name}
    </button>
  );
}

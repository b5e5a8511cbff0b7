import type { CommandContext } from '../../commands/command.ts';
import { commands } from '../../commands/command-list.ts';
import { formatShortcut } from '../../commands/shortcut.ts';
import { useText } from '../../language/use-text.ts';
import { useView } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';

const buttons = [
  { id: 'entry.incident', path: controlPaths.report },
  { id: 'mission', path: controlPaths.home },
  { id: 'measure', path: controlPaths.measure },
  { id: 'share', path: controlPaths.share },
] as const;

/** The commands wanted most often, for the pointer. */
export function ToolButtons({ context }: { context: CommandContext }) {
  const t = useText();
  useView((view) => view.measure);
  return buttons.map(({ id, path }) => {
    const command = commands.find((each) => each.id === id)!;
    const name = command.title(t);
    const isOn = command.isOn?.(context);
    return (
      <button
        key={id}
        type="button"
        className="icon-button"
        aria-label={name}
        title={`${name} (${formatShortcut(command.shortcuts![0]!)})`}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        onClick={() => command.run(context)}
      >
        <Glyph path={path} colour={isOn ? 'text' : 'dim'} />
      </button>
    );
  });
}

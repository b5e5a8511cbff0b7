import type { Command, CommandContext, Shortcut } from './command.ts';

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Whether this press is that key; a letter is found by its place on the board when the layout writes other letters. */
function isPressed({ key, withControl }: Shortcut, event: Pressed): boolean {
  if (event.altKey || (event.ctrlKey || event.metaKey) !== (withControl ?? false)) return false;
  const pressed = /^[\u0080-\uffff]$/.test(event.key) ? event.code.replace(/^Key/, '') : event.key;
  return pressed.toLowerCase() === key.toLowerCase();
}

/** A letter alone: what speech input and switch devices may type by accident. */
export function isLetterKey({ key, withControl }: Shortcut): boolean {
  return !withControl && /^[a-z]$/.test(key);
}

/** The offered command that this press stands for. */
export function findCommand(
  commands: readonly Command[],
  event: Pressed,
  context: CommandContext,
): Command | undefined {
  const { hasLetterKeys } = context.live.preferences.getState();
  return commands.find(
    ({ shortcuts = [], isOffered }) =>
      shortcuts.some((shortcut) => isPressed(shortcut, event) && (hasLetterKeys || !isLetterKey(shortcut))) &&
      (isOffered?.(context) ?? true),
  );
}

const keyNames: Record<string, string> = {
  Escape: 'Esc',
  Backspace: '⌫',
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** As it stands on the key: `Ctrl K`, `M`, `Esc`. */
export function formatShortcut({ key, withControl }: Shortcut): string {
  const name = keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return withControl ? `Ctrl ${name}` : name;
}

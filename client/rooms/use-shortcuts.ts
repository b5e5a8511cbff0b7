import { useEffect } from 'react';
import type { Command, CommandContext } from '../commands/command.ts';
import { commands } from '../commands/command-list.ts';
import { findCommand } from '../commands/shortcut.ts';

type Options = {
  /** Absent: every command. */
  among?: readonly Command[];
  /** Before what has the focus hears of the key; a control that is typed into or pressed keeps it all the same. */
  comesFirst?: boolean;
};
const everything: Options = {};

/** Runs the command whose key was pressed, unless the key belongs to what has the focus. */
export function useShortcuts(context: CommandContext, options: Options = everything): void {
  useEffect(() => {
    const { among = commands, comesFirst = false } = options;
    const onKey = (event: KeyboardEvent) => {
      // What lies over the room has the keyboard to itself; Escape closes it by the browser's own rule.
      if (event.defaultPrevented || document.querySelector('dialog:modal')) return;
      const target = event.target as HTMLElement;
      if (isTyping(target) && !event.ctrlKey && !event.metaKey) {
        if (event.key === 'Escape' && !comesFirst) target.blur();
        return;
      }
      if (isPressingIt(target, event.key) || belongsToMap(target, event.key) || closesPopover(event.key)) return;
      const command = findCommand(among, event, context);
      if (!command) return;
      event.preventDefault();
      if (comesFirst) event.stopPropagation();
      command.run(context);
    };
    document.addEventListener('keydown', onKey, comesFirst);
    return () => document.removeEventListener('keydown', onKey, comesFirst);
  }, [context, options]);
}

function isTyping(target: HTMLElement): boolean {
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** The map zooms by these when it has the focus. */
function belongsToMap(target: HTMLElement, key: string): boolean {
  return ['+', '-', '=', '_'].includes(key) && target.closest('.maplibregl-canvas') !== null;
}

/** By the browser's own rule, which a key that was prevented would not follow. */
function closesPopover(key: string): boolean {
  return key === 'Escape' && document.querySelector('[popover]:popover-open') !== null;
}

/** Enter and the space bar work the control that has the focus, unless it has it only because it was clicked. */
function isPressingIt(target: HTMLElement, key: string): boolean {
  const control = target.closest('button, a, summary, [role=option]');
  return (key === 'Enter' || key === ' ') && control !== null && control.matches(':focus-visible, [role=option]');
}

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
    // A control that was clicked keeps the focus, and the keys are the room's all the same.
    let clicked: Element | null = null;
    const onClick = (event: MouseEvent) => {
      clicked = event.detail > 0 ? controlOf(event.target as Element) : null;
    };
    const onFocus = (event: FocusEvent) => {
      if (controlOf(event.target as Element) !== clicked) clicked = null;
    };
    const onKey = (event: KeyboardEvent) => {
      // What lies over the room has the keyboard to itself; Escape closes it by the browser's own rule.
      if (event.defaultPrevented || document.querySelector('dialog:modal')) return;
      const target = event.target as HTMLElement;
      if (isTyping(target) && !event.ctrlKey && !event.metaKey) {
        if (event.key === 'Escape' && !comesFirst) target.blur();
        return;
      }
      const control = controlOf(target);
      const isPressingIt = isPress(event.key) && control !== null && control !== clicked;
      if (isPressingIt || belongsToMap(target, event.key) || closesPopover(event.key)) return;
      const command = findCommand(among, event, context);
      if (!command) return;
      event.preventDefault();
      if (comesFirst) event.stopPropagation();
      command.run(context);
    };
    document.addEventListener('click', onClick);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('keydown', onKey, comesFirst);
    return () => {
      document.removeEventListener('click', onClick);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('keydown', onKey, comesFirst);
    };
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

/** Enter and the space bar work the control that has the focus. */
function isPress(key: string): boolean {
  return key === 'Enter' || key === ' ';
}

function controlOf(target: Element): Element | null {
  return target.closest('button, a, summary, input, [role=option]');
}

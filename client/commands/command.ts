import type { Mission } from '#shared/schema/mission.ts';
import type { Translate } from '../language/use-text.ts';
import type { Live } from '../store/live-context.ts';

/** What a command acts upon. */
export type CommandContext = { live: Live; mission: Mission; isPhone: boolean };

/** A key as `KeyboardEvent.key` names it, with the control or command key when said. */
export type Shortcut = { key: string; withControl?: true };

/**
 * Something a person can do, once: the palette, the sheet of keys and the keyboard all read the same list, so that
 * none of them can promise what another does not keep.
 */
export type Command = {
  id: string;
  title: (t: Translate) => string;
  shortcuts?: readonly Shortcut[];
  /** Whether what it switches is on; absent for commands that switch nothing. */
  isOn?: (context: CommandContext) => boolean;
  /** Absent: always. What is not offered is not in the palette and its key does nothing. */
  isOffered?: (context: CommandContext) => boolean;
  /** Listed among the keys only: it makes no sense from within the palette. */
  isKeyOnly?: true;
  run: (context: CommandContext) => void;
};

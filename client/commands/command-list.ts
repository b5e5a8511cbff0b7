import type { Command } from './command.ts';
import { entryCommands } from './entry-commands.ts';
import { generalCommands } from './general-commands.ts';
import { mapCommands } from './map-commands.ts';
import { viewCommands } from './view-commands.ts';

/** The registry: every command of the room, in the order of the sheet of keys. A new one joins one of these lists. */
export const commands: readonly Command[] = [...generalCommands, ...entryCommands, ...mapCommands, ...viewCommands];

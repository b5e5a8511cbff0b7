import { areaCommands } from './area-commands.ts';
import { briefingCommands } from './briefing-commands.ts';
import type { Command } from './command.ts';
import { entryCommands } from './entry-commands.ts';
import { generalCommands } from './general-commands.ts';
import { mapCommands } from './map-commands.ts';
import { replayCommands } from './replay-commands.ts';
import { viewCommands } from './view-commands.ts';

/** What is reported or decided belongs to the present. */
const onlyLive = (command: Command): Command => ({
  ...command,
  isOffered: (context) => !context.live.replay && (command.isOffered?.(context) ?? true),
});

/** The registry: every command of the room, in the order of the sheet of keys. A new one joins one of these lists. */
export const commands: readonly Command[] = [
  ...generalCommands,
  ...entryCommands.map(onlyLive),
  ...mapCommands,
  ...areaCommands,
  ...replayCommands,
  ...briefingCommands,
  ...viewCommands,
];

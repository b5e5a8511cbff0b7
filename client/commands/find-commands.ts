import { foldText } from '#shared/search/fold-text.ts';
import type { Translate } from '../language/use-text.ts';
import type { Command, CommandContext } from './command.ts';

export type FoundCommand = { command: Command; title: string };

/** The offered commands whose title holds all words; those with a word that begins like the first come first. */
export function findCommands(
  commands: readonly Command[],
  words: string,
  t: Translate,
  context: CommandContext,
): FoundCommand[] {
  const wanted = foldText(words).split(' ').filter(Boolean);
  const found: (FoundCommand & { rank: number })[] = [];
  for (const command of commands) {
    if (command.isKeyOnly || !(command.isOffered?.(context) ?? true)) continue;
    const title = command.title(t);
    const text = ` ${foldText(title)}`;
    if (!wanted.every((word) => text.includes(word))) continue;
    found.push({ command, title, rank: wanted.every((word) => text.includes(` ${word}`)) ? 0 : 1 });
  }
  return found.sort((one, other) => one.rank - other.rank);
}

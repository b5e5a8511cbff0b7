import { bookmarkHere, findOpen } from './bookmark-here.ts';
import type { Command, CommandContext } from './command.ts';

/** While a briefing is told these keys are its own, before whatever has the focus. */
export const storyCommands: readonly Command[] = [
  inStory('story.next', 'command.storyNext', 'ArrowRight', ({ live }) => live.briefings.getState().step(1)),
  inStory('story.previous', 'command.storyPrevious', 'ArrowLeft', ({ live }) => live.briefings.getState().step(-1)),
  inStory('story.pause', 'command.storyPause', ' ', ({ live }) => live.briefings.getState().togglePaused()),
  inStory('story.end', 'command.storyEnd', 'Escape', ({ live }) => live.briefings.getState().end()),
];

/** Bookmarks of the past, and telling them. */
export const briefingCommands: readonly Command[] = [
  {
    id: 'briefing.bookmark',
    title: (t) => t('command.bookmark'),
    shortcuts: [{ key: 'k' }],
    isOffered: isReplay,
    run: ({ live }) => bookmarkHere(live),
  },
  {
    id: 'briefing.play',
    title: (t) => t('command.briefingPlay'),
    isOffered: (context) => isReplay(context) && (findOpen(context.live)?.bookmarks.length ?? 0) > 0,
    run: ({ live }) => {
      const open = findOpen(live);
      if (open) live.briefings.getState().play(open);
    },
  },
  ...storyCommands,
];

type StoryWords = `command.story${'Next' | 'Previous' | 'Pause' | 'End'}`;

function inStory(id: string, title: StoryWords, key: string, run: Command['run']): Command {
  return {
    ...{ id, title: (t) => t(title), shortcuts: [{ key }], isKeyOnly: true, run },
    isOffered: (context) => isReplay(context) && context.live.briefings.getState().story !== undefined,
  };
}

function isReplay({ live }: CommandContext): boolean {
  return live.replay !== undefined;
}

import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import type { Story } from '../../store/replay/story.ts';

/** Where the story is and what drives it on; time runs from left to right, as on the timeline. */
export function StoryDots({ story, share }: { story: Story; share: number }) {
  const t = useText();
  const { briefings } = useLive();
  const { step, goTo, togglePaused, end } = briefings.getState();
  const { bookmarks, index, isPaused, isEnded } = story;
  return (
    <div className="story-foot">
      <div className="story-progress" dir="ltr">
        <button
          type="button"
          className="small"
          disabled={index === 0}
          aria-label={t('command.storyPrevious')}
          onClick={() => step(-1)}
        >
          ←
        </button>
        <ol className="story-dots" aria-label={t('briefing.progress')}>
          {bookmarks.map(({ bookmarkId, title }, each) => (
            <li key={bookmarkId}>
              <button
                type="button"
                className={each < index ? 'is-past' : undefined}
                aria-current={each === index ? 'step' : undefined}
                aria-label={t('briefing.dot', { number: each + 1, count: bookmarks.length, title })}
                title={title}
                onClick={() => goTo(each)}
              />
            </li>
          ))}
        </ol>
        <button
          type="button"
          className="small"
          disabled={index === bookmarks.length - 1}
          aria-label={t('command.storyNext')}
          onClick={() => step(1)}
        >
          →
        </button>
      </div>
      <progress className="story-held" max={1} value={share} aria-label={t('briefing.held')} />
      <span className="figures quiet" dir="ltr">
        {index + 1} / {bookmarks.length}
      </span>
      <button type="button" className="small" onClick={togglePaused}>
        {t(isEnded ? 'briefing.again' : isPaused ? 'briefing.resume' : 'briefing.pause')}
      </button>
      <button type="button" className="small" onClick={end}>
        <kbd>{t('replay.leaveKey')}</kbd> {t('briefing.end')}
      </button>
      {isEnded && <span role="status">{t('briefing.ended')}</span>}
    </div>
  );
}

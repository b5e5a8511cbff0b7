import { useEffect } from 'react';
import { unmarked } from '#shared/schema/marking.ts';
import { formatLocalTime, formatUtcDateTime, formatZone } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { isFrozen, useBriefings, useLive } from '../../store/live-context.ts';
import { findBriefing } from '../../store/replay/briefing-store.ts';
import { bookmarkOf, holdMsOf, type Story } from '../../store/replay/story.ts';
import { StoryDots } from './story-dots.tsx';
import './briefing.css';

const everyMs = 250;
/** The server begins to go to a moment a little after it was asked to. */
const settledTicks = 3;

/** What is said at the bookmark that is shown, in large type between the map and the timeline; nothing while no story is told. */
export function StoryCaption({ timeZone }: { timeZone: string }) {
  const story = useBriefings((state) => state.story);
  return story ? <Caption story={story} timeZone={timeZone} /> : null;
}

function Caption({ story, timeZone }: { story: Story; timeZone: string }) {
  const t = useText();
  const live = useLive();
  const marking = useBriefings((state) => findBriefing(state, story.briefingId)?.marking ?? unmarked);
  const { visits } = story;
  useEffect(() => {
    const { briefings, replay, map, view } = live;
    let seen = { visits: 0, ticks: 0 };
    const timer = setInterval(() => {
      const status = replay?.status();
      const isOnItsWay = status === undefined || status.state === 'moving' || isFrozen(live);
      const { story: told, tick } = briefings.getState();
      tick(performance.now(), isOnItsWay);
      if (!told || isOnItsWay) return;
      seen = { visits: told.visits, ticks: told.visits === seen.visits ? seen.ticks + 1 : 0 };
      // Only now it is known where the selected record is at that moment, and how high this caption is.
      const { selected } = view.getState();
      if (seen.ticks === settledTicks && selected) map.current?.uncover(selected);
    }, everyMs);
    return () => clearInterval(timer);
  }, [live]);
  const { at, title, text, truth } = bookmarkOf(story);
  return (
    <section className="story-caption" aria-label={t('briefing.story')}>
      <p className="story-above quiet figures">
        <bdi dir="auto">{story.title}</bdi>
        <span>
          <bdi dir="ltr">{formatUtcDateTime(at, true)}</bdi> ·{' '}
          <bdi dir="ltr">{`${formatLocalTime(at, timeZone)} ${formatZone(at, timeZone)}`}</bdi> · {t(`truth.${truth}`)}
        </span>
        {marking.classification !== 'unclassified' && <strong>{t(`classification.${marking.classification}`)}</strong>}
      </p>
      <div className="story-live" aria-live="polite">
        <div className="story-said" key={visits}>
          <h2>
            <bdi dir="auto">{title}</bdi>
          </h2>
          {text && (
            <p>
              <bdi dir="auto">{text}</bdi>
            </p>
          )}
        </div>
      </div>
      <StoryDots story={story} share={story.heldMs / holdMsOf(story)} />
    </section>
  );
}

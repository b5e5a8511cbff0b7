import type { PassagesAnswer, TrackPassage } from '#shared/protocol/passages.ts';
import type { TrackType } from '#shared/schema/watch/track.ts';
import { trackPaths } from '../../format/symbol-paths.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { LongList } from '../../ui/long-list.tsx';
import { describePassage, nameOfPassage, type PassageTime } from './describe-passage.ts';

/** What passed, the earliest entry first. */
export function PassageList({ answer }: { answer: PassagesAnswer }) {
  const t = useText();
  const { passages, tracks, truncated, fixesRead } = answer;
  const selected = useView((state) => state.selected);
  return (
    <>
      <p className="quiet" role="status">
        {passages.length === 0 ? t('passages.empty') : t('passages.found', { tracks, count: passages.length })}
        {' · '}
        {t('passages.read', { count: fixesRead })}
      </p>
      {truncated && <p className="tone-warning">{t('passages.truncated', { count: passages.length })}</p>}
      <LongList
        className="track-list passage-list"
        count={passages.length}
        renderRow={(index) => {
          const passage = passages[index]!;
          return <Row passage={passage} isSelected={`track/${passage.track}` === selected} />;
        }}
      />
    </>
  );
}

function Row({ passage, isSelected }: { passage: TrackPassage; isSelected: boolean }) {
  const t = useText();
  const { view, store } = useLive();
  const type = (passage.trackType ?? 'unknown') as TrackType;
  const key = `track/${passage.track}`;
  const { entered, left, stayed } = describePassage(passage, t);
  return (
    <button type="button" aria-pressed={isSelected} onClick={() => view.getState().select(key, { centre: true })}>
      <Glyph path={trackPaths[type]} colour="patrol" />
      <span className="grow">
        <span className="row-head">
          <bdi className="grow">{nameOfPassage(passage)}</bdi>
          <span className="figures quiet">{stayed}</span>
        </span>
        <span className="row-note">
          {t(`trackType.${type}`)}
          {passage.unit && (
            <>
              {' · '}
              <bdi>{passage.unit}</bdi>
            </>
          )}
          {!store.picture.records.has(key) && ` · ${t('passages.gone')}`}
        </span>
        <Time time={entered} />
        <Time time={left} />
      </span>
    </button>
  );
}

/** A time that was not observed says so to those who hover, and to those who listen. */
function Time({ time: { text, about } }: { time: PassageTime }) {
  return (
    <span className="row-note figures" {...(about ? { title: about } : {})}>
      {text}
      {about && <span className="unseen"> {about}</span>}
    </span>
  );
}

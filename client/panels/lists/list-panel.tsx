import { memo, useState } from 'react';
import type { TrackType } from '#shared/schema/watch/track.ts';
import { formatAge } from '../../format/age-text.ts';
import { isContact } from '../../format/record-kinds.ts';
import { trackPaths } from '../../format/symbol-paths.ts';
import { useText } from '../../language/use-text.ts';
import { type FreshnessCode, freshnessName } from '../../store/live/freshness.ts';
import { useLive, usePulse, useView } from '../../store/live-context.ts';
import { FreshnessBadge } from '../../ui/freshness-badge.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { LongList } from '../../ui/long-list.tsx';
import { Panel } from '../../ui/panel.tsx';
import { sortTracks } from './sort-tracks.ts';

/** All moving objects, the worst heard first and rides of the past last: the way to select one without a pointer. */
export function ListPanel({ onClose }: { onClose?: () => void }) {
  const t = useText();
  const live = usePulse();
  const selected = useView((state) => state.selected);
  const [words, setWords] = useState('');
  const rows = sortTracks(live, words);
  return (
    <Panel name="list" title={t('list.title')} onClose={onClose}>
      <input
        className="filter"
        type="text"
        placeholder={t('list.filter')}
        aria-label={t('list.filter')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <LongList
        className="track-list"
        count={rows.count}
        renderRow={(index) => {
          const { record, name, state, ageMs } = rows.rowAt(index);
          return (
            <>
              {index === rows.firstPast && (
                <h3 className="list-heading">{t('list.past', { count: rows.count - rows.firstPast })}</h3>
              )}
              <TrackRow
                recordKey={record.key}
                name={name}
                type={record.body.trackType}
                isContact={isContact(record)}
                state={index < rows.firstPast ? state : undefined}
                age={formatAge(t, ageMs)}
                isSelected={record.key === selected}
              />
            </>
          );
        }}
      />
      {rows.count === 0 && <p className="empty">{t(words ? 'list.noMatch' : 'list.empty')}</p>}
    </Panel>
  );
}

const TrackRow = memo(function TrackRow(row: {
  recordKey: string;
  name: string;
  type: TrackType;
  isContact: boolean;
  /** Undefined for a ride of the past: nobody waits for its next position. */
  state: FreshnessCode | undefined;
  age: string;
  isSelected: boolean;
}) {
  const t = useText();
  const { view, replay } = useLive();
  return (
    <button
      type="button"
      aria-pressed={row.isSelected}
      onClick={() => view.getState().select(row.recordKey, { centre: true })}
    >
      <Glyph path={trackPaths[row.type]} colour={row.isContact ? 'contact' : 'patrol'} />
      <span className="grow">{row.name}</span>
      <span className="figures quiet">{row.age}</span>
      {row.state === undefined ? (
        <span className="freshness freshness-past">{t('list.pastMark')}</span>
      ) : (
        <FreshnessBadge state={freshnessName(row.state)} isPast={replay !== undefined} />
      )}
    </button>
  );
});

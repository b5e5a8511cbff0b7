import { useState } from 'react';
import type { PictureRecord } from '#shared/picture/record.ts';
import { formatAge } from '../format/age-text.ts';
import { isContact, trackLabel } from '../format/record-kinds.ts';
import { trackPaths } from '../format/symbol-paths.ts';
import { useText } from '../language/use-text.ts';
import { drawnFreshness, freshnessName } from '../store/freshness.ts';
import { isFrozen, type Live, usePulse, useView } from '../store/live-context.ts';
import { FreshnessBadge } from '../ui/freshness-badge.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Panel } from '../ui/panel.tsx';

const rowLimit = 200;

type Row = { record: PictureRecord<'track'>; name: string; state: 0 | 1 | 2 | 3; ageMs: number };

/** All moving objects, the worst heard first: the way to select one without a pointer. */
export function ListPanel({ onClose }: { onClose?: () => void }) {
  const t = useText();
  const live = usePulse();
  const selected = useView((state) => state.selected);
  const [words, setWords] = useState('');
  const rows = listTracks(live, words);
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
      <ul className="track-list">
        {rows.slice(0, rowLimit).map(({ record, name, state, ageMs }) => (
          <li key={record.key}>
            <button
              type="button"
              aria-pressed={record.key === selected}
              onClick={() => live.view.getState().select(record.key, { centre: true })}
            >
              <Glyph path={trackPaths[record.body.trackType]} colour={isContact(record) ? 'contact' : 'patrol'} />
              <span className="grow">{name}</span>
              <span className="figures quiet">{formatAge(t, ageMs)}</span>
              <FreshnessBadge state={freshnessName(state)} />
            </button>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className="empty">{t(words ? 'list.noMatch' : 'list.empty')}</p>}
      {rows.length > rowLimit && <p className="quiet">{t('list.more', { count: rows.length - rowLimit })}</p>}
    </Panel>
  );
}

function listTracks(live: Live, words: string): Row[] {
  const { tracks } = live.store.picture;
  const now = live.clock.serverNow() ?? 0;
  const frozen = isFrozen(live);
  const wanted = words.trim().toLowerCase();
  const rows: Row[] = [];
  for (const record of live.store.recordsOf('track')) {
    const slot = tracks.find(record.id);
    const name = trackLabel(record);
    if (slot === undefined || !name.toLowerCase().includes(wanted)) continue;
    rows.push({
      record,
      name,
      state: drawnFreshness(tracks, slot, now, frozen),
      ageMs: now - tracks.observedAt[slot]!,
    });
  }
  return rows.sort((a, b) => b.state - a.state || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

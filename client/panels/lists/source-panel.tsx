import { freshnessMultiples } from '#shared/parameters/freshness.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { formatAge } from '../../format/age-text.ts';
import { sourcePath } from '../../format/symbol-paths.ts';
import { useText } from '../../language/use-text.ts';
import { type Live, useLive, usePulse } from '../../store/live-context.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Panel } from '../../ui/panel.tsx';

type SourceRow = {
  record: PictureRecord<'source'>;
  /** Epoch milliseconds; undefined when it was never heard. */
  heardAt: number | undefined;
  isSilent: boolean;
  tracks: number;
  records: number;
};

/** Every source of reports, the worst first: whether it speaks, when it was last heard, how much of the picture is its. */
export function SourcePanel({ onClose }: { onClose: () => void }) {
  const t = useText();
  const live = usePulse();
  const now = live.clock.serverNow() ?? 0;
  const rows = sortSources(live, now);
  return (
    <Panel name="sources" title={t('sources.title')} onClose={onClose}>
      <ul className="track-list source-list">
        {rows.map((row) => (
          <li key={row.record.key}>
            <SourceLine row={row} now={now} />
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className="empty">{t('sources.empty')}</p>}
    </Panel>
  );
}

function SourceLine({ row, now }: { row: SourceRow; now: number }) {
  const t = useText();
  const { view } = useLive();
  const { record, heardAt, isSilent } = row;
  const { intervalSeconds, status, name } = record.body;
  const isBad = isSilent || status !== 'connected';
  return (
    <button type="button" onClick={() => view.getState().select(record.key)}>
      <Glyph path={sourcePath} colour={isBad ? 'warning' : 'dim'} />
      <span className="grow">
        {name}
        <span className="row-note">
          {heardAt === undefined ? t('sources.never') : t('sources.heard', { age: formatAge(t, now - heardAt) })}
          {intervalSeconds === undefined
            ? ''
            : ` · ${t('sources.every', { interval: formatAge(t, intervalSeconds * 1000) })}`}
        </span>
        <span className="row-note">{t('sources.holds', { tracks: row.tracks, records: row.records })}</span>
      </span>
      <b className={isBad ? 'tone-warning' : 'tone-good'}>
        {t(isSilent && status === 'connected' ? 'sourceStatus.silent' : `sourceStatus.${status}`)}
      </b>
    </button>
  );
}

const severity = { failed: 0, disconnected: 1, silent: 2, connected: 4 } as const;

function sortSources(live: Live, now: number): SourceRow[] {
  const { tracks } = live.store.picture;
  const held = countBySource(live);
  const rows = live.store.recordsOf('source').map((record): SourceRow => {
    const { lastHeardAt, intervalSeconds } = record.body;
    const counted = held.get(record.id);
    let heardAt = lastHeardAt;
    for (const name of counted?.tracks ?? []) {
      const slot = tracks.find(name);
      if (slot !== undefined) heardAt = Math.max(heardAt ?? 0, tracks.observedAt[slot]!);
    }
    const limitMs = (intervalSeconds ?? Number.POSITIVE_INFINITY) * 1000 * freshnessMultiples.stale;
    const isSilent = heardAt !== undefined && now - heardAt > limitMs;
    return { record, heardAt, isSilent, tracks: counted?.tracks.length ?? 0, records: counted?.records ?? 0 };
  });
  const rank = ({ record, isSilent }: SourceRow) => Math.min(severity[record.body.status], isSilent ? 3 : 4);
  const age = ({ heardAt }: SourceRow) => now - (heardAt ?? 0);
  return rows.sort((one, other) => rank(one) - rank(other) || age(other) - age(one));
}

type Held = Map<string, { tracks: string[]; records: number }>;
let kept: { causes: readonly unknown[]; held: Held } | undefined;

/** What each source has in the picture; counted anew only when records changed. */
function countBySource({ store }: Live): Held {
  const causes = [store.picture, store.held.facts];
  if (kept && causes.every((cause, index) => cause === kept!.causes[index])) return kept.held;
  const held: Held = new Map();
  for (const record of store.picture.records.values()) {
    const own = held.get(record.source) ?? { tracks: [], records: 0 };
    if (record.kind === 'track') own.tracks.push(record.id);
    else own.records++;
    held.set(record.source, own);
  }
  kept = { causes, held };
  return held;
}

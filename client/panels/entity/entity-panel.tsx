import type { Mission } from '#shared/schema/mission.ts';
import { formatAge } from '../../format/age-text.ts';
import { trackOf } from '../../format/position-of-key.ts';
import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import { type MessageId, useText } from '../../language/use-text.ts';
import { drawnFreshness, freshnessName } from '../../store/live/freshness.ts';
import { isFrozen, type Live, usePulse, useView } from '../../store/live-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FreshnessBadge } from '../../ui/freshness-badge.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { Panel } from '../../ui/panel.tsx';
import { detailSections } from '../details/detail-registry.ts';
import type { DetailRow } from '../details/detail-row.ts';
import { EntityActions } from './entity-actions.tsx';
import { RemoveLost } from './remove-lost.tsx';

/** Everything known about the selected object, ages counting in place. */
export function EntityPanel({ mission }: { mission: Mission }) {
  const t = useText();
  const live = usePulse();
  const key = useView((view) => view.selected);
  if (!key) return null;
  const close = () => live.view.getState().select(undefined);
  const record = live.store.picture.records.get(key);
  const kind = kindOfKey(key);
  if (!record || !kind)
    return live.store.isCurrent ? (
      <Panel name="entity" title={key} onClose={close}>
        <p className="empty">{t(absenceOf(live))}</p>
      </Panel>
    ) : null;
  const { titleOf, colour, subkindOf, subkindLabel, subkindPath } = descriptionOf(kind);
  const now = live.clock.serverNow() ?? live.store.pictureAt ?? record.observedAt;
  const sections = detailSections(kind, record, { live, mission, t, now });
  const heard = hearing(live, trackOf(live.store.picture, record), now);
  return (
    <Panel name="entity" title={titleOf(record, t)} onClose={close}>
      <p className="entity-state">
        <Glyph path={subkindPath(subkindOf(record))} colour={colour} />
        <span className="grow entity-kind">{t(subkindLabel(subkindOf(record)))}</span>
        {heard && (
          <>
            <FreshnessBadge state={heard.state} isPast={live.replay !== undefined} />
            <span className="figures">{formatAge(t, heard.ageMs)}</span>
          </>
        )}
      </p>
      <EntityActions recordKey={key} />
      {heard?.state === 'lost' && !live.replay && (
        <RemoveLost key={heard.name} name={heard.name} title={titleOf(record, t)} />
      )}
      {record.retracted && <p className="tone-critical">{t('entity.retracted')}</p>}
      {sections.map((section) => (
        <section className="details" key={section.title}>
          <h3>{t(section.title)}</h3>
          {section.text !== undefined && <p dir="auto">{section.text}</p>}
          <dl>
            {section.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity and never move.
              <div key={index}>
                <dt>{row.name === undefined ? t(row.label) : <bdi dir="auto">{row.name}</bdi>}</dt>
                <dd className={row.tone ? `tone-${row.tone}` : ''}>
                  <RowValue row={row} onSelect={(next) => live.view.getState().select(next)} />
                  {row.isCopyable && <CopyButton text={row.value.replace(/\s+/g, ' ')} label={t(row.label)} />}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Panel>
  );
}

/** Of the past somebody may look at a moment before the first report of what is selected. */
function absenceOf({ store, replay }: Live): MessageId {
  if (store.missingHistory > 0) return 'entity.coming';
  return replay ? 'entity.notThen' : 'entity.gone';
}

function RowValue({ row, onSelect }: { row: DetailRow; onSelect: (key: string) => void }) {
  const { key } = row;
  const value = <bdi dir={row.isLtr ? 'ltr' : 'auto'}>{row.value}</bdi>;
  if (!key) return value;
  return (
    <button type="button" className="link" onClick={() => onSelect(key)}>
      {value}
    </button>
  );
}

function hearing(live: Live, track: string | undefined, now: number) {
  const { tracks } = live.store.picture;
  const slot = track === undefined ? undefined : tracks.find(track);
  if (track === undefined || slot === undefined) return undefined;
  return {
    name: track,
    state: freshnessName(drawnFreshness(tracks, slot, now, isFrozen(live))),
    ageMs: now - tracks.observedAt[slot]!,
  };
}

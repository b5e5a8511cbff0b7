import type { Gap } from '#shared/coverage/gaps/rank-gaps.ts';
import { type BoundingBox, boxAround } from '#shared/geo/bounding-box.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import { useText } from '../../language/use-text.ts';
import { useCoverage, usePulse } from '../../store/live-context.ts';
import { Panel } from '../../ui/panel.tsx';
import { findGaps } from './find-gaps.ts';
import './cover.css';

/** Areas without medical cover that concern somebody, those with most patrols inside first. */
export function GapPanel({ mission, onClose }: { mission: Mission; onClose: () => void }) {
  const t = useText();
  const live = usePulse();
  // New cover is told at once, not with the next pulse.
  useCoverage((state) => state.classes);
  const gaps = findGaps(live, mission, live.clock.serverNow() ?? 0);
  return (
    <Panel name="gaps" title={t('gaps.title')} onClose={onClose}>
      {!gaps && <p className="empty">{t('gaps.waiting')}</p>}
      {gaps?.length === 0 && <p className="empty">{t('gaps.empty')}</p>}
      <ul className="gap-list">
        {gaps?.map((gap) => (
          <GapRow key={[gap.cover, ...gap.patrols, ...gap.crossings, ...gap.sites].join()} gap={gap} />
        ))}
      </ul>
    </Panel>
  );
}

/** Around a single place, in degrees: as far as a helicopter gets in a few minutes. */
const marginDegrees = 0.25;

/** At most so many are named; the numbers tell how many there are. */
const mostNames = 12;

function GapRow({ gap }: { gap: Gap }) {
  const t = useText();
  const { map, view, store } = usePulse();
  const { cover, patrols, crossings, sites, places } = gap;
  const counts = [
    t('gaps.patrols', { count: patrols.length }),
    ...(crossings.length > 0 ? [t('gaps.crossings', { count: crossings.length })] : []),
    ...(sites.length > 0 ? [t('gaps.sites', { count: sites.length })] : []),
  ];
  return (
    <li data-cover={cover} data-patrols={patrols.length}>
      <button type="button" className="gap-head" onClick={() => map.current?.showBox(areaAround(places))}>
        <span>{t(`coverClass.${cover}`)}</span>
        <span className="row-note">{counts.join(' · ')}</span>
      </button>
      <p className="gap-names">
        {[...patrols, ...crossings, ...sites].slice(0, mostNames).map((key) => {
          const record = store.picture.records.get(key);
          const kind = kindOfKey(key);
          return record && kind ? (
            <button
              key={key}
              type="button"
              className="link"
              onClick={() => view.getState().select(key, { centre: true })}
            >
              <bdi>{descriptionOf(kind).titleOf(record, t)}</bdi>
            </button>
          ) : null;
        })}
      </p>
    </li>
  );
}

function areaAround(places: readonly Position[]): BoundingBox {
  const [west, south, east, north] = boxAround(places);
  return [west - marginDegrees, south - marginDegrees, east + marginDegrees, north + marginDegrees];
}

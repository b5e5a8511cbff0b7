import type { Gap } from '#shared/coverage/gaps/rank-gaps.ts';
import { type BoundingBox, boxAround } from '#shared/geo/bounding-box.ts';
import { distanceMetres } from '#shared/geo/great-circle.ts';
import type { Position } from '#shared/geo/position.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { descriptionOf, kindOfKey } from '../../format/record-kinds.ts';
import { useText } from '../../language/use-text.ts';
import { type Live, useCoverage, usePulse } from '../../store/live-context.ts';
import { Panel } from '../../ui/panel.tsx';
import { findGaps, keepLabels } from './find-gaps.ts';
import { gapsAsGeoJson, saveFile } from './gap-geojson.ts';
import './cover.css';

/** Areas without medical cover that concern somebody, those with most patrols inside first. */
export function GapPanel({ mission, onClose }: { mission: Mission; onClose: () => void }) {
  const t = useText();
  const live = usePulse();
  // New cover is told at once, not with the next pulse.
  useCoverage((state) => state.classes);
  const gaps = findGaps(live, mission, live.clock.serverNow() ?? 0);
  const save = () => {
    const coverage = live.coverage.getState();
    const labels = keepLabels(coverage, mission);
    if (!labels || !coverage.coverage) return;
    const { computedAt } = coverage.coverage;
    const name = `gaps-${new Date(computedAt).toISOString().replace(/[-:]|\.\d+/g, '')}.geojson`;
    saveFile(name, 'application/geo+json', gapsAsGeoJson(labels, computedAt));
  };
  return (
    <Panel name="gaps" title={t('gaps.title')} onClose={onClose}>
      {!gaps && <p className="empty">{t('gaps.waiting')}</p>}
      {gaps?.length === 0 && <p className="empty">{t('gaps.empty')}</p>}
      <ul className="gap-list">
        {gaps?.map((gap) => (
          <GapRow key={[gap.cover, ...gap.patrols, ...gap.crossings, ...gap.sites].join()} gap={gap} />
        ))}
      </ul>
      {gaps && gaps.length > 0 && (
        <p className="gap-foot">
          <button type="button" className="small" onClick={save}>
            {t('gaps.save')}
          </button>
        </p>
      )}
    </Panel>
  );
}

/** Around a single place, in degrees: as far as a helicopter gets in a few minutes. */
const marginDegrees = 0.25;

/** At most so many of a kind are named; the numbers tell how many there are. */
const mostNames = 12;

function GapRow({ gap }: { gap: Gap }) {
  const t = useText();
  const { map, store } = usePulse();
  const { cover, patrols, crossings, sites, places, middle } = gap;
  const near = nearestPlace(store, middle);
  const title = t(`coverClass.${cover}`);
  return (
    <li data-cover={cover} data-patrols={patrols.length}>
      <button type="button" className="gap-head" onClick={() => map.current?.showBox(areaAround(places))}>
        {near === undefined ? title : t('gaps.near', { cover: title, place: near })}
      </button>
      <dl className="gap-names">
        <Names label={t('gaps.patrols', { count: patrols.length })} keys={patrols} />
        {crossings.length > 0 && <Names label={t('gaps.crossings', { count: crossings.length })} keys={crossings} />}
        {sites.length > 0 && <Names label={t('gaps.sites', { count: sites.length })} keys={sites} />}
      </dl>
    </li>
  );
}

/** Each name once: the same patrol may be planned for several days. */
function Names({ label, keys }: { label: string; keys: readonly string[] }) {
  const t = useText();
  const { view, store } = usePulse();
  const named = new Map<string, string>();
  for (const key of keys) {
    const record = store.picture.records.get(key);
    const kind = kindOfKey(key);
    const title = record && kind && descriptionOf(kind).titleOf(record, t);
    if (title && !named.has(title)) named.set(title, key);
  }
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {[...named].slice(0, mostNames).map(([title, key]) => (
          <button
            key={key}
            type="button"
            className="link"
            onClick={() => view.getState().select(key, { centre: true })}
          >
            <bdi>{title}</bdi>
          </button>
        ))}
        {named.size > mostNames && <span className="quiet">{t('gaps.more', { count: named.size - mostNames })}</span>}
      </dd>
    </>
  );
}

/** The site or facility of the mission that is nearest to the middle of an area. */
function nearestPlace(store: Live['store'], middle: Position): string | undefined {
  const known = [
    ...store.recordsOf('site').flatMap(({ body }) => (body.status === 'open' ? [body] : [])),
    ...store.recordsOf('facility').flatMap(({ body }) => (body.level === 'civilian' ? [] : [body])),
  ];
  return known.reduce<{ name: string; metres: number } | undefined>((nearest, { name, position }) => {
    const metres = distanceMetres(middle, position);
    return nearest && nearest.metres <= metres ? nearest : { name, metres };
  }, undefined)?.name;
}

function areaAround(places: readonly Position[]): BoundingBox {
  const [west, south, east, north] = boxAround(places);
  return [west - marginDegrees, south - marginDegrees, east + marginDegrees, north + marginDegrees];
}

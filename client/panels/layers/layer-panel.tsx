import { lazy, Suspense, useState } from 'react';
import { freshnessStates } from '#shared/parameters/freshness.ts';
import { descriptionOf, mapKinds, type ShownKind } from '../../format/record-kinds.ts';
import { useText } from '../../language/use-text.ts';
import { usePulse, useSlow, useView } from '../../store/live-context.ts';
import { FreshnessBadge } from '../../ui/freshness-badge.tsx';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ViewMenu } from '../bar/view-menu.tsx';
import { BasemapSection } from '../basemap/basemap-section.tsx';
import { CasualtySection } from './casualty-section.tsx';
import { countFreshness, countSubkinds } from './count-records.ts';
import { TrailControl, WindowControl } from './layer-controls.tsx';

/** Its words and patterns are not needed for the first picture. */
const CoverSection = lazy(async () => ({ default: (await import('../cover/cover-section.tsx')).CoverSection }));

/** What is on the map, how much of it, and what is switched off. */
export function LayerPanel({ isPhone, onClose }: { isPhone: boolean; onClose?: () => void }) {
  const t = useText();
  const isDrawn = useSlow(({ store }) => store.isDrawn);
  return (
    <Panel name="layers" title={t('layers.title')} onClose={onClose}>
      <FreshnessCountsRow />
      {isPhone && <ViewMenu />}
      <ul className="layer-list">
        {mapKinds.map((kind) => (
          <LayerRow key={kind} kind={kind} />
        ))}
      </ul>
      {isDrawn && (
        <Suspense>
          <CoverSection />
        </Suspense>
      )}
      <CasualtySection />
      <BasemapSection />
    </Panel>
  );
}

function FreshnessCountsRow() {
  const live = usePulse();
  const counts = countFreshness(live);
  return (
    <dl className="freshness-counts">
      {freshnessStates.map((state) => (
        <div key={state} className={counts[state] > 0 ? '' : 'is-none'}>
          <dt>
            <FreshnessBadge state={state} isPast={live.replay !== undefined} />
          </dt>
          <dd>{counts[state]}</dd>
        </div>
      ))}
    </dl>
  );
}

function LayerRow({ kind }: { kind: ShownKind }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { store, view, map } = usePulse();
  const gathered = map.current?.gathered(kind) ?? 0;
  const hidden = useView((state) => state.hidden);
  const { label, path, colour, subkindLabel, subkindPath } = descriptionOf(kind);
  const counts = countSubkinds(store, kind);
  const total = store.recordsOf(kind).length;
  const isShown = !hidden.includes(kind);
  const some = [...counts].some(([subkind]) => hidden.includes(`${kind}.${subkind}`));
  return (
    <li className={isShown ? '' : 'is-off'}>
      <div className="layer-row">
        <button
          type="button"
          className="icon-button disclosure"
          aria-expanded={isOpen}
          aria-label={t('layers.details', { name: t(label) })}
          disabled={counts.size === 0}
          onClick={() => setOpen(!isOpen)}
        >
          <Glyph path={controlPaths.open} />
        </button>
        <label>
          <input
            type="checkbox"
            checked={isShown}
            ref={(box) => {
              if (box) box.indeterminate = isShown && some;
            }}
            onChange={() => view.getState().toggleHidden(kind)}
          />
          <Glyph path={path} colour={colour} />
          <span className="grow">{t(label)}</span>
        </label>
        <span className="figures">{total}</span>
      </div>
      {isShown && gathered > 0 && (
        <p className="row-note layer-note">
          {t('layers.gathered', { count: gathered })}
          {kind === 'incident' && ` ${t('layers.vague')}`}
        </p>
      )}
      {kind === 'track' && <TrailControl />}
      {kind === 'incident' && <WindowControl />}
      {isOpen && (
        <ul>
          {[...counts].sort().map(([subkind, count]) => (
            <li key={subkind} className="layer-row">
              <label>
                <input
                  type="checkbox"
                  checked={isShown && !hidden.includes(`${kind}.${subkind}`)}
                  disabled={!isShown}
                  onChange={() => view.getState().toggleHidden(`${kind}.${subkind}`)}
                />
                <Glyph path={subkindPath(subkind)} colour={colour} />
                <span className="grow">{t(subkindLabel(subkind))}</span>
              </label>
              <span className="figures">{count}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

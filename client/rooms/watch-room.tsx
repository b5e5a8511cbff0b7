import { Suspense, useCallback, useMemo, useState } from 'react';
import type { Mission } from '#shared/schema/mission.ts';
import { useText } from '../language/use-text.ts';
import type { MapController } from '../map/map-controller.ts';
import type { Hover, MapState } from '../map/map-options.ts';
import { MapView } from '../map/map-view.tsx';
import { ActivityStrip } from '../panels/activity/activity-strip.tsx';
import { PanelTabs } from '../panels/bar/panel-tabs.tsx';
import { TopBar } from '../panels/bar/top-bar.tsx';
import { FeatureCard } from '../panels/basemap/feature-card.tsx';
import { CoverReadout } from '../panels/cover/cover-readout.tsx';
import { HoverCard } from '../panels/entity/hover-card.tsx';
import { FileDrop } from '../panels/file-drop.tsx';
import { LayerPanel } from '../panels/layers/layer-panel.tsx';
import { LoadingPanel } from '../panels/loading-panel.tsx';
import { Banners } from '../panels/notices/banners.tsx';
import { ClassificationBanner, FooterLine } from '../panels/notices/footer-line.tsx';
import { WhatIfBanner } from '../panels/notices/what-if-banner.tsx';
import { PointingTools } from '../panels/pointing/pointing-tools.tsx';
import { useBasemapStatus } from '../store/basemap-status.ts';
import { isFrozen, useEntry, useSlow, useView } from '../store/live-context.ts';
import type { Language } from '../store/view/view-url.ts';
import { useMedia } from '../ui/use-media.ts';
import {
  BoardPanel,
  BriefingPanel,
  CasevacPanel,
  DossierPage,
  EntityPanel,
  EntryPanel,
  GapPanel,
  ImportPage,
  KeysSheet,
  ListPanel,
  PassagesPanel,
  PatrolPanel,
  PrintSheet,
  SourcePanel,
  WhatIfPanel,
} from './later-panels.ts';
import { measureInsets, measureScreen, phoneWidth, useScale } from './screen-measures.ts';
import type { Session } from './session.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The watch: the map full-bleed, panels floating on it. */
export function WatchRoom(props: { session: Session; mission: Mission; language: Language }) {
  const { session, mission, language } = props;
  const t = useText();
  const [mapState, setMapState] = useState<MapState>('loading');
  const [hover, setHover] = useState<Hover>();
  const frozen = useSlow(isFrozen);
  const isPhone = useMedia(phoneWidth);
  const theme = useView((view) => view.theme);
  const open = useView((view) => view.open);
  const selected = useView((view) => view.selected);
  const isPrinting = useView((view) => view.isPrinting);
  const isEntering = useEntry((entry) => entry.open !== undefined);
  const scale = useScale();
  const insets = useCallback(() => {
    const { view, entry } = session;
    const { open, selected } = view.getState();
    const beside = { hasEntity: selected !== undefined, isEntering: entry.getState().open !== undefined };
    return measureInsets({ ...measureScreen(), ...beside, open, language });
  }, [session, language]);
  const basemap = useBasemapStatus();
  // Paper is white.
  const mapTheme = isPrinting ? 'daylight' : theme;
  const dress = useMemo(
    () => ({ theme: mapTheme, language, scale, t, basemap }),
    [mapTheme, language, scale, t, basemap],
  );
  const { togglePanel } = session.view.getState();
  const context = useMemo(() => ({ live: session, mission, isPhone }), [session, mission, isPhone]);
  useShortcuts(context);

  const onController = useCallback(
    (controller: MapController | undefined) => {
      session.map.current = controller;
    },
    [session],
  );
  // A case says more on its own panel than beside it, and a phone shows one of the two.
  const isOnDesk = isPhone && open.includes('casevac') && selected?.startsWith('casevac/') === true;
  const showSide = !isPhone || ((selected === undefined || isOnDesk) && !isEntering);
  return (
    <main className={`desk${frozen ? ' is-frozen' : ''}`}>
      <MapView
        live={session}
        mission={mission}
        dress={dress}
        insets={insets}
        onState={setMapState}
        onHover={setHover}
        onController={onController}
      />
      {hover && !isPhone && hover.key !== selected && <HoverCard hover={hover} />}
      <FeatureCard />
      <div className="desk-head">
        <ClassificationBanner />
        <TopBar mission={mission} />
        <Banners />
        <WhatIfBanner />
      </div>
      <div className="desk-start">
        <PanelTabs context={context} />
        {showSide && open.includes('layers') && (
          <LayerPanel isPhone={isPhone} onClose={() => togglePanel('layers', false)} />
        )}
        <Suspense>
          {showSide && open.includes('patrols') && <PatrolPanel onClose={() => togglePanel('patrols', false)} />}
          {showSide && open.includes('casevac') && <CasevacPanel onClose={() => togglePanel('casevac', false)} />}
          {showSide && open.includes('sources') && <SourcePanel onClose={() => togglePanel('sources', false)} />}
          {showSide && open.includes('whatif') && (
            <WhatIfPanel mission={mission} onClose={() => togglePanel('whatif', false)} />
          )}
          {showSide && open.includes('gaps') && (
            <GapPanel mission={mission} onClose={() => togglePanel('gaps', false)} />
          )}
          {showSide && open.includes('board') && <BoardPanel onClose={() => togglePanel('board', false)} />}
          {showSide && open.includes('passages') && <PassagesPanel onClose={() => togglePanel('passages', false)} />}
          {showSide && open.includes('briefing') && (
            <BriefingPanel mission={mission} onClose={() => togglePanel('briefing', false)} />
          )}
          {showSide && open.includes('list') && <ListPanel onClose={() => togglePanel('list', false)} />}
        </Suspense>
      </div>
      <div className="desk-middle">
        <LoadingPanel />
        {mapState === 'lost' && (
          <div className="notice" role="alert">
            <h2>{t('map.lost')}</h2>
            <p>{t('map.lostHelp')}</p>
          </div>
        )}
      </div>
      <PointingTools context={context} />
      <div className="desk-end">
        <Suspense>{isEntering && <EntryPanel mission={mission} language={language} />}</Suspense>
        <Suspense>{selected !== undefined && !isOnDesk && <EntityPanel mission={mission} />}</Suspense>
      </div>
      <div className="desk-foot">
        <CoverReadout />
        {showSide && open.includes('activity') && <ActivityStrip />}
        <FooterLine basemap={basemap} isPhone={isPhone} />
      </div>
      <FileDrop />
      <Suspense>{open.includes('imports') && <ImportPage />}</Suspense>
      <Suspense>{open.includes('dossier') && <DossierPage mission={mission} />}</Suspense>
      <Suspense>{isPrinting && <PrintSheet mission={mission} />}</Suspense>
      <Suspense>{open.includes('keys') && <KeysSheet onClose={() => togglePanel('keys', false)} />}</Suspense>
    </main>
  );
}

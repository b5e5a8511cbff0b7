import { useCallback, useMemo, useState } from 'react';
import type { Mission } from '#shared/schema/mission.ts';
import { useText } from '../../language/use-text.ts';
import type { MapController } from '../../map/map-controller.ts';
import type { Dress, Hover, MapState } from '../../map/map-options.ts';
import { MapView } from '../../map/map-view.tsx';
import { HoverCard } from '../../panels/entity/hover-card.tsx';
import { useSlow, useView } from '../../store/live-context.ts';
import type { Language } from '../../store/view/view-url.ts';
import { measureInsets, measureScreen, useScale } from '../screen-measures.ts';
import type { Side } from './open-replay.ts';

type Props = {
  side: Side;
  mission: Mission;
  language: Language;
  basemap: Dress['basemap'];
  isSplit: boolean;
};

/** Head and foot take the height that they need. */
function heightOf(selector: string): number {
  return document.querySelector(selector)?.getBoundingClientRect().height ?? 0;
}

/** The map of one truth. */
export function ReplayMap({ side, mission, language, basemap, isSplit }: Props) {
  const t = useText();
  const { session } = side;
  const [mapState, setMapState] = useState<MapState>('loading');
  const [hover, setHover] = useState<Hover>();
  const theme = useView((view) => view.theme);
  const selected = useView((view) => view.selected);
  // Of the picture that is drawn, not the one that was asked for.
  const truth = useSlow(({ replay }) => replay?.status()?.truth);
  const scale = useScale();
  const insets = useCallback(() => {
    const { open, selected: key } = session.view.getState();
    const screen = measureScreen();
    const insets = measureInsets({ ...screen, hasEntity: key !== undefined, isEntering: false, open, language });
    const covered = { ...insets, top: heightOf('.desk-head'), bottom: heightOf('.desk-foot') };
    // Panels lie over the half at their own side.
    return isSplit ? { ...covered, left: 24, right: 24 } : covered;
  }, [session, language, isSplit]);
  const dress = useMemo(() => ({ theme, language, scale, t, basemap }), [theme, language, scale, t, basemap]);
  const onController = useCallback(
    (controller: MapController | undefined) => {
      session.map.current = controller;
    },
    [session],
  );
  return (
    <div className="replay-half">
      <MapView live={session} {...{ mission, dress, insets, onController }} onState={setMapState} onHover={setHover} />
      {isSplit && <strong className="replay-half-name">{t(`truth.${truth ?? side.truth}`)}</strong>}
      {mapState === 'lost' && (
        <div className="notice" role="alert">
          <h2>{t('map.lost')}</h2>
          <p>{t('map.lostHelp')}</p>
        </div>
      )}
      {hover && hover.key !== selected && <HoverCard hover={hover} />}
    </div>
  );
}

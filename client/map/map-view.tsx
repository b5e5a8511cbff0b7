import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef } from 'react';
import type { Mission } from '#shared/schema/mission.ts';
import type { Live } from '../store/live-context.ts';
import type { Insets } from './map-camera.ts';
import { MapController } from './map-controller.ts';
import type { Dress, Hover, MapState } from './map-options.ts';

export type MapViewProps = {
  live: Live;
  mission: Mission;
  dress: Dress;
  /** Pixels of the map that panels cover, asked when it is about to move. */
  insets: () => Insets;
  onState: (state: MapState) => void;
  onHover: (hover: Hover | undefined) => void;
  onController: (controller: MapController | undefined) => void;
};

/** The place of the map in the page; everything else about it happens in its controller. */
export function MapView({ live, mission, dress, insets, onState, onHover, onController }: MapViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const controller = useRef<MapController>(undefined);
  const first = useRef(dress);
  const latest = useRef(insets);

  useEffect(() => {
    const made = new MapController({
      container: place.current!,
      store: live.store,
      clock: live.clock,
      view: live.view,
      pointer: live.pointer,
      basemaps: live.basemaps,
      entry: live.entry,
      coverage: live.coverage,
      whatIf: live.whatIf,
      mission,
      dress: first.current,
      insets: () => latest.current(),
      onState,
      onHover,
    });
    controller.current = made;
    onController(made);
    return () => {
      onController(undefined);
      made.close();
    };
  }, [live, mission, onState, onHover, onController]);

  useEffect(() => controller.current?.setDress(dress), [dress]);
  useEffect(() => {
    latest.current = insets;
  }, [insets]);
  return <div className="map" ref={place} />;
}

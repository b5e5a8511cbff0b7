import { useEffect } from 'react';
import { type BoundingBox, boxAround, boxesOverlap } from '#shared/geo/bounding-box.ts';
import type { Picture } from '#shared/picture/picture.ts';
import { positionOfKey } from '../../format/position-of-key.ts';
import type { Session } from '../session.ts';

const lookEveryMs = 200;

/** Brings what a clip of another mission shows into view, where nothing of it is: once, as soon as it is here. */
export function useForeignExtent({ store, map }: Session, isForeign: boolean): void {
  useEffect(() => {
    if (!isForeign) return;
    const timer = setInterval(() => {
      const shown = map.current?.shownBox();
      if (!shown || !store.isCurrent) return;
      const extent = extentOf(store.picture);
      if (!extent) return;
      clearInterval(timer);
      const [west, south, east, north] = shown;
      const isSeen = east - west >= 360 || boxesOverlap(extent, [wrap(west), south, wrap(east), north]);
      if (!isSeen) map.current!.showBox(extent);
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [store, map, isForeign]);
}

/** The map may have been turned around the globe. */
function wrap(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}

/** The smallest box around everything whose place is known. */
function extentOf(picture: Picture): BoundingBox | undefined {
  const places = [...picture.records.keys()].flatMap((key) => {
    const place = positionOfKey(picture, key);
    return place ? [place] : [];
  });
  return places.length > 0 ? boxAround(places) : undefined;
}

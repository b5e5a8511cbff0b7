import type { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';

/** A map that draws nothing for so long has lost its graphics. */
const patienceMs = 4_000;

/**
 * What map and overlay draw in one frame, as pixels of their own: what the graphics card holds is gone once the frame is
 * shown, so that paper would stay white. Undefined when nothing is drawn.
 */
export function takePicture(map: MapLibreMap, overlay: MapLibreOverlay): Promise<HTMLCanvasElement | undefined> {
  const { promise, resolve } = Promise.withResolvers<HTMLCanvasElement | undefined>();
  const timer = setTimeout(() => resolve(undefined), patienceMs);
  // Otherwise the overlay draws only what changed.
  overlay.setProps({ _animate: true });
  map.once('render', () => {
    clearTimeout(timer);
    const ground = map.getCanvas();
    const picture = document.createElement('canvas');
    [picture.width, picture.height] = [ground.width, ground.height];
    const context = picture.getContext('2d');
    for (const layer of [ground, overlay.getCanvas()])
      if (layer) context?.drawImage(layer, 0, 0, picture.width, picture.height);
    resolve(picture);
  });
  map.triggerRepaint();
  return promise.finally(() => overlay.setProps({ _animate: false }));
}

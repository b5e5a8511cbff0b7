import type { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';

/** A map that draws nothing for so long has lost its graphics. */
const patienceMs = 4_000;
/** What has just been dressed for paper gets so long for its tiles. */
const settleMs = 3_000;

/**
 * What map and overlay draw in one frame, as pixels of their own: what the graphics card holds is gone once the frame is
 * shown, so that paper would stay white. Undefined when nothing is drawn.
 */
export async function takePicture(map: MapLibreMap, overlay: MapLibreOverlay): Promise<HTMLCanvasElement | undefined> {
  await settled(map);
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

function settled(map: MapLibreMap): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, settleMs);
  map.once('idle', () => {
    clearTimeout(timer);
    resolve();
  });
  map.triggerRepaint();
  return promise;
}

import { findTime, lengthOf, panWindow, zoomWindow } from './time-window.ts';
import type { TimelineSurface } from './timeline-surface.ts';

const pixelsPerLine = 16;
/** A notch of a common wheel is 100 pixels: a third more or less is seen. */
const zoomPerPixel = 0.003;
/** A pinch on a touchpad comes as a wheel with Ctrl, in steps of a few pixels. */
const pinchZoomPerPixel = 0.012;

/** The wheel zooms about the pointer; sideways, or with Shift, it pans. */
export function startWheel(element: HTMLElement, surface: TimelineSurface): () => void {
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const { window, limits, width } = surface.layout();
    if (width <= 0) return;
    const unit = event.deltaMode === 1 ? pixelsPerLine : event.deltaMode === 2 ? width : 1;
    const [across, down] = [event.deltaX * unit, event.deltaY * unit];
    if (event.shiftKey || Math.abs(across) > Math.abs(down)) {
      const byPixels = across === 0 ? down : across;
      surface.moveWindow(panWindow(window, (byPixels / width) * lengthOf(window), limits));
      return;
    }
    const x = event.clientX - element.getBoundingClientRect().left;
    const factor = Math.exp(-down * (event.ctrlKey ? pinchZoomPerPixel : zoomPerPixel));
    surface.moveWindow(zoomWindow(window, { factor, about: findTime(window, width, x), limits }));
  };
  // Not passive: the page must neither scroll nor zoom.
  element.addEventListener('wheel', onWheel, { passive: false });
  return () => element.removeEventListener('wheel', onWheel);
}

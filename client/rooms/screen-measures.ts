import type { Insets } from '../map/map-camera.ts';
import { type Language, type PanelName, sidePanels } from '../store/view/view-url.ts';
import { useMedia } from '../ui/use-media.ts';

const wallWidth = '(width >= 3200px)';
const largeWidth = '(width >= 2400px)';
export const phoneWidth = '(width < 720px)';

/** How much larger things are drawn than on a desk; `styles/base.css` sets the same steps for text. */
export function useScale(): number {
  return scaleOf(useMedia(wallWidth), useMedia(largeWidth));
}

const scaleOf = (isWall: boolean, isLarge: boolean) => (isWall ? 24 / 13 : isLarge ? 1.25 : 1);

/** The window as it is at this moment. */
export function measureScreen(): Pick<Covered, 'isPhone' | 'hasTwoEnds' | 'scale' | 'width' | 'height'> {
  const is = (query: string) => matchMedia(query).matches;
  return {
    isPhone: is(phoneWidth),
    hasTwoEnds: is('(width >= 1500px)'),
    scale: scaleOf(is(wallWidth), is(largeWidth)),
    width: window.innerWidth,
    height: window.innerHeight,
  };
}

/** The bar of buttons and the line about the map. */
const phoneBars = 90;

type Covered = {
  isPhone: boolean;
  /** Whether a form and what is selected have room beside each other. */
  hasTwoEnds: boolean;
  scale: number;
  /** Pixels of the window. */
  width: number;
  height: number;
  open: readonly PanelName[];
  hasEntity: boolean;
  isEntering: boolean;
  language: Language;
};

/**
 * Pixels of the map that panels cover; `styles/layout.css` sets the same widths. To be asked with the view as it is about
 * to be drawn: what is chosen opens the panel beneath which it must not come to lie.
 */
export function measureInsets(covered: Covered): Insets {
  const { isPhone, hasTwoEnds, scale, width, height, open, hasEntity, isEntering, language } = covered;
  const rem = 13 * scale;
  const hasSide = sidePanels.some((name) => open.includes(name));
  const panels = Math.min(hasTwoEnds ? 2 : 1, Number(hasEntity) + Number(isEntering));
  if (isPhone) {
    const sheet = isEntering ? 0.58 : hasEntity || hasSide ? 0.46 : 0;
    const strip = open.includes('activity') && panels === 0 ? 110 : 0;
    return { top: 90, bottom: phoneBars + sheet * height + strip, left: 0, right: 0 };
  }
  const start = startRem(open, width / rem, hasSide) * rem;
  const end = (1 + 25 * panels) * rem;
  const isRtl = language === 'ar';
  return {
    top: 6 * rem,
    bottom: (open.includes('activity') ? 9 : 2.5) * rem,
    left: isRtl ? end : start,
    right: isRtl ? start : end,
  };
}

/** The board and the desk of cases are wider than the others, where there is room. */
function startRem(open: readonly PanelName[], windowRem: number, hasSide: boolean): number {
  if (open.includes('board') && windowRem > 80) return 56;
  if (open.includes('casevac') && windowRem > 92) return 32;
  return hasSide ? 24 : 4;
}

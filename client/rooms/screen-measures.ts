import { useMemo } from 'react';
import type { Insets } from '../map/map-camera.ts';
import { type Language, type PanelName, sidePanels } from '../store/view-url.ts';
import { useMedia } from '../ui/use-media.ts';

/** How much larger things are drawn than on a desk; `styles/base.css` sets the same steps for text. */
export function useScale(): number {
  const isWall = useMedia('(width >= 3200px)');
  const isLarge = useMedia('(width >= 2400px)');
  return isWall ? 24 / 13 : isLarge ? 1.25 : 1;
}

/** Pixels of the map that panels cover; `styles/layout.css` sets the same widths. */
export function useMapInsets(screen: {
  isPhone: boolean;
  scale: number;
  open: readonly PanelName[];
  hasEntity: boolean;
  language: Language;
}): Insets {
  const { isPhone, scale, open, hasEntity, language } = screen;
  return useMemo(() => {
    const rem = 13 * scale;
    const hasSide = sidePanels.some((name) => open.includes(name));
    if (isPhone) {
      const sheet = hasEntity || hasSide ? window.innerHeight * 0.5 : 0;
      return { top: 110, bottom: Math.max(open.includes('activity') ? 200 : 60, sheet), left: 0, right: 0 };
    }
    const isWide = open.includes('board') && window.innerWidth > 80 * rem;
    const start = isWide ? 56 * rem : hasSide ? 24 * rem : 4 * rem;
    const end = hasEntity ? 26 * rem : rem;
    const isRtl = language === 'ar';
    return {
      top: 6 * rem,
      bottom: (open.includes('activity') ? 9 : 2.5) * rem,
      left: isRtl ? end : start,
      right: isRtl ? start : end,
    };
  }, [isPhone, scale, open, hasEntity, language]);
}

import type { BasemapStatus } from '#shared/protocol/basemap.ts';
import { classifications } from '#shared/schema/marking.ts';
import { useText } from '../language/use-text.ts';
import { usePulse } from '../store/live-context.ts';
import { BasemapAttribution } from './basemap/basemap-attribution.tsx';
import { BasemapNotice } from './basemap-notice.tsx';
import { highestMarking } from './highest-marking.ts';
import { PositionReadout } from './pointing/position-readout.tsx';

/** What lies beneath every map of this kind: boundaries are not endorsed, and who the data is from. */
export function FooterLine({ basemap }: { basemap: BasemapStatus | undefined }) {
  const t = useText();
  const own = basemap?.boundaries.state === 'replaced' ? basemap.boundaries.attribution : '';
  const attribution = [own, t('map.attribution')].filter(Boolean).join(' · ');
  return (
    <footer className="footer-line">
      <span className="wide-only">{t('map.disclaimer')}</span>
      <span className="narrow-only">{t('map.disclaimerShort')}</span>
      <PositionReadout />
      <BasemapNotice status={basemap} />
      <span dir="ltr">
        {attribution}
        <BasemapAttribution />
      </span>
    </footer>
  );
}

/** The highest marking of anything held here; a picture without records is unclassified. */
export function ClassificationBanner() {
  const t = useText();
  const { store } = usePulse();
  const level = highestMarking(store);
  return (
    <div className={`classification classification-${level}`}>{t(`classification.${classifications[level]!}`)}</div>
  );
}

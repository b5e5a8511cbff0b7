import type { BasemapStatus } from '#shared/protocol/basemap.ts';
import { classifications } from '#shared/schema/marking.ts';
import { highestMarking } from '../../commands/highest-marking.ts';
import { useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { BasemapAttribution } from '../basemap/basemap-attribution.tsx';
import { PositionReadout } from '../pointing/position-readout.tsx';
import { BasemapNotice } from './basemap-notice.tsx';

const notesId = 'map-notes';

/** What lies beneath every map of this kind: boundaries are not endorsed, and who the data is from. On a phone a line that opens. */
export function FooterLine({ basemap, isPhone }: { basemap: BasemapStatus | undefined; isPhone: boolean }) {
  const t = useText();
  const own = basemap?.boundaries.state === 'replaced' ? basemap.boundaries.attribution : '';
  const attribution = [own, t('map.attribution')].filter(Boolean).join(' · ');
  if (isPhone)
    return (
      <footer className="footer-line">
        <BasemapNotice status={basemap} />
        <button type="button" className="link footer-notes" popoverTarget={notesId}>
          <Glyph path={controlPaths.info} />
          {t('map.notes')}
        </button>
        <div id={notesId} popover="auto" className="pop-up map-notes">
          <p>{t('map.disclaimer')}</p>
          <p dir="ltr">
            {attribution}
            <BasemapAttribution />
          </p>
          <button type="button" popoverTarget={notesId} popoverTargetAction="hide">
            {t('action.close')}
          </button>
        </div>
      </footer>
    );
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

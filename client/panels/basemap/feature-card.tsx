import { useText } from '../../language/use-text.ts';
import type { BasemapFeature } from '../../store/basemap-store.ts';
import { useBasemaps, useLive } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';

/** Under the pointer only the first values are told; clicked, all of them. */
const hoverLimit = 8;

/** What an archive of unknown schema holds under the pointer, or where it was clicked. */
export function FeatureCard() {
  const t = useText();
  const { basemaps } = useLive();
  const under = useBasemaps((state) => state.under);
  const pinned = useBasemaps((state) => state.pinned);
  if (pinned) {
    return (
      <section className="feature-card is-pinned" aria-label={t('basemap.feature')}>
        <header>
          <FeatureTitle feature={pinned} />
          <button
            type="button"
            className="icon-button"
            aria-label={t('action.close')}
            onClick={() => basemaps.setState({ pinned: undefined })}
          >
            <Glyph path={controlPaths.close} />
          </button>
        </header>
        <FeatureValues feature={pinned} />
      </section>
    );
  }
  if (!under) return null;
  return (
    <div className="hover-card feature-card" style={{ transform: placed(under) }}>
      <FeatureTitle feature={under} />
      <FeatureValues feature={under} limit={hoverLimit} />
    </div>
  );
}

function FeatureTitle({ feature: { layer, file } }: { feature: BasemapFeature }) {
  return (
    <b>
      <bdi>{layer}</bdi> <span className="quiet">{file}</span>
    </b>
  );
}

function FeatureValues({ feature, limit }: { feature: BasemapFeature; limit?: number }) {
  const t = useText();
  const values = Object.entries(feature.properties).filter(([, value]) => value !== '' && value !== null);
  const shown = values.slice(0, limit);
  return (
    <>
      {values.length === 0 && <span className="quiet">{t('basemap.noProperties')}</span>}
      <dl>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{String(value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < values.length && (
        <span className="quiet">{t('basemap.more', { count: values.length - shown.length })}</span>
      )}
    </>
  );
}

/** Beside the pointer, on the side where there is room. */
function placed({ x, y }: BasemapFeature): string {
  const [isEast, isSouth] = [x > window.innerWidth * 0.6, y > window.innerHeight * 0.42];
  const turn = `translate(${isEast ? '-100%' : '0'}, ${isSouth ? '-100%' : '0'})`;
  return `translate(${x + (isEast ? -14 : 14)}px, ${y + (isSouth ? -14 : 14)}px) ${turn}`;
}

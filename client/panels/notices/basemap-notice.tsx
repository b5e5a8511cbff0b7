import type { BasemapStatus } from '#shared/protocol/basemap.ts';
import { useText } from '../../language/use-text.ts';

/** What of the basemap is still on its way, or could not be had: the map looks finished without it. */
export function BasemapNotice({ status }: { status: BasemapStatus | undefined }) {
  const t = useText();
  const { detail, boundaries } = status ?? {};
  return (
    <>
      {detail?.state === 'building' && (
        <span className="basemap-notice" role="status">
          {t('map.detailBuilding', { percent: detail.percent })}
        </span>
      )}
      {detail?.state === 'failed' && (
        <span className="basemap-notice" role="alert">
          {t('map.detailFailed')}
        </span>
      )}
      {boundaries?.state === 'refused' && (
        <span className="basemap-notice" role="alert">
          {t('map.boundariesRefused', { problem: boundaries.problem })}
        </span>
      )}
    </>
  );
}

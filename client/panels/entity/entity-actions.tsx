import { canFollowKind } from '../../format/position-of-key.ts';
import { canReport, openPositionForm } from '../../forms/open-form.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { isOffered } from '../../store/view/view-url.ts';

/** What can be done with the selected record on the map: centre, follow, rings around it. */
export function EntityActions({ recordKey }: { recordKey: string }) {
  const t = useText();
  const live = useLive();
  const { view } = live;
  const isFollowed = useView((state) => state.follow === recordKey);
  const rings = useView((state) => state.rings);
  const hasRecord = useView((state) => isOffered('dossier', state.replay));
  const hasRings = rings?.around === recordKey;
  return (
    <p className="entity-actions">
      <button type="button" className="small" onClick={() => view.getState().select(recordKey, { centre: true })}>
        {t('action.centre')}
      </button>
      {canFollowKind(recordKey) && (
        <button
          type="button"
          className="small"
          aria-pressed={isFollowed}
          onClick={() => view.getState().change({ follow: isFollowed ? undefined : recordKey })}
        >
          {t('action.follow')}
        </button>
      )}
      <button
        type="button"
        className="small"
        aria-pressed={hasRings}
        onClick={() =>
          view.getState().change({ rings: hasRings ? undefined : { around: recordKey, stepMetres: 10_000 } })
        }
      >
        {t('action.rings')}
      </button>
      {recordKey.startsWith('incident/') && hasRecord && (
        <button type="button" className="small" onClick={() => view.getState().togglePanel('dossier', true)}>
          {t('dossier.open')}
        </button>
      )}
      {!live.replay && canReport(recordKey) && (
        <button type="button" className="small" onClick={() => openPositionForm(live, recordKey)}>
          {t('action.voice')}
        </button>
      )}
    </p>
  );
}

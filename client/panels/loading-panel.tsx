import { useText } from '../language/use-text.ts';
import { usePulse } from '../store/live-context.ts';

/** Before the first whole picture: what is loading, or what stands in the way and what to do. */
export function LoadingPanel() {
  const t = useText();
  const { store } = usePulse();
  if (store.pictureAt !== undefined || store.isCurrent) return null;
  if (store.link === 'refused')
    return (
      <div className="notice" role="alert">
        <h2>{t('error.version')}</h2>
        <p>{t('error.versionHelp')}</p>
        <button type="button" onClick={() => location.reload()}>
          {t('action.reload')}
        </button>
      </div>
    );
  const isLoading = store.phase === 'loading';
  return (
    <div className="notice" role="status">
      <h2>{t(isLoading ? 'loading.picture' : store.link === 'waiting' ? 'loading.waiting' : 'loading.connecting')}</h2>
      {isLoading && (
        <>
          <progress max={Math.max(1, store.expectedRecords)} value={store.incomingRecords} />
          <p className="figures">
            {t('loading.records', { held: store.incomingRecords, expected: store.expectedRecords })}
          </p>
        </>
      )}
      {store.link === 'waiting' && <p>{t('loading.waitingHelp')}</p>}
    </div>
  );
}

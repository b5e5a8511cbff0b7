import { useText } from '../../language/use-text.ts';

/** Before the mission pack is read: what is loading, or what failed and what happens next. */
export function MissionNotice({ hasFailed }: { hasFailed: boolean }) {
  const t = useText();
  return (
    <main className="desk desk-empty">
      <div className="notice" role={hasFailed ? 'alert' : 'status'}>
        <h2>{t(hasFailed ? 'error.mission' : 'loading.mission')}</h2>
        {hasFailed && <p>{t('error.missionHelp')}</p>}
      </div>
    </main>
  );
}

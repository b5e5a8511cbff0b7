import { useEffect } from 'react';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { measureLimit } from '../../store/view/view-tools.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';

const shownMs = 6_000;

/** What was just done, said in passing; a text that could not be copied stays until it is closed. */
export function NoticeLine() {
  const t = useText();
  const { view } = useLive();
  const notice = useView((state) => state.notice);
  const close = () => view.getState().say(undefined);
  const stays = notice?.kind === 'copy-refused';
  useEffect(() => {
    if (!notice || stays) return;
    const timer = setTimeout(() => view.getState().say(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [notice, stays, view]);
  return (
    <div role="status" className={notice ? 'chip chip-notice' : 'unseen'}>
      {notice && (
        <>
          <span>
            {t(`notice.${notice.kind}`, {
              name: 'name' in notice ? notice.name : '',
              sequence: 'sequence' in notice ? String(notice.sequence) : '',
              limit: measureLimit,
            })}
          </span>
          {notice.kind === 'copy-refused' && (
            <input
              type="text"
              readOnly
              dir="ltr"
              aria-label={t('command.share')}
              value={notice.text}
              ref={(field) => field?.select()}
              onFocus={(event) => event.target.select()}
              onKeyDown={(event) => {
                if (event.key === 'Escape') close();
              }}
            />
          )}
          <button type="button" className="icon-button" aria-label={t('action.close')} onClick={close}>
            <Glyph path={controlPaths.close} />
          </button>
        </>
      )}
    </div>
  );
}

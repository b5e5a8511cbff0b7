import { useStore } from 'zustand';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';

/** Above everything while the map draws what is not. */
export function WhatIfBanner() {
  const t = useText();
  const { whatIf, view } = useLive();
  const isDrawn = useStore(whatIf, ({ drawn }) => drawn !== undefined);
  if (!isDrawn) return null;
  return (
    <div className="banner banner-what-if" role="status">
      <strong>{t('whatif.banner')}</strong>
      <button type="button" onClick={() => view.getState().togglePanel('whatif', false)}>
        {t('whatif.leave')}
      </button>
    </div>
  );
}

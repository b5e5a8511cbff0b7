import { useStore } from 'zustand';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import type { WhatIfSession } from '../../workers/what-if-session.ts';

/** Which helicopter's notice is worth most: the answer is in patrols. */
export function LeverList({ session }: { session: WhatIfSession }) {
  const t = useText();
  const { store } = useLive();
  const levers = useStore(session.state, (state) => state.levers);
  const nameOf = (key: string) => {
    const record = store.picture.records.get(key);
    return record?.kind === 'asset' ? record.body.name : t('whatif.lever.clearance');
  };
  const sorted = [...(levers ?? [])].sort((a, b) => b.gained.length - a.gained.length);
  return (
    <section className="what-if-group">
      <h3>{t('whatif.levers')}</h3>
      <button type="button" className="small" onClick={() => session.askLevers()}>
        {t('whatif.ask')}
      </button>
      <ul className="what-if-levers" aria-live="polite">
        {sorted.map(({ key, gained }) => (
          <li key={key} className={gained.length > 0 ? 'tone-good' : 'quiet'}>
            {t('whatif.lever', { name: nameOf(key), count: gained.length })}
          </li>
        ))}
      </ul>
    </section>
  );
}

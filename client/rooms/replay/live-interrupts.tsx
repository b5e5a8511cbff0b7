import { useStore } from 'zustand';
import { useText } from '../../language/use-text.ts';
import type { InterruptWatch } from '../../store/replay/interrupts.ts';

type Props = { watch: InterruptWatch; onShow: (key: string | undefined) => void };

/** What happens in the live world while a person looks at the past. */
export function LiveInterrupts({ watch, onShow }: Props) {
  const t = useText();
  const { interrupts } = useStore(watch.shown);
  if (interrupts.length === 0) return null;
  return (
    <section className="live-interrupts" aria-label={t('replay.interrupts')}>
      {interrupts.map(({ id, kind, key, title, more, isLasting }) => (
        <div key={id} className={`live-interrupt is-${kind}`} role="alert">
          <strong>
            {t(`interrupt.${kind}`, { title })} {more > 0 && t('replay.more', { count: more })}
          </strong>
          <button type="button" onClick={() => onShow(key)}>
            {t('replay.interruptShow')}
          </button>
          {!isLasting && (
            <button type="button" onClick={() => watch.dismiss(id)}>
              {t('replay.interruptDismiss')}
            </button>
          )}
        </div>
      ))}
    </section>
  );
}

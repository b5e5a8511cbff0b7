import { useState } from 'react';
import { useText } from '../../language/use-text.ts';
import { useSlow } from '../../store/live-context.ts';
import { findInterrupts, type Interrupt } from '../../store/replay/interrupts.ts';

const same = (one: readonly Interrupt[], other: readonly Interrupt[]) =>
  one.length === other.length &&
  one.every(({ id, more }, index) => id === other[index]!.id && more === other[index]!.more);

/** What happens in the live world while a person looks at the past. To be placed in the context of the live picture. */
export function LiveInterrupt({ since, onShow }: { since: number; onShow: (key: string | undefined) => void }) {
  const t = useText();
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const interrupts = useSlow((live) => findInterrupts(live, since, seen), same);
  if (interrupts.length === 0) return null;
  return (
    <section className="live-interrupts" aria-label={t('replay.interrupts')}>
      {interrupts.map(({ id, kind, key, title, more }) => (
        <div key={id} className={`live-interrupt is-${kind}`} role="alert">
          <strong>
            {t(`interrupt.${kind}`, { title })} {more > 0 && t('replay.more', { count: more })}
          </strong>
          <button type="button" onClick={() => onShow(key)}>
            {t('replay.interruptShow')}
          </button>
          <button type="button" onClick={() => setSeen(new Set([...seen, id]))}>
            {t('replay.interruptDismiss')}
          </button>
        </div>
      ))}
    </section>
  );
}

import { useEffect, useState } from 'react';
import { useText } from '../language/use-text.ts';
import { copyText } from './copy-text.ts';
import { controlPaths, Glyph } from './glyph.tsx';

const shownMs = 2_000;

/** Copies one value and says for a moment whether that worked. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useText();
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <button
      type="button"
      className="icon-button copy-button"
      aria-label={t('copy.value', { name: label })}
      title={t('copy.value', { name: label })}
      onClick={async () => setOutcome((await copyText(text)) ? 'copied' : 'refused')}
    >
      <Glyph path={outcome === 'copied' ? controlPaths.done : controlPaths.copy} />
      <span role="status" className={outcome ? 'copy-outcome' : 'unseen'}>
        {outcome && t(`copy.${outcome}`)}
      </span>
    </button>
  );
}

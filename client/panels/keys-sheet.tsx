import { useEffect, useRef } from 'react';
import { type MessageId, useText } from '../language/use-text.ts';

const keys: readonly [string, MessageId][] = [
  ['/', 'keys.search'],
  ['?', 'keys.help'],
  ['Esc', 'keys.back'],
  ['Tab', 'keys.tab'],
  ['↑ ↓ ← →', 'keys.pan'],
  ['+ −', 'keys.zoom'],
  ['Enter', 'keys.choose'],
];

/** The keys, one sheet. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const t = useText();
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = sheet.current!;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog ref={sheet} className="keys-sheet panel" aria-label={t('keys.title')} onClose={onClose}>
      <h2>{t('keys.title')}</h2>
      <dl>
        {keys.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={onClose}>
        {t('action.close')}
      </button>
    </dialog>
  );
}

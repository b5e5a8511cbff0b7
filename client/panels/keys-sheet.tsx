import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { commands } from '../commands/command-list.ts';
import { formatShortcut, isLetterKey } from '../commands/shortcut.ts';
import { type MessageId, useText } from '../language/use-text.ts';
import { useLive } from '../store/live-context.ts';

/** Keys that belong to the browser or to the map library, and so are no commands. */
const otherKeys: readonly [string, MessageId][] = [
  ['Tab', 'keys.tab'],
  ['↑ ↓ ← →', 'keys.pan'],
  ['+ −', 'keys.zoom'],
  ['Enter', 'keys.choose'],
];

/** The keys, one sheet; single letters can be switched off here for those whose aids type them by themselves. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { preferences } = useLive();
  const hasLetterKeys = useStore(preferences, (state) => state.hasLetterKeys);
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = sheet.current!;
    dialog.showModal();
    // The browser gives the focus to the first control, which stands at the end, and scrolls there.
    dialog.scrollTop = 0;
    return () => dialog.close();
  }, []);
  return (
    <dialog ref={sheet} className="keys-sheet panel" aria-label={t('keys.title')} onClose={onClose}>
      <h2>{t('keys.title')}</h2>
      <dl>
        {commands.flatMap(({ id, title, shortcuts = [] }) => {
          const working = shortcuts.filter((shortcut) => hasLetterKeys || !isLetterKey(shortcut));
          return working.length === 0 ? [] : [<KeyLine key={id} names={working.map(formatShortcut)} text={title(t)} />];
        })}
        {otherKeys.map(([name, label]) => (
          <KeyLine key={label} names={[name]} text={t(label)} />
        ))}
      </dl>
      <label className="keys-letters">
        <input
          type="checkbox"
          checked={hasLetterKeys}
          onChange={(event) => preferences.getState().setLetterKeys(event.target.checked)}
        />
        {t('keys.letters')}
      </label>
      <button type="button" onClick={onClose}>
        {t('action.close')}
      </button>
    </dialog>
  );
}

function KeyLine({ names, text }: { names: readonly string[]; text: string }) {
  return (
    <div>
      <dt>
        {names.map((name) => (
          <kbd key={name}>{name}</kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}

import { useEffect, useState } from 'react';
import { useText } from '../language/use-text.ts';
import { useLive } from '../store/live-context.ts';

/** Files dropped anywhere on the window go to the page of imports; without this the browser would leave the picture for them. */
export function FileDrop() {
  const t = useText();
  const { view } = useLive();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    // A drag enters each element before it leaves the last: only when it left as many as it entered is it gone.
    let depth = 0;
    const listeners: Record<string, (event: DragEvent) => void> = {
      dragenter: () => setOver(++depth > 0),
      dragleave: () => setOver(--depth > 0),
      dragover: () => {},
      drop: (event) => {
        depth = 0;
        setOver(false);
        view.getState().requestImport([...(event.dataTransfer?.files ?? [])]);
      },
    };
    const listen = (event: Event) => {
      const drag = event as DragEvent;
      if (!drag.dataTransfer?.types.includes('Files')) return;
      drag.preventDefault();
      listeners[event.type]!(drag);
    };
    for (const name of Object.keys(listeners)) window.addEventListener(name, listen);
    return () => {
      for (const name of Object.keys(listeners)) window.removeEventListener(name, listen);
    };
  }, [view]);
  return isOver ? (
    <p className="file-drop" role="status">
      {t('imports.drop')}
    </p>
  ) : null;
}

import { type KeyboardEvent, lazy, Suspense, useEffect, useMemo } from 'react';
import type { Mission } from '#shared/schema/mission.ts';
import { useText } from '../language/use-text.ts';
import { useEntry, useLive } from '../store/live-context.ts';
import { Panel } from '../ui/panel.tsx';
import { IncidentForm } from './incident-form.tsx';
import { PositionForm } from './position-form.tsx';

/** Wanted seldom: it does not travel with the first picture. */
const CasevacForm = lazy(async () => ({ default: (await import('./casevac/casevac-form.tsx')).CasevacForm }));

/** The open form beside the map. Not modal: everything else stays within reach, and closing keeps the draft. */
export function EntryPanel({ mission, language }: { mission: Mission; language: string }) {
  const t = useText();
  const { entry, map } = useLive();
  const open = useEntry((state) => state.open);
  // Asked while rendering, because the form takes the focus before any effect of this panel runs.
  const opener = useMemo(() => (open ? (document.activeElement as HTMLElement | null) : null), [open]);
  useEffect(() => {
    if (!open) return;
    return () => {
      if (opener?.isConnected && opener !== document.body) opener.focus();
      else map.current?.focus();
    };
  }, [open, opener, map]);
  if (!open) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    const { isPicking, startPicking, close } = entry.getState();
    if (isPicking) startPicking(false);
    else close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape steps back from wherever the focus is inside.
    <div className="entry-place" onKeyDown={onKeyDown}>
      <Panel name="entry" title={t(`entry.${open}`)} onClose={() => entry.getState().close()}>
        {open === 'position' && <PositionForm />}
        {open === 'incident' && <IncidentForm mission={mission} language={language} />}
        {open === 'casevac' && (
          <Suspense>
            <CasevacForm />
          </Suspense>
        )}
      </Panel>
    </div>
  );
}

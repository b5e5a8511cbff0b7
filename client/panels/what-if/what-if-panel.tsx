import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Mission } from '#shared/schema/mission.ts';
import { formatUtcTime } from '../../format/time-text.ts';
import { useText } from '../../language/use-text.ts';
import { useLive } from '../../store/live-context.ts';
import { Panel } from '../../ui/panel.tsx';
import { WhatIfSession } from '../../workers/what-if-session.ts';
import { ConditionEdits } from './condition-edits.tsx';
import { LeverList } from './lever-list.tsx';
import { PlaceList } from './place-list.tsx';
import { RoadEdits } from './road-edits.tsx';
import { ScenarioList } from './scenario-list.tsx';
import { ThingEdits } from './thing-edits.tsx';
import './what-if.css';

/** What cover would be if: open while the mode is on, and closing it brings back what is. */
export function WhatIfPanel({ mission, onClose }: { mission: Mission; onClose: () => void }) {
  const { store, clock, view, whatIf } = useLive();
  const [session, setSession] = useState<WhatIfSession>();
  useEffect(() => {
    const made = new WhatIfSession({ store, clock, view, whatIf, mission });
    setSession(made);
    return () => made.close();
  }, [store, clock, view, whatIf, mission]);
  return session ? <Supposing session={session} onClose={onClose} /> : null;
}

function Supposing({ session, onClose }: { session: WhatIfSession; onClose: () => void }) {
  const t = useText();
  const { edits, supposed, isCurrent, fault, basedAt } = useStore(session.state);
  // The same elements at every frame of a drag: each of them looks only at what it shows.
  const controls = useMemo(
    () => (
      <>
        <ConditionEdits session={session} />
        <ThingEdits session={session} />
        <RoadEdits session={session} />
        <LeverList session={session} />
        <PlaceList session={session} />
        <ScenarioList session={session} />
      </>
    ),
    [session],
  );
  return (
    <Panel name="whatif" title={t('whatif.title')} onClose={onClose}>
      {fault !== undefined && <p role="alert">{t('whatif.fault', { detail: fault })}</p>}
      {!supposed && fault === undefined && <p className="empty">{t('whatif.loading')}</p>}
      {supposed && edits.length > 0 && <Outcome session={session} />}
      {edits.length === 0 && <p className="quiet">{t('whatif.none')}</p>}
      {supposed && basedAt !== undefined && (
        <p className="row-note">
          {isCurrent ? t('whatif.based', { time: formatUtcTime(basedAt) }) : t('whatif.loading')}
        </p>
      )}
      <div className="what-if-buttons">
        <button type="button" disabled={!session.canUndo} onClick={() => session.undo()}>
          {t('whatif.undo')}
        </button>
        <button type="button" disabled={!session.canRedo} onClick={() => session.redo()}>
          {t('whatif.redo')}
        </button>
        <button type="button" disabled={edits.length === 0} onClick={() => session.replace([])}>
          {t('whatif.reset')}
        </button>
      </div>
      {controls}
    </Panel>
  );
}

/** What is gained and lost against what is, in words and names. */
function Outcome({ session }: { session: WhatIfSession }) {
  const t = useText();
  const { store, view } = useLive();
  const { supposed, isCurrent } = useStore(session.state);
  const { gained, lost, gainedKm2, lostKm2 } = supposed!;
  const area = (km2: number) => `${Math.round(km2).toLocaleString('en-GB')} km²`;
  const nameOf = (id: string) => {
    const record = store.picture.records.get(`patrol/${id}`);
    return record?.kind === 'patrol' ? (record.body.plan?.callSign ?? id) : id;
  };
  const rows = [
    ...lost.map((id) => ({ id, word: t('whatif.patrol.lost'), tone: 'tone-critical' })),
    ...gained.map((id) => ({ id, word: t('whatif.patrol.gained'), tone: 'tone-good' })),
  ];
  return (
    <section className={isCurrent ? 'what-if-outcome' : 'what-if-outcome is-passing'} aria-live="polite">
      <p>
        <b className={lost.length > 0 ? 'tone-critical' : ''}>{t('whatif.lost', { count: lost.length })}</b>
        {' · '}
        <b className={gained.length > 0 ? 'tone-good' : ''}>{t('whatif.gained', { count: gained.length })}</b>
      </p>
      <p className="quiet figures">{t('whatif.area', { gained: area(gainedKm2), lost: area(lostKm2) })}</p>
      <ul className="what-if-patrols">
        {rows.map(({ id, word, tone }) => (
          <li key={id}>
            <button type="button" onClick={() => view.getState().select(`patrol/${id}`, { centre: true })}>
              {nameOf(id)} <span className={tone}>{word}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

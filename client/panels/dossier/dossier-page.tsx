import { useEffect, useRef, useState } from 'react';
import { dossierKm, dossierMinutes } from '#shared/protocol/dossier.ts';
import type { Mission } from '#shared/schema/mission.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { controlPaths, Glyph } from '../../ui/glyph.tsx';
import { ProblemText } from '../../ui/problem-text.tsx';
import { AroundSection } from './around-section.tsx';
import { CaseClocks } from './case-clocks.tsx';
import { ConflictTable } from './conflict-table.tsx';
import { CoverLine } from './cover-line.tsx';
import { DossierHead } from './dossier-head.tsx';
import { KnowledgeLine } from './knowledge-line.tsx';
import { openReplay } from './open-replay.ts';
import { PaperHead } from './paper-head.tsx';
import { ReachControls } from './reach-controls.tsx';
import { useDossier } from './use-dossier.ts';
import '../casevac/casevac.css';
import './dossier.css';
import './dossier-print.css';

/** Everything on record around the selected incident, over the map until it is closed. */
export function DossierPage({ mission }: { mission: Mission }) {
  const t = useText();
  const { view } = useLive();
  const selected = useView((state) => state.selected);
  const incidentId = selected?.startsWith('incident/') ? selected.slice('incident/'.length) : undefined;
  const [reach, setReach] = useState({ km: dossierKm.usual as number, minutes: dossierMinutes.usual as number });
  const { dossier, problem, isLoading, askAgain } = useDossier(incidentId, reach);
  const page = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const dialog = page.current!;
    dialog.showModal();
    // Whoever opens a dossier wants to read it.
    body.current?.focus();
    return () => dialog.close();
  }, []);
  const close = () => view.getState().togglePanel('dossier', false);
  const select = (key: string) => {
    view.getState().select(key, { centre: true });
    close();
  };
  return (
    <dialog ref={page} className="dossier-page panel" aria-label={t('dossier.title')} onClose={close}>
      <header className="panel-head">
        <h2>{t('dossier.title')}</h2>
        {incidentId !== undefined && <ReachControls reach={reach} onChange={setReach} />}
        <button type="button" className="small dossier-off-paper" disabled={!dossier} onClick={() => print()}>
          {t('dossier.print')}
        </button>
        <button type="button" className="icon-button dossier-off-paper" onClick={close} aria-label={t('action.close')}>
          <Glyph path={controlPaths.close} />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys. */}
      <div ref={body} className="dossier-body" aria-busy={isLoading} tabIndex={0}>
        {incidentId === undefined && <p className="empty">{t('dossier.nothing')}</p>}
        {incidentId !== undefined && isLoading && (
          <p className="quiet dossier-off-paper" role="status">
            {t('dossier.loading')}
          </p>
        )}
        {problem && (
          <p className="dossier-problem" role="alert">
            {t('dossier.failed')} <ProblemText problem={problem} />{' '}
            <button type="button" className="small" onClick={askAgain}>
              {t('dossier.again')}
            </button>
          </p>
        )}
        {dossier && (
          <>
            <PaperHead mission={mission} />
            <DossierHead
              dossier={dossier}
              mission={mission}
              onSelect={select}
              onReplay={(truth) =>
                openReplay(view, dossier.incident.key, Date.parse(dossier.incident.occurredAt), truth)
              }
            />
            <div className="dossier-columns">
              <KnowledgeLine knowledge={dossier.knowledge} />
              <div className="dossier-column">
                <CaseClocks cases={dossier.cases} onSelect={select} />
                <CoverLine cover={dossier.cover} />
                <ConflictTable conflicts={dossier.conflicts} onSelect={select} />
                <AroundSection dossier={dossier} onSelect={select} />
              </div>
            </div>
          </>
        )}
      </div>
    </dialog>
  );
}

import { useState } from 'react';
import { clocksOfCase } from '#shared/coverage/cases/case-clocks.ts';
import type { PictureRecord } from '#shared/picture/record.ts';
import { recordKinds } from '../../format/record-kinds.ts';
import { casevacPath } from '../../format/symbol-paths.ts';
import { openCaseForm } from '../../forms/open-form.ts';
import { OutboxList } from '../../forms/outbox-list.tsx';
import { useText } from '../../language/use-text.ts';
import { useEntry, useLive, usePulse, useView } from '../../store/live-context.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CaseCard } from './case-card.tsx';
import { ClockLine } from './clock-line.tsx';
import { sortCases } from './sort-cases.ts';
import './casevac.css';

type Case = PictureRecord<'casevac'>;
/** The ended ones that are listed at first. */
const shownClosed = 10;

/** Cases of casualties: those that wait first, with running clocks; the chosen one with its plans. */
export function CasevacPanel({ onClose }: { onClose: () => void }) {
  const t = useText();
  const live = usePulse();
  const selected = useView((state) => state.selected);
  const isFormOpen = useEntry((state) => state.open !== undefined);
  const [showsClosed, setShowsClosed] = useState(false);
  const { open, closed } = sortCases(live.store.recordsOf('casevac'));
  const chosen = [...open, ...closed].find(({ key }) => key === selected);
  const listed = showsClosed ? [...open, ...closed.slice(0, shownClosed)] : open;
  return (
    <Panel name="casevac" title={t('casevac.title')} onClose={onClose}>
      <p className="case-line">
        <button type="button" className="primary" onClick={() => openCaseForm(live)}>
          {t('casevac.open')}
        </button>
        {closed.length > 0 && (
          <button type="button" aria-pressed={showsClosed} onClick={() => setShowsClosed(!showsClosed)}>
            {t('casevac.closedCount', { count: closed.length })}
          </button>
        )}
      </p>
      {!isFormOpen && <OutboxList />}
      {open.length === 0 && <p className="empty">{t('casevac.empty')}</p>}
      <ul className="case-list">
        {listed.map((record) => (
          <li key={record.key}>
            <CaseRow
              record={record}
              isChosen={record.key === chosen?.key}
              isBrief={!!chosen && record.key !== chosen.key}
            />
          </li>
        ))}
      </ul>
      {chosen && <CaseCard key={chosen.key} record={chosen} />}
    </Panel>
  );
}

/** `isBrief`: leaves room for the one that is chosen. */
function CaseRow({ record, isChosen, isBrief }: { record: Case; isChosen: boolean; isBrief: boolean }) {
  const t = useText();
  const { view, clock, store } = useLive();
  const { body } = record;
  const now = clock.serverNow() ?? store.pictureAt ?? record.observedAt;
  const isOver = body.status === 'closed';
  return (
    <button type="button" aria-pressed={isChosen} onClick={() => view.getState().select(record.key, { centre: true })}>
      <Glyph path={casevacPath} colour={isOver ? 'dim' : body.status === 'assigned' ? 'warning' : 'critical'} />
      <span className="grow">
        <span className="row-head">
          <bdi className="grow">{recordKinds.casevac.titleOf(record, t)}</bdi>
          <span>
            {isBrief && body.severity && `${t(`caseSeverity.${body.severity}`)} · `}
            {t(`caseStatus.${body.status}`)}
          </span>
        </span>
        {!isBrief && (
          <span className="row-note">
            {body.casualties === undefined ? t('casevac.countUnknown') : t('casevac.count', { count: body.casualties })}
            {body.severity && ` · ${t(`caseSeverity.${body.severity}`)}`}
          </span>
        )}
        <ClockLine clocks={clocksOfCase(body, now)} isBrief={isBrief} />
        {!isOver && body.clearances.at(-1)?.state === 'refused' && (
          <span className="row-note tone-critical">{t('caseClearance.refused')}</span>
        )}
      </span>
    </button>
  );
}

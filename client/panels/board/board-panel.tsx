import { type KeyboardEvent, useState } from 'react';
import { OutboxList } from '../../forms/outbox-list.tsx';
import { useText } from '../../language/use-text.ts';
import { Panel } from '../../ui/panel.tsx';
import { ConditionsTab } from './conditions-tab.tsx';
import { MedicalTables } from './medical-table.tsx';
import { ParameterTab } from './parameter-tab.tsx';
import { RoadTab } from './road-tab.tsx';
import './board.css';

const tabs = ['medical', 'conditions', 'roads', 'parameters'] as const;
type Tab = (typeof tabs)[number];

/** What medical cover is computed from, as a person may know it better than the last report. */
export function BoardPanel({ onClose }: { onClose: () => void }) {
  const t = useText();
  const [tab, setTab] = useState<Tab>('medical');
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = tabs[(tabs.indexOf(tab) + step * (isMirrored ? -1 : 1) + tabs.length) % tabs.length]!;
    setTab(next);
    document.getElementById(`board-tab-${next}`)?.focus();
  };
  return (
    <Panel name="board" title={t('board.title')} onClose={onClose}>
      <div className="board-tabs" role="tablist" aria-label={t('board.tabs')} onKeyDown={onKeyDown}>
        {tabs.map((name) => (
          <button
            key={name}
            id={`board-tab-${name}`}
            type="button"
            role="tab"
            aria-selected={name === tab}
            aria-controls="board-part"
            tabIndex={name === tab ? 0 : -1}
            onClick={() => setTab(name)}
          >
            {t(`board.${name}`)}
          </button>
        ))}
      </div>
      <div id="board-part" role="tabpanel" aria-labelledby={`board-tab-${tab}`}>
        {tab === 'medical' && <MedicalTables />}
        {tab === 'conditions' && <ConditionsTab />}
        {tab === 'roads' && <RoadTab />}
        {tab === 'parameters' && <ParameterTab />}
      </div>
      <div className="board-foot">
        <OutboxList only="board" />
      </div>
    </Panel>
  );
}

import { useEffect, useState } from 'react';
import { useText } from '../../language/use-text.ts';
import { useLive, useView } from '../../store/live-context.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemText } from '../../ui/problem-text.tsx';
import { AreaTools } from './area-tools.tsx';
import { PassageList } from './passage-list.tsx';
import { firstFields, makeQuestion } from './passage-question.ts';
import { SpanFields } from './span-fields.tsx';
import { usePassages } from './use-passages.ts';
import './passages.css';

/** What passed through an area that is drawn on the map, within a span of time. */
export function PassagesPanel({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { view, clock } = useLive();
  const area = useView((state) => state.area);
  const [fields, setFields] = useState(() => firstFields(clock.serverNow() ?? Date.now()));
  const { state, again } = usePassages(makeQuestion(area, fields));
  // Clicks on the map select again once nobody is asked for corners.
  useEffect(() => () => view.getState().drawArea(false), [view]);
  return (
    <Panel name="passages" title={t('passages.title')} onClose={onClose}>
      <AreaTools />
      <SpanFields fields={fields} onEdit={(part) => setFields((before) => ({ ...before, ...part }))} />
      {state.kind === 'loading' && (
        <p className="empty" role="status">
          {t('passages.loading')}
        </p>
      )}
      {state.kind === 'failed' && (
        <div role="alert">
          <p>
            {t('passages.failed')} <ProblemText problem={state.problem} />
          </p>
          <button type="button" className="small" onClick={again}>
            {t('passages.retry')}
          </button>
        </div>
      )}
      {state.kind === 'answered' && <PassageList answer={state.answer} />}
    </Panel>
  );
}

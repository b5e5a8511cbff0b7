import { useState } from 'react';
import { useStore } from 'zustand';
import type { PictureRecord } from '#shared/picture/record.ts';
import { deliver, type Outcome } from '../../forms/deliver.ts';
import { useText } from '../../language/use-text.ts';
import { useLive, usePulse } from '../../store/live-context.ts';
import type { WhatIfSession } from '../../workers/what-if-session.ts';

/** Named what-ifs of everybody, and a name for this one. */
export function ScenarioList({ session }: { session: WhatIfSession }) {
  const t = useText();
  const { store } = usePulse();
  const isEmpty = useStore(session.state, (state) => state.edits.length === 0);
  const [name, setName] = useState('');
  const [said, setSaid] = useState<string>();
  const scenarios = store.recordsOf('scenario').filter(({ body, retracted }) => !body.isWithdrawn && !retracted);
  const tell = (outcome: Outcome) => {
    if (outcome.kind === 'stored') setSaid(t('whatif.saved', { sequence: outcome.sequence }));
    else
      setSaid(
        t('whatif.refused', { detail: outcome.kind === 'silent' ? t('problem.unreachable') : outcome.problem.detail }),
      );
    return outcome.kind === 'stored';
  };
  const save = async () => {
    const body = { scenarioId: crypto.randomUUID(), name: name.trim(), edits: session.state.getState().edits };
    if (tell(await send(body))) setName('');
  };
  return (
    <section className="what-if-group">
      <h3>{t('whatif.scenarios')}</h3>
      {scenarios.length === 0 && <p className="empty">{t('whatif.noScenario')}</p>}
      <ul className="what-if-things">
        {scenarios.map((record) => (
          <ScenarioLine key={record.key} record={record} session={session} tell={tell} />
        ))}
      </ul>
      <form
        className="what-if-save"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label>
          {t('whatif.name')}
          <input type="text" required maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
        </label>
        <button type="submit" disabled={isEmpty || name.trim() === ''}>
          {t('whatif.save')}
        </button>
      </form>
      {said !== undefined && <p role="status">{said}</p>}
    </section>
  );
}

function ScenarioLine(props: {
  record: PictureRecord<'scenario'>;
  session: WhatIfSession;
  tell: (outcome: Outcome) => boolean;
}) {
  const { record, session, tell } = props;
  const t = useText();
  const { view } = useLive();
  const open = () => {
    view.getState().openSide('whatif');
    session.replace(record.body.edits);
  };
  return (
    <li>
      <button type="button" className="grow" onClick={open}>
        {record.body.name}
      </button>
      <button
        type="button"
        className="small"
        onClick={async () => tell(await send({ ...record.body, isWithdrawn: true }))}
      >
        {t('whatif.withdraw')}
      </button>
    </li>
  );
}

function send(body: object): Promise<Outcome> {
  const report = { kind: 'scenario', messageId: crypto.randomUUID(), observedAt: new Date().toISOString(), ...body };
  return deliver({ path: '/api/v1/reports', body: report });
}

import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { defaultConditions } from '#shared/schema/medical/conditions.ts';
import type { Edit } from '#shared/schema/medical/scenario.ts';
import { useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';
import type { WhatIfSession } from '../../workers/what-if-session.ts';
import { MinutesField } from './minutes-field.tsx';

/** Light, season, clearance and flying: what holds for all. */
export function ConditionEdits({ session }: { session: WhatIfSession }) {
  const t = useText();
  const { store } = usePulse();
  const edits = useStore(
    session.state,
    useShallow((state) => state.edits.filter(({ kind }) => kind === 'conditions' || kind === 'light')),
  );
  const real = store.recordsOf('conditions')[0]?.body ?? defaultConditions;
  const conditions = { ...real, ...setOf(edits) };
  const light = edits.find((edit) => edit.kind === 'light');
  return (
    <fieldset className="what-if-group">
      <legend>{t('whatif.conditions')}</legend>
      <label>
        {t('whatif.light')}
        <select
          value={light?.light ?? 'now'}
          onChange={({ target }) =>
            target.value === 'now'
              ? session.replace(session.state.getState().edits.filter((edit) => edit.kind !== 'light'))
              : session.add({ kind: 'light', light: target.value as 'day' | 'night' })
          }
        >
          {(['now', 'day', 'night'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`whatif.light.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('whatif.season')}
        <select
          value={conditions.season}
          onChange={({ target }) => session.add({ kind: 'conditions', set: { season: target.value as 'dry' | 'wet' } })}
        >
          {(['dry', 'wet'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`whatif.season.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <MinutesField
        label={t('whatif.clearance')}
        value={conditions.clearanceMinutes}
        most={4_320}
        onChange={(clearanceMinutes) => session.add({ kind: 'conditions', set: { clearanceMinutes } })}
      />
      <label>
        <input
          type="checkbox"
          checked={conditions.flying === 'grounded'}
          onChange={({ target }) =>
            session.add({ kind: 'conditions', set: { flying: target.checked ? 'grounded' : 'allowed' } })
          }
        />
        {t('whatif.grounded')}
      </label>
    </fieldset>
  );
}

function setOf(edits: readonly Edit[]): Extract<Edit, { kind: 'conditions' }>['set'] {
  const edit = edits.find((each) => each.kind === 'conditions');
  return edit?.kind === 'conditions' ? edit.set : {};
}

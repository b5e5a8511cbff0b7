import { useState } from 'react';
import { type Conditions, defaultConditions, seasons } from '#shared/schema/medical/conditions.ts';
import { formatAge } from '../../format/age-text.ts';
import { type BoardField, checkBoardValue } from '../../forms/board/board-fields.ts';
import { makeStateEntry } from '../../forms/board/make-board-entry.ts';
import type { Faults } from '../../forms/checks/fault.ts';
import { makeId } from '../../forms/checks/make-id.ts';
import { ChoiceField, TextField } from '../../forms/fields/field.tsx';
import { useText } from '../../language/use-text.ts';
import { usePulse } from '../../store/live-context.ts';

type Draft = {
  season: string;
  flying: string;
  decision: string;
  clearance: string;
  unitVehicles: boolean;
  hours: string;
};
type Timed = 'decision' | 'clearance' | 'hours';

const key = 'conditions/mission';
const minutesOf = (most: number): Pick<BoardField, 'control' | 'isNeeded'> => ({
  control: { kind: 'number', least: 0, most },
  isNeeded: true,
});
const timed: Record<Timed, Pick<BoardField, 'control' | 'isNeeded'>> = {
  decision: minutesOf(1_440),
  clearance: minutesOf(4_320),
  hours: { control: { kind: 'number', least: 0.25, most: 8_760 } },
};

/** Season, flying and delays that hold for every evacuation, reported as one. */
export function ConditionsTab() {
  const t = useText();
  const { store, clock, entry } = usePulse();
  const found = store.picture.records.get(key);
  const record = found?.kind === 'conditions' ? found : undefined;
  const stored = record?.body ?? defaultConditions;
  const [base, setBase] = useState({ version: record?.version, draft: draftOf(stored) });
  const [draft, setDraft] = useState(base.draft);
  const [faults, setFaults] = useState<Faults<Timed>>({});
  if (base.version !== record?.version) {
    // What somebody else reported is taken over, unless words of this person would be lost.
    if (JSON.stringify(draft) === JSON.stringify(base.draft)) setDraft(draftOf(stored));
    setBase({ version: record?.version, draft: draftOf(stored) });
  }
  const now = clock.serverNow() ?? Date.now();
  const edit = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const send = () => {
    const checked = (['decision', 'clearance', 'hours'] as const).map(
      (name) => [name, checkBoardValue(timed[name], draft[name])] as const,
    );
    const wrong = checked.flatMap(([name, result]) => (result.ok ? [] : [[name, result.fault] as const]));
    setFaults(Object.fromEntries(wrong));
    if (wrong.length > 0) return;
    const [decision, clearance, hours] = checked.map(([, result]) =>
      result.ok ? (result.value as number | undefined) : undefined,
    );
    const body = {
      ...{ season: draft.season, flying: draft.flying, unitVehicles: draft.unitVehicles },
      ...{ decisionMinutes: decision, clearanceMinutes: clearance },
      validUntil: hours === undefined ? undefined : now + hours * 3_600_000,
    };
    const state = { kind: 'conditions', key, record, body, before: { ...stored }, title: t('board.saved') } as const;
    entry.getState().post(makeStateEntry(state, { id: makeId(), now }));
    setBase({ version: base.version, draft });
  };
  const number = (name: Timed, label: string, hint?: string) => (
    <TextField
      id={`board-${name}`}
      label={label}
      hint={hint}
      value={draft[name]}
      inputMode="decimal"
      fault={faults[name]}
      onText={(text) => edit({ [name]: text })}
    />
  );
  return (
    <form
      className="board-form"
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="row-note">
        {record ? t('board.reported', { age: formatAge(t, now - record.observedAt) }) : t('board.neverReported')}
        {record?.body.validUntil !== undefined &&
          record.body.validUntil < now &&
          ` · ${t('validity.expired', { age: formatAge(t, now - record.body.validUntil) })}`}
      </p>
      <ChoiceField
        id="board-season"
        label={t('board.season')}
        value={draft.season}
        choices={seasons.map((id) => ({ id, label: t(`season.${id}`) }))}
        onChoose={(season) => edit({ season })}
      />
      <ChoiceField
        id="board-flying"
        label={t('board.flying')}
        value={draft.flying}
        choices={(['allowed', 'daylight-only', 'grounded'] as const).map((id) => ({ id, label: t(`flying.${id}`) }))}
        onChoose={(flying) => edit({ flying })}
      />
      {number('decision', t('board.decision'))}
      {number('clearance', t('board.clearance'))}
      <label className="entry-check">
        <input
          type="checkbox"
          checked={draft.unitVehicles}
          onChange={(event) => edit({ unitVehicles: event.target.checked })}
        />
        {t('board.unitVehicles')}
      </label>
      {number('hours', t('board.validHours'), t('board.validHint'))}
      <p className="entry-line">
        <button type="submit" className="primary">
          {t('board.save')}
        </button>
      </p>
    </form>
  );
}

function draftOf({ season, flying, decisionMinutes, clearanceMinutes, unitVehicles }: Conditions): Draft {
  return {
    ...{ season, flying, unitVehicles, hours: '' },
    ...{ decision: String(decisionMinutes), clearance: String(clearanceMinutes) },
  };
}

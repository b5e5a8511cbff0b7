import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SavedMappings } from '#shared/protocol/imports.ts';
import type { ColumnMapping } from '#shared/schema/imports/column-mapping.ts';
import type { RequestProblem } from '#shared/schema/problem.ts';
import { useText } from '../../../language/use-text.ts';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { changeMapping } from '../import-desk.ts';
import { importRequests } from '../import-requests.ts';

const saved = createStore<{ known: SavedMappings }>()(() => ({ known: { mappings: [], problems: [] } }));

async function readSaved(): Promise<void> {
  const answer = await importRequests.mappings();
  if (answer.ok) saved.setState({ known: answer.value });
}

/** Mappings that were saved before; those that name columns this file has not got are marked. */
export function SavedMappingChoice({ columns }: { columns: readonly string[] }) {
  const t = useText();
  const { mappings, problems } = useStore(saved, ({ known }) => known);
  useEffect(() => void readSaved(), []);
  if (mappings.length + problems.length === 0) return null;
  const fits = (mapping: ColumnMapping) => Object.values(mapping.columns).every((column) => columns.includes(column));
  return (
    <label className="setting">
      <span>{t('mapping.saved')}</span>
      <select
        value=""
        title={problems.join('\n')}
        onChange={(event) => {
          const mapping = mappings.find(({ name }) => name === event.target.value);
          if (mapping) changeMapping(mapping);
        }}
      >
        <option value="">{t('mapping.choose')}</option>
        {mappings.map((mapping) => (
          <option key={mapping.name} value={mapping.name}>
            {fits(mapping) ? mapping.name : t('mapping.otherColumns', { name: mapping.name })}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Keeps a mapping under a name, for the next file of its kind. */
export function SaveMapping({ mapping }: { mapping: ColumnMapping }) {
  const t = useText();
  const [outcome, setOutcome] = useState<{ saved: ColumnMapping } | { problem: RequestProblem }>();
  const isSaved = outcome && 'saved' in outcome && outcome.saved === mapping;
  const save = async () => {
    const answer = await importRequests.saveMapping(mapping);
    setOutcome(answer.ok ? { saved: mapping } : { problem: answer.problem });
    void readSaved();
  };
  return (
    <p className="mapping-save">
      <label className="setting">
        <span>{t('mapping.name')}</span>
        <input
          type="text"
          value={mapping.name}
          maxLength={80}
          onChange={(event) => event.target.value.trim() && changeMapping({ ...mapping, name: event.target.value })}
        />
      </label>
      <button type="button" onClick={() => void save()}>
        {t('mapping.save')}
      </button>
      <span role="status">
        {isSaved && t('mapping.isSaved')}
        {outcome && 'problem' in outcome && <ProblemText problem={outcome.problem} />}
      </span>
    </p>
  );
}

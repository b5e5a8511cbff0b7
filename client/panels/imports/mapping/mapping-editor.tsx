import { useState } from 'react';
import type { MappingProposal } from '#shared/protocol/imports.ts';
import { type ColumnMapping, delimiters, mappedKinds } from '#shared/schema/imports/column-mapping.ts';
import { mappingFields } from '#shared/schema/imports/mapping-fields.ts';
import { useText } from '../../../language/use-text.ts';
import { changeKind, changeMapping } from '../import-desk.ts';
import { MappingLine } from './mapping-line.tsx';
import { SavedMappingChoice, SaveMapping } from './saved-mappings.tsx';

/** What the columns of a file mean: guessed, shown with what stands in them, and changed by a person. */
export function MappingEditor({ mapping, proposal }: { mapping: ColumnMapping; proposal: MappingProposal }) {
  const t = useText();
  const [isOpen, setOpen] = useState(true);
  const { kind, delimiter } = mapping;
  return (
    <details className="mapping" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('mapping.title')}</summary>
      <div className="mapping-head">
        <label className="setting">
          <span>{t('mapping.kind')}</span>
          <select value={kind} onChange={(event) => void changeKind(event.target.value as typeof kind)}>
            {mappedKinds.map((name) => (
              <option key={name} value={name}>
                {t(`mappedKind.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="setting">
          <span>{t('mapping.delimiter')}</span>
          <select
            value={delimiter}
            onChange={(event) => changeMapping({ ...mapping, delimiter: event.target.value as typeof delimiter })}
          >
            {delimiters.map((sign) => (
              <option key={sign} value={sign}>
                {sign === '\t' ? t('mapping.tab') : sign}
              </option>
            ))}
          </select>
        </label>
        <SavedMappingChoice columns={proposal.columns} />
      </div>
      <div className="mapping-lines">
        {mappingFields[kind].map((field) => (
          <MappingLine key={`${kind}.${field.field}`} field={field} mapping={mapping} proposal={proposal} />
        ))}
      </div>
      <SaveMapping mapping={mapping} />
    </details>
  );
}

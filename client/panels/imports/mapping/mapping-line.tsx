import type { MappingProposal } from '#shared/protocol/imports.ts';
import { type ColumnMapping, type MappedKind, timeFormats } from '#shared/schema/imports/column-mapping.ts';
import type { MappingField } from '#shared/schema/imports/mapping-fields.ts';
import { type MessageId, useText } from '../../../language/use-text.ts';
import { changeMapping } from '../import-desk.ts';
import { withColumn, withConstant, withMeaning, withTimeFormat } from './edit-mapping.ts';

/** Stands in the list of columns for "a fixed value"; no column can be called so, because names are not empty twice. */
const fixed = '\u0000fixed';

/** One field of what a row becomes: from which column, or which value for all rows. */
export function MappingLine(props: { field: MappingField; mapping: ColumnMapping; proposal: MappingProposal }) {
  const { field, mapping, proposal } = props;
  const t = useText();
  const name = field.field;
  const label = t(`mapField.${name}` as MessageId);
  const column = mapping.columns[name];
  const constant = mapping.constants[name];
  const isMissing = field.isRequired && column === undefined && !constant && proposal.columns.length > 0;
  const samples = column === undefined ? [] : proposal.sample.map((row) => row[column] ?? '').filter(Boolean);
  return (
    <div className={isMissing ? 'mapping-line is-missing' : 'mapping-line'}>
      <label>
        <span>
          {label}
          {field.isRequired && <small> {t(isMissing ? 'mapping.missing' : 'mapping.required')}</small>}
        </span>
        <select
          value={column ?? (constant === undefined ? '' : fixed)}
          onChange={({ target: { value } }) =>
            changeMapping(
              value === fixed
                ? withConstant(mapping, name, field.choices?.[0] ?? '')
                : withColumn(mapping, name, value || undefined),
            )
          }
        >
          <option value="">{t('mapping.none')}</option>
          <option value={fixed}>{t('mapping.fixed')}</option>
          {proposal.columns.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      {column === undefined && constant !== undefined && (
        <ConstantInput field={field} kind={mapping.kind} value={constant} label={label} mapping={mapping} />
      )}
      {column !== undefined && field.holds === 'time' && (
        <select
          aria-label={t('mapping.timeOf', { name: label })}
          value={mapping.times[name] ?? 'iso'}
          onChange={(event) => changeMapping(withTimeFormat(mapping, name, event.target.value as 'iso'))}
        >
          {timeFormats.map((each) => (
            <option key={each} value={each}>
              {t(`timeFormat.${each}`)}
            </option>
          ))}
        </select>
      )}
      {samples.length > 0 && (
        <span className="mapping-sample quiet" title={samples.join(' · ')}>
          <bdi>{samples.slice(0, 3).join(' · ')}</bdi>
        </span>
      )}
      {column !== undefined && field.choices && (
        <Meanings field={field} mapping={mapping} words={proposal.words[column] ?? []} />
      )}
    </div>
  );
}

function ConstantInput(props: {
  field: MappingField;
  kind: MappedKind;
  value: string;
  label: string;
  mapping: ColumnMapping;
}) {
  const { field, kind, value, label, mapping } = props;
  const t = useText();
  const change = (next: string) => changeMapping(withConstant(mapping, field.field, next));
  const name = t('mapping.fixedOf', { name: label });
  if (!field.choices)
    return (
      <input
        type="text"
        aria-label={name}
        value={value}
        maxLength={500}
        onChange={(event) => change(event.target.value)}
      />
    );
  return (
    <select aria-label={name} value={value} onChange={(event) => change(event.target.value)}>
      {field.choices.map((choice) => (
        <option key={choice} value={choice}>
          {t(choiceLabel(kind, field.field, choice))}
        </option>
      ))}
    </select>
  );
}

/** What the words of a column stand for; those that are words of the contract need no telling. */
function Meanings({
  field,
  mapping,
  words,
}: {
  field: MappingField;
  mapping: ColumnMapping;
  words: readonly string[];
}) {
  const t = useText();
  const choices = field.choices!;
  const told = mapping.values[field.field] ?? {};
  const unclear = [...new Set([...words, ...Object.keys(told)])].filter(
    (word) => !choices.some((choice) => choice.toLowerCase() === word.toLowerCase()),
  );
  if (unclear.length === 0) return null;
  return (
    <div className="mapping-words">
      {unclear.map((word) => (
        <label key={word}>
          <bdi>{t('mapping.word', { word })}</bdi>
          <select
            value={told[word] ?? ''}
            onChange={(event) =>
              changeMapping(withMeaning(mapping, field.field, word, event.target.value || undefined))
            }
          >
            <option value="">{t('mapping.noMeaning')}</option>
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {t(choiceLabel(mapping.kind, field.field, choice))}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

function choiceLabel(kind: MappedKind, field: string, choice: string): MessageId {
  const prefixes: Record<string, string> = {
    type: `${kind}Type`,
    level: `${kind}Level`,
    status: `${kind}Status`,
  };
  return `${prefixes[field] ?? field}.${choice}` as MessageId;
}

import { equipments, patientGroups, precedences } from '#shared/schema/medical/casevac-terms.ts';
import { type MessageId, useText } from '../../language/use-text.ts';
import type { CasevacDraft } from '../../store/entry/entry-drafts.ts';
import type { Faults } from '../checks/fault.ts';
import { ChoiceField, TextField } from '../fields/field.tsx';
import { choiceLines } from './case-fields.ts';

export type CaseFieldsProps = {
  draft: CasevacDraft;
  faults: Faults<string>;
  onEdit: (part: Partial<CasevacDraft>) => void;
};

/** Call sign, number and severity, security and landing site: with the place the first four lines. */
export function FourLines(props: CaseFieldsProps) {
  const t = useText();
  return (
    <>
      <Line {...props} name="callSign" label="casevac.callSign" />
      <div className="entry-pair">
        <Line {...props} name="casualties" label="casevac.casualties" isNumber />
        <Choice
          {...props}
          name="severity"
          label="casevac.severity"
          wordOf={(id) => t(`caseSeverity.${id}` as MessageId)}
        />
      </div>
      <div className="entry-pair">
        <Choice
          {...props}
          name="security"
          label="casevac.security"
          wordOf={(id) => t(`caseSecurity.${id}` as MessageId)}
        />
        <Choice
          {...props}
          name="needsSurgery"
          label="casevac.needsSurgery"
          wordOf={(id) => t(`caseNeed.${id}` as MessageId)}
        />
      </div>
      <Line {...props} name="landingZone" label="casevac.landingZone" />
    </>
  );
}

export function NineLines(props: CaseFieldsProps) {
  const t = useText();
  return (
    <div className="entry-group">
      <Line {...props} name="frequency" label="casevac.frequency" />
      <Counts
        {...props}
        name="precedence"
        label="casevac.precedence"
        keys={precedences}
        wordOf={(id) => t(`casePrecedence.${id}` as MessageId)}
      />
      <Equipment {...props} />
      <div className="entry-pair">
        <Line {...props} name="litter" label="casevac.litter" isNumber />
        <Line {...props} name="ambulatory" label="casevac.ambulatory" isNumber />
      </div>
      <div className="entry-pair">
        <Choice
          {...props}
          name="siteMarking"
          label="casevac.siteMarking"
          wordOf={(id) => t(`caseMarking.${id}` as MessageId)}
        />
        <Choice
          {...props}
          name="contamination"
          label="casevac.contamination"
          wordOf={(id) => t(`caseContamination.${id}` as MessageId)}
        />
      </div>
      <Counts
        {...props}
        name="groups"
        label="casevac.groups"
        keys={patientGroups}
        wordOf={(id) => t(`caseGroup.${id}` as MessageId)}
      />
      <Line {...props} name="nationality" label="casevac.nationality" />
      <Line {...props} name="terrain" label="casevac.terrain" />
      <Line {...props} name="remark" label="casevac.remark" />
    </div>
  );
}

function Line(props: CaseFieldsProps & { name: string; label: MessageId; isNumber?: true }) {
  const { draft, faults, onEdit, name, label, isNumber } = props;
  const t = useText();
  return (
    <TextField
      id={`lines-${name}`}
      label={t(label)}
      fault={faults[`lines-${name}`]}
      value={draft.lines[name] ?? ''}
      {...(isNumber ? { inputMode: 'numeric' as const } : {})}
      onText={(text) => onEdit({ lines: { ...draft.lines, [name]: text } })}
    />
  );
}

type Choices = keyof typeof choiceLines;
type WordOf = (id: string) => string;

function Choice(props: CaseFieldsProps & { name: Choices; label: MessageId; wordOf: WordOf }) {
  const { draft, onEdit, name, label, wordOf } = props;
  const t = useText();
  const choices = choiceLines[name].map((id) => ({ id, label: wordOf(id) }));
  return (
    <ChoiceField
      id={`lines-${name}`}
      label={t(label)}
      value={draft.lines[name] ?? ''}
      choices={[{ id: '', label: t('casevac.notSaid') }, ...choices]}
      onChoose={(id) => onEdit({ lines: { ...draft.lines, [name]: id } })}
    />
  );
}

function Counts(
  props: CaseFieldsProps & {
    name: 'precedence' | 'groups';
    label: MessageId;
    keys: readonly string[];
    wordOf: WordOf;
  },
) {
  const { draft, faults, onEdit, name, label, keys, wordOf } = props;
  const t = useText();
  const fault = faults[name];
  return (
    <fieldset className="entry-counts">
      <legend>{t(label)}</legend>
      {keys.map((key) => (
        <label key={key}>
          <span>{wordOf(key)}</span>
          <input
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={draft[name][key] ?? ''}
            {...(fault ? { 'aria-invalid': true, 'aria-describedby': `${name}-fault` } : {})}
            onChange={(event) => onEdit({ [name]: { ...draft[name], [key]: event.target.value } })}
          />
        </label>
      ))}
      {fault && (
        <p className="entry-fault" id={`${name}-fault`}>
          {t(fault.id, fault.values)}
        </p>
      )}
    </fieldset>
  );
}

function Equipment({ draft, onEdit }: CaseFieldsProps) {
  const t = useText();
  return (
    <fieldset className="entry-checks">
      <legend>{t('casevac.equipment')}</legend>
      {equipments.map((each) => (
        <label key={each}>
          <input
            type="checkbox"
            checked={draft.equipment[each] === 'yes'}
            onChange={(event) =>
              onEdit({ equipment: { ...draft.equipment, [each]: event.target.checked ? 'yes' : '' } })
            }
          />
          <span>{t(`caseEquipment.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

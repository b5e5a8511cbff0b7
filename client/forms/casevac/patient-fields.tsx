import type { CasevacPatient } from '#shared/schema/medical/casevac.ts';
import { type MessageId, type Translate, useText } from '../../language/use-text.ts';
import { ChoiceField, TextField } from '../fields/field.tsx';
import { patientChoices, patientTexts } from './case-fields.ts';
import { draftOfPatient } from './draft-of-case.ts';
import type { CaseFieldsProps } from './line-fields.tsx';
import { TimeField } from './time-fields.tsx';

const wordOf = {
  precedence: (t: Translate, id: string) => t(`casePrecedence.${id}` as MessageId),
  needsSurgery: (t: Translate, id: string) => t(`caseNeed.${id}` as MessageId),
  group: (t: Translate, id: string) => t(`caseGroup.${id}` as MessageId),
};

/** AT-MIST of one patient at a time; those who are known can be taken up again. */
export function PatientFields(props: CaseFieldsProps & { now: number; patients: readonly CasevacPatient[] }) {
  const { draft, faults, onEdit, now, patients } = props;
  const t = useText();
  const set = (name: string, text: string) => onEdit({ patient: { ...draft.patient, [name]: text } });
  return (
    <div className="entry-group">
      {patients.length > 0 && (
        <p className="entry-line">
          {patients.map((patient) => (
            <button
              key={patient.patientId}
              type="button"
              className="small"
              onClick={() => onEdit({ patient: draftOfPatient(patient) })}
            >
              {t('casevac.patientNumber', { number: patient.patientId })}
            </button>
          ))}
        </p>
      )}
      <TextField
        id="patient-patientId"
        label={t('casevac.patientId')}
        fault={faults['patient-patientId']}
        value={draft.patient['patientId'] ?? ''}
        onText={(text) => set('patientId', text)}
      />
      {(['injuryAt', 'surgeryAt'] as const).map((name) => (
        <TimeField
          key={name}
          id={`patient-${name}`}
          label={t(`caseTime.${name}`)}
          fault={faults[`patient-${name}`]}
          value={draft.patient[name] ?? ''}
          now={now}
          onText={(text) => set(name, text)}
        />
      ))}
      {patientTexts.map((name) => (
        <TextField
          key={name}
          id={`patient-${name}`}
          label={t(`casePatient.${name}`)}
          value={draft.patient[name] ?? ''}
          onText={(text) => set(name, text)}
        />
      ))}
      {(['precedence', 'needsSurgery', 'group'] as const).map((name) => (
        <ChoiceField
          key={name}
          id={`patient-${name}`}
          label={t(`casePatient.${name}`)}
          value={draft.patient[name] ?? ''}
          choices={[
            { id: '', label: t('casevac.notSaid') },
            ...patientChoices[name].map((id) => ({ id, label: wordOf[name](t, id) })),
          ]}
          onChoose={(id) => set(name, id)}
        />
      ))}
    </div>
  );
}

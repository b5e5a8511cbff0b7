import { useText } from '../../language/use-text.ts';
import type { IncidentDraft } from '../../store/entry/entry-drafts.ts';
import { credibilities, reliabilities } from '../checks/check-incident.ts';
import type { Fault } from '../checks/fault.ts';
import { ChoiceField } from './field.tsx';

/** Reliability of the source and credibility of what it says, independent of each other. */
export function GradingField(props: {
  draft: IncidentDraft;
  fault: Fault | undefined;
  onEdit: (part: Partial<IncidentDraft>) => void;
}) {
  const { draft, fault, onEdit } = props;
  const t = useText();
  const none = { id: '', label: t('entry.ungraded') };
  const isGraded = draft.reliability !== '' || draft.credibility !== '';
  return (
    <details className="entry-more" open={isGraded || fault !== undefined}>
      <summary>{t('entry.grading')}</summary>
      <ChoiceField
        id="entry-reliability"
        label={t('entry.reliability')}
        fault={draft.reliability ? undefined : fault}
        value={draft.reliability}
        choices={[none, ...reliabilities.map((id) => ({ id, label: t(`reliability.${id}`) }))]}
        onChoose={(reliability) => onEdit({ reliability })}
      />
      <ChoiceField
        id="entry-credibility"
        label={t('entry.credibility')}
        fault={draft.reliability ? fault : undefined}
        value={draft.credibility}
        choices={[none, ...credibilities.map((id) => ({ id, label: t(`credibility.${id}`) }))]}
        onChoose={(credibility) => onEdit({ credibility })}
      />
    </details>
  );
}

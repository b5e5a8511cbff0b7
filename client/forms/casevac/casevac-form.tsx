import { useEffect, useState } from 'react';
import { useText } from '../../language/use-text.ts';
import type { CasevacDraft } from '../../store/entry/entry-drafts.ts';
import { useEntry, usePulse } from '../../store/live-context.ts';
import { checkPlace } from '../checks/check-place.ts';
import { makeId } from '../checks/make-id.ts';
import { EntryFrame } from '../entry-frame.tsx';
import { PlaceField } from '../fields/place-field.tsx';
import { useShown } from '../use-shown.ts';
import './casevac-form.css';
import { checkCase, makeCaseEntry } from './check-case.ts';
import { draftOfCase } from './draft-of-case.ts';
import { FourLines, NineLines } from './line-fields.tsx';
import { PatientFields } from './patient-fields.tsx';
import { TimeFields } from './time-fields.tsx';

/** One case from the first call to AT-MIST: the first lines are open, the rest unfolds when it comes. */
export function CasevacForm() {
  const t = useText();
  const { store, clock, entry, view } = usePulse();
  const draft = useEntry((state) => state.drafts.casevac);
  const [tries, setTries] = useState(0);
  const now = clock.serverNow() ?? Date.now();
  const record = draft.caseId ? store.picture.records.get(`casevac/${draft.caseId}`) : undefined;
  const known = record?.kind === 'casevac' ? record.body : undefined;
  const edit = (part: Partial<CasevacDraft>) => entry.getState().edit('casevac', part);
  const isUntouched = draft.caseId !== '' && Object.keys(draft.lines).length === 0 && draft.place === '';
  useEffect(() => {
    // Opened for a known case: it begins with what is known.
    if (isUntouched && known) entry.getState().edit('casevac', draftOfCase(draft.caseId, known));
  }, [isUntouched, known, draft.caseId, entry]);
  useEffect(() => {
    document.getElementById(entry.getState().drafts.casevac.place ? 'lines-callSign' : 'entry-place')?.focus();
  }, [entry]);
  const place = checkPlace(draft.place);
  useShown(place.ok ? place.spot.position : undefined, 0, draft.lines['callSign'] ?? '');
  const checked = checkCase(draft, { now, known });
  const faults = checked.ok || tries === 0 ? {} : checked.faults;

  const send = () => {
    if (!checked.ok) return setTries(tries + 1);
    const id = makeId();
    const caseId = draft.caseId || id;
    const title = draft.lines['callSign']?.trim() || t('entry.casevac');
    const parts = makeCaseEntry(checked.value.says, { id, caseId, at: now, title });
    const { post, clear } = entry.getState();
    post({ ...parts, id, form: 'casevac', draft, doing: 'send', state: 'sending' });
    clear('casevac');
    setTries(0);
    view.getState().select(parts.key);
    view.getState().openSide('casevac');
  };

  const fields = { draft, faults, onEdit: edit };
  return (
    <EntryFrame form="casevac" faults={faults} tries={tries} onSend={send}>
      {draft.caseId && <p className="entry-hint">{t('casevac.adding', { name: known?.callSign ?? draft.caseId })}</p>}
      <PlaceField form="casevac" fault={faults['place']} />
      <FourLines {...fields} />
      <details className="entry-more">
        <summary>{t('casevac.nineLines')}</summary>
        <NineLines {...fields} />
      </details>
      <details className="entry-more" open={tries > 0 && hasFault(faults, 'times')}>
        <summary>{t('casevac.times')}</summary>
        <TimeFields {...fields} now={now} />
      </details>
      <details className="entry-more" open={tries > 0 && hasFault(faults, 'patient')}>
        <summary>{t('casevac.patient')}</summary>
        <PatientFields {...fields} now={now} patients={known?.patients ?? []} />
      </details>
    </EntryFrame>
  );
}

function hasFault(faults: object, group: string): boolean {
  return Object.keys(faults).some((name) => name.startsWith(`${group}-`));
}

import { emptyDrafts } from '../store/entry/entry-drafts.ts';
import type { Live } from '../store/live-context.ts';
import { subjectOfKey } from './checks/find-subject.ts';

/** Opens the form for what is selected. A draft about somebody else is not kept: its place would be given to this one. */
export function openPositionForm({ entry, store }: Pick<Live, 'entry' | 'store'>, key: string | undefined): void {
  const { openForm, drafts } = entry.getState();
  const subject = key === undefined ? undefined : subjectOfKey(store, key);
  if (!subject || drafts.position.subject === key) openForm('position');
  else
    openForm('position', {
      ...{ ...emptyDrafts.position, subject: key!, callSign: subject.callSign },
      checkIn: subject.isUnderWay ? 'yes' : 'no',
    });
}

/** The first click on the map is the place, unless the draft has one. */
export function openIncidentForm({ entry }: Pick<Live, 'entry'>): void {
  const { openForm, drafts, startPicking } = entry.getState();
  openForm('incident');
  startPicking(drafts.incident.place === '');
}

/**
 * Opens the form for a case that is known, or for a new one. A draft about the same case is kept; another case's is not,
 * or its lines would be sent about this one.
 */
export function openCaseForm({ entry, map }: Pick<Live, 'entry' | 'map'>, caseId = ''): void {
  const { openForm, drafts, startPicking } = entry.getState();
  if (drafts.casevac.caseId === caseId) openForm('casevac');
  else openForm('casevac', { ...emptyDrafts.casevac, caseId });
  if (!caseId && map.current && !drafts.casevac.place) startPicking(true);
}

/** True for what can call in its position. */
export function canReport(key: string): boolean {
  return key.startsWith('patrol/') || key.startsWith('track/');
}

import { emptyDrafts } from '../../store/entry/entry-drafts.ts';
import type { Live } from '../../store/live-context.ts';
import { makeId } from '../checks/make-id.ts';
import { makeCaseEntry } from './check-case.ts';

/** Small reports about a case, by way of the outbox: stored once, however often the link fails meanwhile. */
export function postCase(
  { entry, clock }: Pick<Live, 'entry' | 'clock'>,
  { caseId, title, says }: { caseId: string; title: string; says: readonly Record<string, unknown>[] },
): void {
  const id = makeId();
  const parts = makeCaseEntry(says, { id, caseId, title, at: clock.serverNow() ?? Date.now() });
  const draft = { ...emptyDrafts.casevac, caseId };
  entry.getState().post({ ...parts, id, form: 'casevac', draft, doing: 'send', state: 'sending' });
}

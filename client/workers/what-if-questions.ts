import type { Candidate } from '#shared/coverage/best-places.ts';
import { defaultConditions } from '#shared/schema/medical/conditions.ts';
import type { Edit } from '#shared/schema/medical/scenario.ts';
import type { LiveStore } from '../store/live/live-store.ts';
import type { Lever } from './what-if-messages.ts';

const leverMinutes = 10;

/** Ten minutes less of the notice of each helicopter, and of the clearance, as they are with the edits. */
export function leversOf(store: Pick<LiveStore, 'recordsOf'>, edits: readonly Edit[]): Lever[] {
  const less = (minutes: number) => Math.max(0, minutes - leverMinutes);
  const notices = store.recordsOf('asset').flatMap(({ key, body }): Lever[] => {
    const edited = edits.findLast((edit) => edit.kind === 'asset' && edit.key === key);
    const notice = (edited?.kind === 'asset' ? edited.set.noticeMinutes : undefined) ?? body.noticeMinutes;
    if (body.type !== 'helicopter' || notice === undefined || notice <= 0) return [];
    return [{ key, edit: { kind: 'asset', key, set: { noticeMinutes: less(notice) } } }];
  });
  const edited = edits.findLast((edit) => edit.kind === 'conditions');
  const real = store.recordsOf('conditions')[0]?.body ?? defaultConditions;
  const clearance = edited?.set.clearanceMinutes ?? real.clearanceMinutes;
  if (clearance === undefined || clearance <= 0) return notices;
  return [...notices, { key: 'conditions', edit: { kind: 'conditions', set: { clearanceMinutes: less(clearance) } } }];
}

/** Each is a cover of its own to compute; hospitals come first. */
const mostCandidates = 80;

/** Where the mission stands already, and so could put something: its open sites and hospitals, each place once. */
export function candidatesIn(store: Pick<LiveStore, 'recordsOf'>): Candidate[] {
  const sites = store.recordsOf('site').filter(({ body }) => body.status === 'open' && body.type !== 'village');
  const facilities = store
    .recordsOf('facility')
    .filter(({ body }) => body.status !== 'closed' && body.level !== 'civilian');
  const byPlace = new Map<string, Candidate>();
  for (const { key, body } of [...facilities, ...sites]) {
    if (byPlace.size >= mostCandidates) break;
    const place = body.position.map((degrees) => degrees.toFixed(2)).join(' ');
    if (!byPlace.has(place)) byPlace.set(place, { key, name: body.name, position: body.position });
  }
  return [...byPlace.values()];
}

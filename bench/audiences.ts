import type { Viewer } from '../server/access/viewer.ts';

/** Eight sets of rights. All see unmarked tracks; tracks released to one contingent are seen by that one only. */
export const audiences: readonly Viewer[] = Array.from({ length: 8 }, (_, index) => ({
  actor: `viewer-${index}`,
  clearance: index < 4 ? 'confidential' : 'unclassified',
  groups: [contingentOf(index)],
}));

export function contingentOf(index: number): string {
  return `contingent-${index}`;
}

/** The audience whose actor a request names in its `x-viewer` header. */
export function findAudience(actor: string | string[] | undefined): Viewer | undefined {
  return audiences.find((viewer) => viewer.actor === actor);
}

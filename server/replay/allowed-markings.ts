import type { Marking } from '#shared/schema/marking.ts';
import { canSee, type Viewer } from '../access/viewer.ts';
import type { LogHistory } from '../log/history/open-log-history.ts';

/** The markings on record of which this viewer may see what has them: what is counted or stepped to has one of these. */
export async function allowedMarkings(history: LogHistory, viewer: Viewer): Promise<string[]> {
  const markings = await history.markings();
  return markings.filter((text) => canSee(viewer, { marking: JSON.parse(text) as Marking }));
}

import type { ReplayStatus } from '#shared/protocol/downstream.ts';
import type { Session } from '../session.ts';

/** The pictures of the replay on the screen, for who looks into the page; empty in the present. */
export type ShownReplay = { session: Session; status: () => ReplayStatus | undefined };

let shown: () => readonly ShownReplay[] = () => [];

export const shownReplays = (): readonly ShownReplay[] => shown();

export function showReplays(find: () => readonly ShownReplay[]): void {
  shown = find;
}

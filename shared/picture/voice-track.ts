import type { PictureRecord } from './record.ts';

/** Positions that a person enters from a call are filed under this source. */
export const voiceSource = 'voice';

/** The track of what a patrol says of itself by voice; it carries the patrol without being in its plan. */
export function voiceTrackOf(patrolId: string): string {
  return `${voiceSource}/${patrolId}`;
}

/** Tracks that can carry a patrol, its voice last. */
export function tracksOfPatrol({ id, body }: PictureRecord<'patrol'>): readonly string[] {
  return [...(body.plan?.tracks ?? []), voiceTrackOf(id)];
}

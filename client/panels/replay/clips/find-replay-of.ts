import type { StoredClip } from '#shared/protocol/clips.ts';
import type { ReplayView } from '../../../store/view/view-replay.ts';

/** The view of a clip from its first moment, by the truth that was looked at if the clip holds it. */
export function findReplayOf({ id, manifest }: StoredClip, before: ReplayView | undefined): ReplayView {
  const { truths } = manifest;
  const wanted = before?.truth ?? 'happened';
  const isHeld = wanted === 'both' ? truths.length === 2 : truths.includes(wanted);
  return {
    at: Date.parse(manifest.from),
    truth: isHeld ? wanted : truths[0]!,
    speed: before?.speed ?? 60,
    isPlaying: false,
    clip: id,
  };
}
